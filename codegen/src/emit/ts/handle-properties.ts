import type { Func } from '../../model/abi.js';
import { fallibleText } from '../messages.js';
import { isDirect, isLiveArray, liveStructOf, receiverOf, sharesMemory } from '../napi/crossing.js';
import { shareName } from '../napi/functions.js';
import { type Body, callExpression, crossLines, inputLines, openingLines, putLines, receiverLine } from './body.js';
import { checkLines } from './checks.js';
import { templateText } from './errors.js';
import { asOne, type Docs, docsOf, type Getter, type HandleParts, type Setter, withOperation } from './handle-parts.js';
import { put, read } from './layout.js';
import { returnLines } from './outputs.js';

/** What a handle's class tells, and what can be set. */

export function gettersOf(parts: HandleParts, body: Body): readonly Getter[] {
  const { context, func, signature } = body;
  const docs = docsOf(context, func);
  const getter = (lines: readonly string[]): Getter => ({
    name: signature.name,
    docs,
    returnType: signature.result,
    statements: withOperation(signature, lines),
  });
  const live = liveStructOf(context.abi, parts.handle.name);
  if (live?.getter === func) {
    return [
      getter([
        'this.#alive(operation);',
        ...stateLines(parts, signature.name, signature.result, sharesMemory(live.struct)),
        `return this.#${signature.name};`,
      ]),
    ];
  }
  if (isDirect(context.abi, func)) {
    const field = live?.struct.fields.find(({ name }) => name === func.field);
    if (field === undefined) return [];
    const value = read(context, field, { views: 'live', at: 0 });
    return [getter(['const { live } = this.#alive(operation);', `return ${value};`])];
  }
  if (isLiveArray(func)) return liveGetters(parts, body, docs);
  return [getter([...receiverLine(body), ...putLines(body), ...crossLines(body), ...returnLines(body)])];
}

function stateLines(parts: HandleParts, name: string, result: string, shares: boolean): readonly string[] {
  const find = '(caller) => this.#alive(caller).live';
  if (!shares) return [`this.#${name} ??= new ${result}(KEY, ${find});`];
  return [
    `this.#${name} ??= new ${result}(`,
    '  KEY,',
    `  ${find},`,
    '  (caller) => {',
    '    const native = this.#alive(caller);',
    `    const shared = addon.${shareName(parts.type)}(native.index);`,
    '    if (shared === null) return native.live.u8.buffer as ArrayBuffer;',
    '    keepAlive.set(shared, this);',
    '    return shared;',
    '  },',
    ');',
  ];
}

/** One live array for as long as the handle lives, and for 64-bit elements their halves. */
function liveGetters(parts: HandleParts, body: Body, docs: Docs): readonly Getter[] {
  const { func, signature, context } = body;
  const { name, result } = signature;
  const first: Getter = {
    name,
    docs,
    returnType: result,
    statements: withOperation(signature, [
      'const native = this.#alive(operation);',
      `if (this.#${name} === undefined) {`,
      `  const returned = ${callExpression(body)};`,
      `  if (returned === null) throw new ${context.names.errorBase}(\`\${operation}: ${templateText(fallibleText(func))}\`);`,
      `  this.#${name} = new ${result}(returned);`,
      '  keepAlive.set(returned, this);',
      '}',
      `return this.#${name};`,
    ]),
  };
  if (!halvesOf(func)) return [first];
  return [
    first,
    {
      name: `${name}32`,
      docs: [
        {
          description:
            `The memory of {@link ${parts.type}.${name}} as halves: element 2n holds the low 32 bits of number n, 2n + 1 the high ones.\n` +
            'Reading and writing them is several times faster than 64-bit numbers.',
        },
      ],
      returnType: 'Uint32Array',
      statements: asOne([
        `this.#alive('${signature.operation}32');`,
        `this.#${name}32 ??= new Uint32Array(this.${name}.buffer);`,
        `return this.#${name}32;`,
      ]),
    },
  ];
}

export function setterOf(body: Body): Setter {
  const { context, func, signature } = body;
  const [input] = signature.inputs;
  const live = liveStructOf(context.abi, receiverOf(func) ?? '');
  const field = isDirect(context.abi, func) ? live?.struct.fields.find(({ name }) => name === func.field) : undefined;
  const name = input?.name ?? 'value';
  const lines =
    field === undefined
      ? [...openingLines(body), ...receiverLine(body), ...inputLines(body), ...putLines(body), ...crossLines(body)]
      : [
          'const { live } = this.#alive(operation);',
          ...checkLines(context, input?.parameter ?? field, {
            value: name,
            label: `'${name}'`,
            operation: 'operation',
          }),
          put(context, field, name, { views: 'live', at: 0 }),
        ];
  return {
    name: signature.name,
    parameters: [{ name, type: input?.type ?? 'never' }],
    statements: withOperation(signature, lines),
  };
}

/** Do the elements of a live array have 64 bits, so that halves of them are worth a view of their own? */
export function halvesOf({ returns: { type } }: Func): boolean {
  return (
    type.kind === 'array' &&
    type.element.kind === 'scalar' &&
    (type.element.scalar === 'u64' || type.element.scalar === 'i64')
  );
}
