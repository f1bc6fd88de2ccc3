import { misuse } from '../messages.js';
import { nativeName, receiverOf } from '../napi/crossing.js';
import { type Body, failLines } from './body.js';
import type { TsContext } from './context.js';
import { docText, functionTags } from './doc.js';
import { misuseClass } from './errors.js';
import { asOne, type HandleParts, type Method, withOperation } from './handle-parts.js';
import { halvesOf } from './handle-properties.js';
import { signatureOf } from './signature.js';

/** How a handle's object ends, and who may use it until then. */

export function destroyMethod(parts: HandleParts, body: Body): Method {
  const { context, func, signature } = body;
  const { isSerial } = parts;
  const busy = misuseClass(context, 'BUSY');
  const refuse = [
    'const native = this.#native;',
    ...(isSerial
      ? [
          `if (this.#isRunning || this.#away !== undefined) throw new ${busy}(${busyArguments(context, signature.operation, parts.word)});`,
        ]
      : parts.isReentered
        ? [`if (this.#calls > 0) throw new ${busy}(${busyArguments(context, signature.operation, parts.word)});`]
        : []),
    'if (native === undefined) return;',
  ];
  return {
    name: signature.name,
    docs: [
      {
        description: docText(context, func.doc, functionTags(context, func), func, [
          'It does nothing the second time.',
        ]),
      },
    ],
    returnType: 'void',
    statements: withOperation(signature, [
      ...refuse,
      `addon.${nativeName(context.abi, func)}(native.index);`,
      ...failLines(body),
      ...forgetLines(parts),
    ]),
  };
}

/** The object lets go of its place: nothing stale may reach what lies there next. */
export function forgetLines({ context, liveArrays, keptCallbacks }: HandleParts): readonly string[] {
  return [
    'this.#native = undefined;',
    ...keptCallbacks.map(({ field }) => `this.#${field} = null;`),
    ...liveArrays.flatMap((live) => {
      const { name } = signatureOf(context, live);
      return [`this.#${name} = undefined;`, ...(halvesOf(live) ? [`this.#${name}32 = undefined;`] : [])];
    }),
    'forgotten.unregister(this);',
    'idle.push(native);',
  ];
}

/** The base class also wants a code. */
export function busyArguments(context: TsContext, operation: string, word: string): string {
  const text = `'${operation}: ${misuse.busy(word)}'`;
  return misuseClass(context, 'BUSY') === context.names.errorBase ? `${text}, 'BUSY'` : text;
}

/** What every call asks first. */
export function guards(parts: HandleParts): readonly Method[] {
  const { context, type, word, isSerial } = parts;
  const busy = misuseClass(context, 'BUSY');
  const destroyed = misuseClass(context, 'DESTROYED');
  const code = destroyed === context.names.errorBase ? ", 'DESTROYED'" : '';
  const busyCode = busy === context.names.errorBase ? ", 'BUSY'" : '';
  const parameters = [{ name: 'operation', type: 'string' }];
  const busyText = `\`\${operation}: ${misuse.busy(word)}\``;
  const refuse: Method = {
    name: '#refuse',
    docs: [{ description: 'Says why it cannot be used now.' }],
    parameters,
    returnType: 'never',
    statements: asOne([
      ...(isSerial ? [`if (this.#away !== undefined) throw new ${busy}(${busyText}${busyCode});`] : []),
      `throw new ${destroyed}(\`\${operation}: ${misuse.destroyed(word)}\`${code});`,
    ]),
  };
  const alive: Method = {
    name: '#alive',
    docs: [{ description: isSerial ? 'For calls that its own callback may make, too.' : 'For every call.' }],
    parameters,
    returnType: `Native${type}`,
    statements: ['return this.#native ?? this.#refuse(operation);'],
  };
  const idle: Method = {
    name: '#idle',
    docs: [{ description: 'For calls that are refused inside of its own callback.' }],
    parameters,
    returnType: `Native${type}`,
    statements: asOne([
      `if (this.#isRunning) throw new ${busy}(${busyText}${busyCode});`,
      'return this.#native ?? this.#refuse(operation);',
    ]),
  };
  const present: Method = {
    name: '#present',
    docs: [{ description: 'For calls that may be made while it runs on another thread.' }],
    parameters,
    returnType: `Native${type}`,
    statements: ['return this.#native ?? this.#away ?? this.#refuse(operation);'],
  };
  const hasPresent =
    isSerial && parts.functions.some((func) => func.thread === 'any' && receiverOf(func) === parts.handle.name);
  return [alive, ...(isSerial ? [idle] : []), ...(hasPresent ? [present] : []), refuse];
}
