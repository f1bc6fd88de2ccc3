import type { Callback, Func, Parameter, Type } from '../../model/abi.js';
import { callbackOf } from '../napi/crossing.js';
import { lowerFirst, type TsContext } from './context.js';
import { local, type TsInput } from './signature.js';
import { scalarType } from './types.js';

/** What the addon calls instead of a user's function: it knows nothing of structs, and keeps nothing alive. */

/** The variable that holds it. */
export function calledName(name: string): string {
  return `${name}Called`;
}

/** The field of the class that keeps a closure for longer than one call. */
export function closureField(context: TsContext, callback: string): string {
  return lowerFirst(context.names.type(callback));
}

export function calledLines(context: TsContext, { parameter, name }: TsInput): readonly string[] {
  const { type, scope } = parameter;
  if (type.kind !== 'callback') return [];
  const callback = callbackOf(context.abi, type.name);
  if (callback.yields !== undefined) return [];
  const parameters = visible(callback)
    .filter(({ type: one }) => one.kind !== 'handle')
    .map((one) => `${local(context, one)}: ${rawType(one)}`)
    .join(', ');
  const head = `const ${calledName(name)} = (${parameters}) => {`;
  const answer = (call: string): readonly string[] => {
    const wanted = answerType(callback.returns.type);
    if (wanted === undefined) return [`  ${call};`];
    return [
      `  const answer = ${call};`,
      `  return checkAnswer(operation, '${closureWords(context, type.name)}', answer, '${wanted}');`,
    ];
  };
  if (scope?.kind !== 'until') return [head, ...answer(`${name}(${values(context, callback, undefined)})`), '};'];
  // The addon holds it, so that it must hold the owner only weakly.
  const call = `owner.#${closureField(context, type.name)}?.(${values(context, callback, 'owner')})`;
  const isVoid = callback.returns.type.kind === 'void';
  return [
    'const self = new WeakRef(this);',
    head,
    '  const owner = self.deref();',
    ...(isVoid
      ? [`  if (owner !== undefined) ${call};`]
      : ['  if (owner === undefined) return undefined;', ...answer(call)]),
    '};',
  ];
}

/** `host callback`, for errors. */
export function closureWords(context: TsContext, callback: string): string {
  return callback
    .replace(new RegExp(`^${context.abi.name}_`), '')
    .replace(/_t$/, '')
    .replaceAll('_', ' ');
}

function visible({ parameters }: Callback): readonly Parameter[] {
  return parameters.filter(({ isUserData, lengthOf }) => !isUserData && lengthOf.length === 0);
}

function answerType(type: Type): string | undefined {
  if (type.kind === 'enum') return 'number';
  return type.kind === 'scalar' ? scalarType(type.scalar) : undefined;
}

/** As the addon gives it. */
function rawType({ type }: Parameter): string {
  switch (type.kind) {
    case 'scalar':
      return scalarType(type.scalar);
    case 'enum':
      return 'number';
    case 'string':
      return 'string | null';
    default:
      return 'ArrayBuffer | null';
  }
}

/** The user's arguments. */
function values(context: TsContext, callback: Callback, owner: string | undefined): string {
  return visible(callback)
    .map((parameter) => (parameter.type.kind === 'handle' ? (owner ?? 'this') : value(context, parameter)))
    .join(', ');
}

function value(context: TsContext, parameter: Parameter): string {
  const name = local(context, parameter);
  const { type, nullable } = parameter;
  switch (type.kind) {
    case 'enum': {
      const decl = context.abi.enums.find((candidate) => candidate.name === type.name);
      return decl?.openness === 'closed' && !decl.flags ? `${name} as ${context.names.type(type.name)}` : name;
    }
    case 'string':
      return nullable ? name : `${name} ?? ''`;
    case 'struct': {
      const given = `read${context.names.type(type.name)}(viewsOf(${nullable ? name : `${name} ?? EMPTY`}), 0)`;
      return nullable ? `${name} === null ? null : ${given}` : given;
    }
    default:
      return name;
  }
}

/** Functions of the class whose closures it keeps. */
export function keptClosures(
  context: TsContext,
  functions: readonly Func[],
): readonly { readonly field: string; readonly type: string }[] {
  return functions.flatMap(({ parameters }) =>
    parameters.flatMap((parameter) => {
      const { type, scope } = parameter;
      const isDrop = parameters.some(({ destroy }) => destroy === parameter.name);
      if (type.kind !== 'callback' || scope?.kind !== 'until' || isDrop) return [];
      return [{ field: closureField(context, type.name), type: context.names.type(type.name) }];
    }),
  );
}
