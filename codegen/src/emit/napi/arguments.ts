import type { Extent, Func, Parameter, Scalar } from '../../model/abi.js';
import { onceName, trampolineName, yieldName } from './closures.js';
import type { NapiContext } from './context.js';
import { type Crossing, isHidden, type Passed, receiverParameter } from './crossing.js';
import { local } from './names.js';

/** Variables for all that comes from JavaScript, so that the call itself can run without it. */
export function readsOf(crossing: Crossing): readonly string[] {
  const { func, bound, passed } = crossing;
  const receiver = receiverParameter(func);
  const lines: string[] = [];
  if (bound && receiver !== undefined) lines.push(`Slot* const ${local(receiver)} = &BoundSlot(info);`);
  const owner = receiver === undefined ? 'nullptr' : local(receiver);
  lines.push(...passed.map((one, position) => read(crossing, one, position, owner)));
  if (receiver !== undefined) lines.push(`const Table* const table = TableOf(${local(receiver)});`);
  return lines;
}

function read({ bound, recent }: Crossing, passed: Passed, position: number, owner: string): string {
  switch (passed.kind) {
    case 'library':
      return `const Table* const table = LibraryAt(info, ${position});`;
    case 'slot':
      return `Slot* const ${local(passed.parameter)} = SlotAt(info, ${position});`;
    case 'target':
      return `Slot* const target = SlotAt(info, ${position});`;
    case 'number':
      return `const auto ${local(passed.parameter)} = ${number(passed.parameter, position)};`;
    case 'string':
      return `const Text ${local(passed.parameter)}(info, ${position});`;
    case 'array': {
      const name = local(passed.parameter);
      if (!bound || recent?.parameter !== passed.parameter)
        return `const Span ${name} = SpanOf(info.Env(), info[${position}]);`;
      return `const Span ${name} = SpanOr(info.Env(), info[${position}], &${owner}->instance->recent[${recent.index}]);`;
    }
    case 'callback':
      return passed.parameter.scope?.kind === 'call'
        ? `Closure ${local(passed.parameter)}(info, ${position}, ${owner});`
        : `Closure* const ${local(passed.parameter)} = Closure::Keep(info, ${position}, ${owner});`;
    case 'present':
    case 'yielding':
      return `const bool has_${local(passed.parameter)} = Flag(info, ${position});`;
  }
}

function number({ type }: Parameter, position: number): string {
  if (type.kind === 'enum') return `static_cast<${type.name}>(Signed(info, ${position}))`;
  const scalar: Scalar = type.kind === 'scalar' ? type.scalar : 'int';
  switch (scalar) {
    case 'bool':
      return `Flag(info, ${position})`;
    case 'size':
      return `Size(info, ${position})`;
    case 'f32':
    case 'f64':
      return `static_cast<${type.c}>(Double(info, ${position}))`;
    case 'i8':
    case 'i16':
    case 'i32':
    case 'int':
      return `static_cast<${type.c}>(Signed(info, ${position}))`;
    default:
      return `static_cast<${type.c}>(Unsigned(info, ${position}))`;
  }
}

/** The arguments of the C function. */
export function callArguments(context: NapiContext, crossing: Crossing): readonly string[] {
  return crossing.func.parameters.map((parameter) => argument(context, crossing, parameter));
}

function argument(context: NapiContext, crossing: Crossing, parameter: Parameter): string {
  const { func, cells } = crossing;
  const { type, direction } = parameter;
  const name = local(parameter);
  const offset = cells.get(parameter.name);
  const counted = countedBy(parameter, func);
  if (counted !== undefined) return counted;
  switch (type.kind) {
    case 'handle':
      return direction === 'out' ? '&made' : `HandleOf<${type.name}>(${name})`;
    case 'scalar':
    case 'enum':
      if (offset === undefined) return isHidden(parameter, func) ? '0' : name;
      return direction === 'in' && !type.c.endsWith('*')
        ? `*At<${type.c}>(frame, ${offset})`
        : `At<${bare(type.c)}>(frame, ${offset})`;
    case 'struct': {
      if (offset === undefined) return 'nullptr';
      const place = `At<${type.name}>(frame, ${offset})`;
      if (!type.pointer) return `*${place}`;
      return crossing.passed.some((passed) => passed.kind === 'present' && passed.parameter === parameter)
        ? `has_${name} ? ${place} : nullptr`
        : place;
    }
    case 'string':
      return type.capacity === undefined ? `${name}.c_str()` : `${name}.As<char>()`;
    case 'array':
      return `${name}.As<${bare(type.c)}>()`;
    case 'callback':
      return callbackArgument(context, crossing, parameter, type.name);
    case 'userData': {
      const closure = func.parameters.find((candidate) => candidate.closure === parameter.name);
      return closure === undefined || isYielding(crossing, closure) ? 'nullptr' : closureAddress(closure);
    }
    case 'void':
      return '';
  }
}

function isYielding({ passed }: Crossing, parameter: Parameter): boolean {
  return passed.some((one) => one.kind === 'yielding' && one.parameter === parameter);
}

function callbackArgument(context: NapiContext, crossing: Crossing, parameter: Parameter, type: string): string {
  const name = local(parameter);
  if (isYielding(crossing, parameter)) return `has_${name} ? ${yieldName(context.abi, type)} : nullptr`;
  const owner = crossing.func.parameters.find(({ destroy }) => destroy === parameter.name);
  if (owner !== undefined) return `${local(owner)} == nullptr ? nullptr : DropClosure`;
  const isNone = parameter.scope?.kind === 'call' ? `${name}.IsNone()` : `${name} == nullptr`;
  const trampoline = parameter.scope?.kind === 'once' ? onceName(context.abi, type) : trampolineName(context.abi, type);
  return `${isNone} ? nullptr : ${trampoline}`;
}

function closureAddress(closure: Parameter): string {
  return closure.scope?.kind === 'call' ? `&${local(closure)}` : local(closure);
}

/** A length or a capacity: that of the typed array. */
function countedBy(parameter: Parameter, func: Func): string | undefined {
  const [array] = [...parameter.lengthOf, ...parameter.capacityOf];
  const counted = func.parameters.find(({ name }) => name === array);
  if (counted === undefined) return undefined;
  const element = counted.type.kind === 'string' ? 'char' : bare(counted.type.c);
  return `static_cast<${parameter.type.c}>(${local(counted)}.Count<${element}>())`;
}

/** `const uint8_t *` points to `uint8_t`; arrays of `void` count octets. */
export function bare(type: string): string {
  const pointee = type
    .replace(/\[.*$/, '')
    .replace(/\s*\*\s*(const)?$/, '')
    .replace(/^const /, '')
    .trim();
  return pointee === 'void' ? 'uint8_t' : pointee;
}

/** How many elements, as C++. */
export function countOf(length: Extent, crossing: Crossing): string {
  if (length.kind === 'fixed') return String(length.count);
  const offset = crossing.cells.get(length.name);
  const counter = crossing.func.parameters.find(({ name }) => name === length.name);
  return offset === undefined || counter === undefined
    ? local(length)
    : `*At<${bare(counter.type.c)}>(frame, ${offset})`;
}
