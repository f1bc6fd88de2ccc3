import type { Callback, Parameter } from '../../model/abi.js';
import { blocks, code } from '../text.js';
import { dropNames, exportName, isDrop, isPlainCallback, onceOwners, ownersOf, usesOf } from './callbacks.js';
import { type GoContext, isHidden, isPlain, structOf } from './context.js';
import { fromCName } from './data.js';
import { docComment, lowered } from './doc.js';
import type { GoSource } from './file.js';
import { cgoType, fromC, goType } from './types.js';

/** Callback types, and the Go functions that stand for closures in C: those run with C frames below them. */
export function callbackSources(context: GoContext): readonly GoSource[] {
  const { callbacks } = context.abi;
  const plain = callbacks.filter((callback) => isPlainCallback(context, callback));
  const types = callbacks
    .filter((callback) => !isDrop(context, callback))
    .map((callback) => callbackText(context, callback));
  const drops = context.abi.functions.some((func) => func.parameters.some(({ destroy }) => destroy !== undefined));
  return [
    { name: 'callbacks', text: blocks(types) },
    {
      name: 'calls',
      text: blocks(
        plain.length === 0 ? '' : catcherText,
        plain.some((callback) => usesOf(context, callback).has('call')) ? callingText(context) : '',
        plain.some((callback) => usesOf(context, callback).has('once')) ? onceText : '',
        plain.map((callback) => exportText(context, callback)),
        drops ? dropText(context) : '',
      ),
    },
  ];
}

function callbackText(context: GoContext, callback: Callback): string {
  const name = context.names.type(callback.name);
  return code`
    ${docComment(context, name, callback.doc, callbackLists(context, callback))}
    type ${name} func(${callbackInputs(context, callback)})${callbackResult(context, callback)}
  `;
}

function callbackLists(context: GoContext, callback: Callback): readonly string[] {
  const shown = callback.parameters.filter((parameter) => !isHidden(parameter, callback));
  const items = shown.map((parameter) => `- ${context.names.parameter(parameter)}: ${lowered(parameter.doc)}`);
  const result = callback.returns.type.kind === 'void' ? [] : [`- result: ${lowered(callback.returns.doc)}`];
  return [[...items, ...result].join('\n')];
}

function callbackInputs(context: GoContext, callback: Callback): string {
  return callback.parameters
    .filter((parameter) => !isHidden(parameter, callback))
    .map((parameter) => `${context.names.parameter(parameter)} ${goType(context, parameter.type, parameter.nullable)}`)
    .join(', ');
}

function callbackResult(context: GoContext, callback: Callback): string {
  const type = goType(context, callback.returns.type, callback.returns.nullable);
  return type === '' ? '' : ` ${type}`;
}

const catcherText = code`
  // catcher keeps a panic of a Go function that C called until C has returned: a panic must not cross C frames.
  type catcher struct {
  	value  any
  	caught bool
  }

  func (c *catcher) catch() {
  	if value := recover(); value != nil {
  		c.value, c.caught = value, true
  	}
  }

  // rethrow goes on with the panic.
  func (c *catcher) rethrow() {
  	if !c.caught {
  		return
  	}
  	value := c.value
  	*c = catcher{}
  	panic(value)
  }
`;

function callingText(context: GoContext): string {
  const { library, names } = context;
  return code`
    // calling is a Go function that C calls during one call.
    type calling[F any] struct {
    	catcher
    	function F
    	${library.padEnd(8)} *${names.library}
    }
  `;
}

const onceText = code`
  // onceCall is a Go function that C calls once, later.
  type onceCall[F, O any] struct {
  	function F
  	owner    weak.Pointer[O]
  }
`;

function dropText(context: GoContext): string {
  const { exported } = dropNames(context);
  return code`
    // ${exported} is called by C when it forgets a Go function.
    //
    //export ${exported}
    func ${exported}(userData C.uintptr_t) {
    	cgo.Handle(userData).Delete()
    }
  `;
}

