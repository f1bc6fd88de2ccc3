import type { Func, Parameter } from '../../model/abi.js';
import { declare, memberName } from '../c/declarations.js';
import { returnsStatus } from '../messages.js';
import { blocks, code } from '../text.js';
import { callArguments, readsOf } from './arguments.js';
import { closureSources, isDrop } from './closures.js';
import type { Group, NapiContext } from './context.js';
import {
  type Crossing,
  callbackValues,
  hasTwin,
  liveStructOf,
  madeBy,
  RESULT_OFFSET,
  receiverParameter,
  runsClosures,
  sharesMemory,
  VIEW_CELL,
  yieldingCallbacks,
} from './crossing.js';
import { cppName, local } from './names.js';
import { resultOf } from './results.js';
import { originOf } from './runtime-header.js';
import { wrapCalls } from './wrap.js';

/** `vm.cc`: the functions of one handle, or of the library itself. */
export function groupSource(context: NapiContext, group: Group): string {
  const definitions = group.crossings.flatMap((crossing) => {
    const name = cppName(context.abi, crossing.func);
    return [
      ...(crossing.bound ? [] : [definition(crossing.name, name)]),
      ...(!hasTwin(context.abi, crossing.func) ? [] : [definition(`${crossing.name}Async`, `${name}Async`)]),
    ];
  });
  const view = viewSource(context, group);
  const share = shareSource(context, group);
  const sources = [
    ...closureSources(context, group),
    ...group.crossings.map((crossing) => functionSource(context, crossing)),
    ...group.crossings.map((crossing) => asyncSource(context, crossing)),
    view ?? '',
    share ?? '',
  ];
  return code`
    // ${context.notice}
    #include "addon.h"

    namespace {

    ${wrapCalls(blocks(sources))}

    } // namespace

    void Define${group.name}(${definitions.length === 0 && view === undefined ? 'Napi::Object, Instance*' : 'Napi::Object exports, Instance* instance'}) {
      ${definitions}
      ${view === undefined ? '' : definition(viewName(group.name), `${group.name}View`)}
      ${share === undefined ? '' : definition(shareName(group.name), `${group.name}Share`)}
    }

    ${group.handle === undefined ? '' : bindSource(context, group)}
  `;
}

function definition(name: string, func: string): string {
  return `Define<${func}>(exports, "${name}", instance);`;
}

/** `vmShare`: the same struct for users, if it has arrays that they may see. */
export function shareName(className: string): string {
  return `${className.charAt(0).toLowerCase()}${className.slice(1)}Share`;
}

/** `vmView`: what JavaScript asks for a handle's live struct. */
export function viewName(className: string): string {
  return `${className.charAt(0).toLowerCase()}${className.slice(1)}View`;
}

function functionSource(context: NapiContext, crossing: Crossing): string {
  const { func } = crossing;
  const result = resultOf(context, crossing);
  const { abi } = context;
  if (func.role.kind === 'destroy') return destroySource(context, crossing);
  const receiver = receiverParameter(func);
  const lines = [...callSource(context, crossing), ...(result.statement === '' ? [] : [result.statement])];
  return code`
    // ${func.name}
    ${result.type} ${cppName(abi, func)}(const Arguments& info) {
      ${readsOf(crossing)}
      ${guard(crossing, result.type)}
      ${receiver === undefined ? '' : `const Visit visit(${local(receiver)});`}
      ${usesFrame(lines) ? frameLines(context, crossing) : []}
      ${lines}
    }
  `;
}

function frameLines(context: NapiContext, { func }: Crossing): readonly string[] {
  const receiver = receiverParameter(func);
  const common = `FrameOf(${receiver === undefined ? 'info' : local(receiver)})`;
  if (!runsClosures(context.abi, func)) return [`uint8_t* const frame = ${common};`];
  return [`OwnFrame own(${common});`, 'uint8_t* const frame = own.octets();'];
}

function usesFrame(lines: readonly string[]): boolean {
  return lines.some((line) => /\bframe\b/.test(line));
}

/** Only code that came past the classes can fail here. */
function guard(crossing: Crossing, type: string): string {
  const targets = crossing.passed.flatMap((passed) => (passed.kind === 'target' ? ['target == nullptr'] : []));
  const conditions = ['table == nullptr', ...targets].join(' || ');
  return `if (${conditions}) return${type === 'void' ? '' : ' info.Env().Null()'};`;
}

