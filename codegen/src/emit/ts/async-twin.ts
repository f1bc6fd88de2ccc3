import { asyncCallExpression, type Body, inputLines, openingLines, putLines, taken } from './body.js';
import { docText, functionTags } from './doc.js';
import { type HandleParts, type Method, parametersOf, withOperation } from './handle-parts.js';
import { outputExpressions } from './outputs.js';
import { asyncRunner } from './running.js';

/** The same on another thread, as a promise. */
export function asyncTwin(parts: HandleParts, body: Body): Method {
  const { context, func, signature } = body;
  const name = context.names.asyncMethod(func);
  const operation = `${parts.word}.${name}`;
  const runner = asyncRunner(parts, func);
  const away: Body = { ...body, isAway: true };
  const { before, after } = ownArrays(away);
  const value = outputExpressions(body)[0]?.value ?? 'undefined';
  const finish = after.length === 0 ? `() => ${value}` : `() => { ${after.join(' ')} return ${value}; }`;
  const lines = [
    'const signal = takeSignal(operation, options);',
    ...openingLines(body),
    'const native = this.#idle(operation);',
    ...inputLines(body),
    ...before,
    'const start = (done: () => void) => {',
    ...putLines(body).map((line) => `  ${line}`),
    `  ${asyncCallExpression(away)};`,
    '};',
    runner === '#runAsync'
      ? 'return this.#runAsync(operation, native, signal, start);'
      : `return this.#waitAsync(native, signal, start, ${finish});`,
  ];
  return {
    name,
    isAsync: true,
    docs: [
      {
        description: docText(context, func.doc, functionTags(context, func, [ASYNC_TAG]), func),
      },
    ],
    parameters: [...parametersOf(signature.inputs), { name: 'options', type: 'AsyncOptions', initializer: '{}' }],
    returnType: `Promise<${signature.result}>`,
    statements: withOperation({ ...signature, operation }, lines),
  };
}

/** Another thread works on copies: a user may change, or give away, what is his. */
function ownArrays({ signature }: Body): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const arrays = signature.inputs.filter(({ parameter }) => parameter.type.kind === 'array');
  return {
    before: arrays.map(({ name, parameter, type }) => {
      const source = type.startsWith('readonly') ? taken(name) : name;
      return `const ${name}Own = ${source}${parameter.nullable ? '?.slice() ?? null' : '.slice()'};`;
    }),
    after: arrays.flatMap(({ name, use }) => (use === 'buffer' ? [`${name}.set(${name}Own);`] : [])),
  };
}

const ASYNC_TAG = '@param options `signal` ends the run early; the promise is then rejected with its reason.';