function exportText(context: GoContext, callback: Callback): string {
  const name = exportName(context, callback);
  const shown = callback.parameters.filter((parameter) => !isHidden(parameter, callback));
  const parameters = callback.parameters
    .map((parameter) => `${context.names.parameter(parameter)} ${exportedGo(parameter)}`)
    .join(', ');
  const userData = callback.parameters.find(({ isUserData }) => isUserData);
  const data = userData === undefined ? 'userData' : context.names.parameter(userData);
  const returns = callback.returns.type;
  const result = returns.kind === 'void' ? '' : ` (answer ${returns.kind === 'enum' ? 'C.int32_t' : cgoType(returns)})`;
  const uses = usesOf(context, callback);
  const type = context.names.type(callback.name);
  const values = (library: string, owner?: Owner): string =>
    shown.map((parameter) => passedValue(context, parameter, library, owner)).join(', ');
  const call = (target: string, list: string): string =>
    returns.kind === 'void'
      ? `${target}(${list})`
      : `return ${returns.kind === 'enum' ? 'C.int32_t' : cgoType(returns)}(${target}(${list}))`;
  const giveUp = returns.kind === 'void' ? 'return' : 'return answer';
  const cases = [...ownersOf(context, callback)].map(([handle, field]) => {
    const owner: Owner = { handle, name: 'owner' };
    return [
      `case weak.Pointer[${context.names.type(handle)}]:`,
      '\towner := kept.Value()',
      `\tif owner == nil || owner.panicked.caught || owner.${field} == nil {`,
      `\t\t${giveUp}`,
      '\t}',
      '\tdefer owner.panicked.catch()',
      `\t${call(`owner.${field}`, values(`owner.${context.library}`, owner))}`,
    ].join('\n');
  });
  const later = onceOwners(context, callback).map((handle) =>
    [
      `case *onceCall[${type}, ${context.names.type(handle)}]:`,
      `\tcgo.Handle(${data}).Delete()`,
      '\towner := kept.owner.Value()',
      '\tif owner == nil || owner.panicked.caught {',
      `\t\t${giveUp}`,
      '\t}',
      '\tdefer owner.panicked.catch()',
      `\t${call('kept.function', values(`owner.${context.library}`, { handle, name: 'owner' }))}`,
    ].join('\n'),
  );
  const calling = [
    `case *calling[${type}]:`,
    '\tif kept.caught {',
    `\t\t${giveUp}`,
    '\t}',
    '\tdefer kept.catch()',
    `\t${call('kept.function', values(`kept.${context.library}`))}`,
  ].join('\n');
  return code`
    //export ${name}
    func ${name}(${parameters})${result} {
    	switch kept := cgo.Handle(${data}).Value().(type) {
    	${[...(uses.has('call') ? [calling] : []), ...cases, ...later]}
    	}
    	${giveUp === 'return' ? '' : giveUp}
    }
  `;
}

interface Owner {
  readonly handle: string;
  readonly name: string;
}

function exportedGo({ type, isUserData }: Parameter): string {
  if (isUserData) return 'C.uintptr_t';
  switch (type.kind) {
    case 'enum':
      return 'C.int32_t';
    case 'struct':
      return `${type.pointer ? '*' : ''}C.${type.name}`;
    default:
      return cgoType(type);
  }
}

/** What C passed, as the Go function takes it. */
function passedValue(context: GoContext, parameter: Parameter, library: string, owner?: Owner): string {
  const name = context.names.parameter(parameter);
  const { type } = parameter;
  switch (type.kind) {
    case 'string':
      return parameter.nullable ? `goStringOrNil(${name})` : `C.GoString(${name})`;
    case 'struct': {
      const struct = structOf(context, type.name);
      const pointer = type.pointer ? name : `&${name}`;
      const value = isPlain(context, struct)
        ? `*(*${context.names.type(type.name)})(unsafe.Pointer(${pointer}))`
        : `${fromCName(context, struct)}(${pointer})`;
      return value;
    }
    case 'handle':
      return owner?.handle === type.name ? owner.name : `borrow${context.names.type(type.name)}(${library}, ${name})`;
    default:
      return fromC(context, type, name);
  }
}