/** The call itself and what belongs to it, over the variables that were read before; also run on other threads. */
function callSource(context: NapiContext, crossing: Crossing): readonly string[] {
  const { abi } = context;
  const { func } = crossing;
  const type = func.returns.type;
  const made = madeBy(func);
  const call = `table->${memberName(func, abi)}(${callArguments(context, crossing).join(', ')})`;
  const returnsHandle = type.kind === 'handle' && made !== undefined;
  const lines: string[] = [];
  if (made !== undefined && !returnsHandle) lines.push(`${made}* made = nullptr;`);
  if (type.kind === 'void') lines.push(`${call};`);
  else if (returnsHandle) lines.push(`${made}* const made = ${call};`);
  else lines.push(`${declare(constant(type.c), 'result')} = ${call};`);
  if (made !== undefined) lines.push(...adoption(context, crossing, made));
  for (const parameter of func.parameters) {
    if (parameter.ownership?.kind === 'transfer')
      lines.push(`if (${local(parameter)} != nullptr) Surrender(*${local(parameter)});`);
    lines.push(...keeping(context, crossing, parameter));
  }
  lines.push(...hostValues(context, crossing));
  const receiver = receiverParameter(func);
  if (receiver !== undefined) {
    for (const name of func.invalidates) lines.push(`Detach(*${local(receiver)}, ${originOf(abi, name)}); // ${name}`);
  }
  return lines;
}

function constant(type: string): string {
  return type.endsWith('*') || type.startsWith('const ') ? type : `const ${type}`;
}

/** A closure that the library keeps: it goes when it is dropped, replaced or called, or if nothing came of the call. */
function keeping({ abi }: NapiContext, { func, passed }: Crossing, parameter: Parameter): readonly string[] {
  const isPlain = passed.some((one) => one.kind === 'callback' && one.parameter === parameter);
  const receiver = receiverParameter(func);
  const { scope, destroy } = parameter;
  if (!isPlain || receiver === undefined || scope === undefined || scope.kind === 'call' || isDrop(func, parameter))
    return [];
  const closure = local(parameter);
  const keep =
    scope.kind === 'until' && destroy === undefined
      ? `KeepClosure(*${local(receiver)}, ${originOf(abi, func.name)}, ${closure});`
      : '';
  if (!returnsStatus(func, abi)) return keep === '' ? [] : [keep];
  return keep === ''
    ? [`if (result != 0) delete ${closure};`]
    : [`if (result == 0) ${keep}`, `else delete ${closure};`];
}

function adoption(context: NapiContext, crossing: Crossing, made: string): readonly string[] {
  const live = liveStructOf(context.abi, made);
  const view = crossing.cells.get(VIEW_CELL);
  if (live === undefined || view === undefined) return ['if (made != nullptr) Adopt(target, table, made);'];
  return [
    'if (made != nullptr) {',
    '  Adopt(target, table, made);',
    `  *At<double>(frame, ${view}) = ViewAddress(*target, table->${memberName(live.getter, context.abi)}(made));`,
    '}',
  ];
}

/** A stopped handle tells its callback's arguments in the same crossing. */
function hostValues(context: NapiContext, crossing: Crossing): readonly string[] {
  const { abi } = context;
  return yieldingCallbacks(abi, crossing.func).flatMap((callback) => {
    const values = callbackValues(abi, crossing.func).filter((value) => value.callback === callback.name);
    const receiver = receiverParameter(crossing.func);
    if (values.length === 0 || receiver === undefined || callback.yields === undefined) return [];
    const reads = values.map(({ parameter, from }) => {
      const offset = crossing.cells.get(from) ?? RESULT_OFFSET;
      const member = from.slice(abi.name.length + 1);
      return `  *At<${parameter.type.c}>(frame, ${offset}) = table->${member}(HandleOf<${receiver.type.c.replace(/[ *]+$/, '')}>(${local(receiver)}));`;
    });
    return [`if (result == ${callback.yields.result}) {`, ...reads, '}'];
  });
}

