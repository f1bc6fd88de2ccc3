import { bare, countOf } from './arguments.js';
import type { NapiContext } from './context.js';
import { type Crossing, isWindow, madeBy, RESULT_OFFSET, receiverParameter } from './crossing.js';
import { local } from './names.js';
import { originOf } from './runtime-header.js';

/** How a result gets to JavaScript: numbers stand at the start of the frame, the rest are values. */
export interface CppResult {
  /** Of the native function. */
  readonly type: 'void' | 'Napi::Value';
  readonly statement: string;
}

export function resultOf(context: NapiContext, crossing: Crossing): CppResult {
  const { func } = crossing;
  const { type } = func.returns;
  switch (type.kind) {
    case 'void':
      return { type: 'void', statement: '' };
    case 'scalar':
    case 'enum':
      return { type: 'void', statement: `*At<${type.c}>(frame, ${RESULT_OFFSET}) = result;` };
    case 'string':
      return { type: 'Napi::Value', statement: 'return StringOrNull(info.Env(), result);' };
    case 'handle':
      if (madeBy(func) === undefined) return { type: 'void', statement: '' };
      return { type: 'void', statement: `*At<int32_t>(frame, ${RESULT_OFFSET}) = made != nullptr;` };
    case 'array': {
      const receiver = receiverParameter(func);
      const size = `${countOf(type.length, crossing)} * sizeof(${bare(type.c)})`;
      const origin = originOf(context.abi, func.name);
      return {
        type: 'Napi::Value',
        statement: `return Expose(*${receiver === undefined ? 'slot' : local(receiver)}, ${origin}, const_cast<${bare(type.c)}*>(result), ${size}, ${isWindow(func)});`,
      };
    }
    case 'struct':
    case 'callback':
    case 'userData':
      return { type: 'void', statement: '' };
  }
}
