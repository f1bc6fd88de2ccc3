import type { Abi, Callback, Func, Parameter, Type } from '../../model/abi.js';
import { declare } from '../c/declarations.js';
import { code } from '../text.js';
import type { Group, NapiContext } from './context.js';
import { cppName, local } from './names.js';

/** The C functions that stand for JavaScript's: one for each type of callback that a group uses. */
export function closureSources(context: NapiContext, group: Group): readonly string[] {
  const { abi } = context;
  const used = new Set<string>();
  const once = new Set<string>();
  for (const { passed, func } of group.crossings) {
    for (const { kind, parameter } of passed.filter((one) => one.kind === 'callback' || one.kind === 'yielding')) {
      if (parameter?.type.kind !== 'callback' || isDrop(func, parameter)) continue;
      used.add(parameter.type.name);
      if (kind === 'callback' && parameter.scope?.kind === 'once') once.add(parameter.type.name);
    }
  }
  return abi.callbacks
    .filter(({ name }) => used.has(name))
    .flatMap((callback) => {
      const { name, yields } = callback;
      if (yields !== undefined) return [yieldSource(context, callback, yields.answer)];
      return [trampolineSource(context, callback), ...(once.has(name) ? [onceSource(context, callback)] : [])];
    });
}

/** The function that frees another callback's user data. */
export function isDrop(func: Pick<Func, 'parameters'>, { name }: Parameter): boolean {
  return func.parameters.some(({ destroy }) => destroy === name);
}

export function yieldName(abi: Abi, callback: string): string {
  return `Yield${cppName(abi, { name: callback.replace(/_t$/, '') })}`;
}

export function trampolineName(abi: Abi, callback: string): string {
  return `Call${cppName(abi, { name: callback.replace(/_t$/, '') })}`;
}

function yieldSource({ abi }: NapiContext, callback: Callback, answer: string): string {
  const parameters = callback.parameters.map(({ type }) => type.c).join(', ');
  const head = declare(callback.returns.type.c, `${yieldName(abi, callback.name)}(${parameters})`);
  return code`
    // Stands for every closure: the run ends here, and JavaScript calls the closure without C below it.
    ${head} { return ${answer}; }
  `;
}

/** Calls the closure that travels as user data. */
function trampolineSource({ abi }: NapiContext, callback: Callback): string {
  const { parameters, returns } = callback;
  const type = returns.type.kind;
  const userData = parameters.find(({ isUserData }) => isUserData);
  const list = parameters.map((parameter) => declare(parameter.type.c, local(parameter))).join(', ');
  const values = parameters.filter(({ isUserData, type }) => !isUserData && type.kind !== 'handle');
  const handles = parameters.filter(({ type }) => type.kind === 'handle');
  const closure = userData === undefined ? 'nullptr' : local(userData);
  return code`
    // Calls the JavaScript function that travels as user data.
    ${declare(returns.type.c, `${trampolineName(abi, callback.name)}(${list})`)} {
      const Closure& closure = *static_cast<const Closure*>(${closure});
      const Napi::Env env = closure.env();
      const Napi::HandleScope scope(env);
      ${handles.map((parameter) => `if (!closure.Knows(${local(parameter)})) return${type === 'void' ? '' : ' {}'};`)}
      const napi_value answer = closure.Call({${values.map((parameter) => toJs(parameter)).join(', ')}});
      ${answerLines(returns.type)}
    }
  `;
}

/** Called once: the closure goes with the call. */
function onceSource({ abi }: NapiContext, callback: Callback): string {
  const { parameters, returns } = callback;
  const list = parameters.map((parameter) => declare(parameter.type.c, local(parameter))).join(', ');
  const call = `${trampolineName(abi, callback.name)}(${parameters.map(local).join(', ')})`;
  const userData = parameters.find(({ isUserData }) => isUserData);
  return code`
    // The same, for the one time that it is called.
    ${declare(returns.type.c, `${onceName(abi, callback.name)}(${list})`)} {
      const std::unique_ptr<Closure> owner(static_cast<Closure*>(${userData === undefined ? 'nullptr' : local(userData)}));
      return ${call};
    }
  `;
}

export function onceName(abi: Abi, callback: string): string {
  return `${trampolineName(abi, callback)}Once`;
}

function toJs(parameter: Parameter): string {
  const name = local(parameter);
  const { type } = parameter;
  switch (type.kind) {
    case 'scalar':
      if (type.scalar === 'bool') return `Napi::Boolean::New(env, ${name})`;
      if (type.scalar === 'u64' || type.scalar === 'i64') return `Big(env, ${name})`;
      return `Napi::Number::New(env, static_cast<double>(${name}))`;
    case 'enum':
      return `Napi::Number::New(env, static_cast<double>(${name}))`;
    case 'string':
      return `StringOrNull(env, ${name})`;
    case 'struct':
      return `CopyOf(env, ${type.pointer ? name : `&${name}`}, sizeof(${type.name}))`;
    default:
      return 'env.Null()';
  }
}

/** JavaScript has checked what the function returned. Where it threw, 0. */
function answerLines(type: Type): readonly string[] {
  if (type.kind === 'void') return ['static_cast<void>(answer);'];
  const read = (c: string, call: string, cast: string): readonly string[] => [
    `${c} value{};`,
    `if (answer != nullptr) ${call}(env, answer, &value);`,
    `return ${cast === '' ? 'value' : `static_cast<${cast}>(value)`};`,
  ];
  if (type.kind === 'enum') return read('int32_t', 'napi_get_value_int32', type.name);
  if (type.kind !== 'scalar') return ['static_cast<void>(answer);', 'return {};'];
  switch (type.scalar) {
    case 'bool':
      return read('bool', 'napi_get_value_bool', '');
    case 'f32':
    case 'f64':
      return read('double', 'napi_get_value_double', type.c);
    case 'size':
      return read('int64_t', 'napi_get_value_int64', type.c);
    case 'u64':
      return [
        'uint64_t value = 0;',
        'bool lossless = false;',
        'if (answer != nullptr) napi_get_value_bigint_uint64(env, answer, &value, &lossless);',
        'return value;',
      ];
    case 'i64':
      return [
        'int64_t value = 0;',
        'bool lossless = false;',
        'if (answer != nullptr) napi_get_value_bigint_int64(env, answer, &value, &lossless);',
        'return value;',
      ];
    case 'u8':
    case 'u16':
    case 'u32':
      return read('uint32_t', 'napi_get_value_uint32', type.c);
    default:
      return read('int32_t', 'napi_get_value_int32', type.c);
  }
}