function asyncSource(context: NapiContext, crossing: Crossing): string {
  const { abi } = context;
  const { func } = crossing;
  const receiver = receiverParameter(func);
  if (receiver === undefined || !hasTwin(abi, func)) return '';
  const unbound: Crossing = { ...crossing, bound: false };
  const withSlot: Crossing = crossing.bound
    ? { ...unbound, passed: [{ kind: 'slot', parameter: receiver, handle: receiver.type.c }, ...crossing.passed] }
    : unbound;
  const interrupt = func.blocking?.interrupt;
  const type = receiver.type.c.replace(/^const /, '').replace(/[ *]+$/, '');
  return code`
    // ${func.name}, on a thread of its own
    void ${cppName(abi, func)}Async(const Arguments& info) {
      ${readsOf(withSlot)}
      ${guard(withSlot, 'void')}
      Start(
          *${local(receiver)}, info[${withSlot.passed.length}],
          [=](uint8_t* frame) {
            ${callSource(context, withSlot)}
            ${resultOf(context, crossing).statement}
          },
          ${
            interrupt === undefined
              ? 'nullptr'
              : `[](const Table* library, void* handle) { library->${interrupt.slice(abi.name.length + 1)}(static_cast<${type}*>(handle)); }`
          });
    }
  `;
}

/** Handles may have to wait for the memory that was given out of them. */
function destroySource(context: NapiContext, { func }: Crossing): string {
  return code`
    // ${func.name}
    void ${cppName(context.abi, func)}(const Arguments& info) {
      Slot* const slot = SlotAt(info, 0);
      if (TableOf(slot) != nullptr) *At<int32_t>(slot->frame, ${RESULT_OFFSET}) = Abandon(*slot);
    }
  `;
}

function viewSource(context: NapiContext, group: Group): string | undefined {
  const live = group.handle === undefined ? undefined : liveStructOf(context.abi, group.handle);
  if (live === undefined || group.handle === undefined) return undefined;
  return code`
    // The live struct that ${live.getter.name} gives, for the class itself.
    Napi::Value ${group.name}View(const Arguments& info) {
      Slot* const slot = SlotAt(info, 0);
      const Table* const table = TableOf(slot);
      if (table == nullptr) return info.Env().Null();
      return View(*slot, table->${memberName(live.getter, context.abi)}(HandleOf<${group.handle}>(slot)), ${live.struct.size});
    }
  `;
}

function shareSource(context: NapiContext, group: Group): string | undefined {
  const live = group.handle === undefined ? undefined : liveStructOf(context.abi, group.handle);
  if (live === undefined || group.handle === undefined || !sharesMemory(live.struct)) return undefined;
  return code`
    // The live struct for users: it ends with the handle. Null where JavaScript has copies, which end nothing.
    Napi::Value ${group.name}Share(const Arguments& info) {
      Slot* const slot = SlotAt(info, 0);
      const Table* const table = TableOf(slot);
      if (table == nullptr) return info.Env().Null();
      return Share(*slot, table->${memberName(live.getter, context.abi)}(HandleOf<${group.handle}>(slot)), ${live.struct.size});
    }
  `;
}

function bindSource(context: NapiContext, group: Group): string {
  const bound = group.crossings.filter((crossing) => crossing.bound);
  return code`
    void Bind${group.name}(${bound.length === 0 ? 'Napi::Object, Slot*' : 'Napi::Object object, Slot* slot'}) {
      ${bound.map(({ func, name }) => `Define<${cppName(context.abi, func)}>(object, "${name}", slot);`)}
    }

    int32_t Destroy${group.name}(const Table* table, void* handle) {
      ${destroyCall(context, group)}
    }
  `;
}

function destroyCall(context: NapiContext, group: Group): readonly string[] {
  const handle = context.abi.handles.find(({ name }) => name === group.handle);
  const func: Func | undefined = context.abi.functions.find(({ name }) => name === handle?.destroy);
  if (handle === undefined || func === undefined) return ['return 0;'];
  const call = `table->${memberName(func, context.abi)}(static_cast<${handle.name}*>(handle))`;
  return func.returns.type.kind === 'void' ? [`${call};`, 'return 0;'] : [`return static_cast<int32_t>(${call});`];
}
