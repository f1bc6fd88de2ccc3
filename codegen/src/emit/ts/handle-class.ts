import {
  type ClassDeclarationStructure,
  type GetAccessorDeclarationStructure,
  type MethodDeclarationStructure,
  type OptionalKind,
  Scope,
  type SetAccessorDeclarationStructure,
  StructureKind,
} from 'ts-morph';
import type { Func, Handle } from '../../model/abi.js';
import { fallibleText, misuse } from '../messages.js';
import {
  crossingOf,
  hasTwin,
  isDirect,
  isLiveArray,
  isWindow,
  liveStructOf,
  nativeName,
  receiverOf,
  runsClosures,
  VIEW_CELL,
} from '../napi/crossing.js';
import {
  asyncCallExpression,
  type Body,
  callExpression,
  crossLines,
  failLines,
  fillLines,
  hasFill,
  inputLines,
  makeBody,
  outputExpressions,
  putLines,
  receiverLine,
  returnLines,
  taken,
} from './body.js';
import { checkLines } from './checks.js';
import { closureField, keptClosures } from './closures.js';
import type { TsContext } from './context.js';
import { docText, functionTags } from './doc.js';
import { misuseClass, templateText } from './errors.js';
import { read, put } from './layout.js';
import { asyncRunner, runLines, runMethods } from './running.js';
import { halvesOf } from './halves.js';
import { local, signatureOf, type TsInput, type TsSignature } from './signature.js';

type Method = OptionalKind<MethodDeclarationStructure>;
type Getter = OptionalKind<GetAccessorDeclarationStructure>;
type Setter = OptionalKind<SetAccessorDeclarationStructure>;
type Docs = NonNullable<Method['docs']>;

/** What one handle's class is made of. */
export interface HandleParts {
  readonly context: TsContext;
  readonly handle: Handle;
  readonly type: string;
  readonly word: string;
  readonly isSerial: boolean;
  /** Functions of the class, static ones first among their like, in the order of the header. */
  readonly functions: readonly Func[];
  readonly liveArrays: readonly Func[];
  /** Does C call JavaScript while it works on one? */
  readonly isReentered: boolean;
  readonly keptCallbacks: readonly { readonly field: string; readonly type: string }[];
}

export function partsOf(context: TsContext, handle: Handle): HandleParts {
  const { abi, names } = context;
  const functions = abi.functions.filter(
    (func) =>
      func.role.kind !== 'retain' &&
      (receiverOf(func) === handle.name || (func.role.kind === 'factory' && receiverOf(func) === undefined && func.role.handle === handle.name)),
  );
  return {
    context,
    handle,
    type: names.type(handle.name),
    word: context.word(handle.name),
    isSerial: handle.thread === 'serial',
    functions,
    liveArrays: functions.filter(isLiveArray),
    keptCallbacks: keptClosures(context, functions),
    isReentered: functions.some((func) => runsClosures(abi, func)),
  };
}

/** One handle of the ABI as one class. */
export function handleClass(parts: HandleParts): ClassDeclarationStructure {
  const { context, handle, type, functions } = parts;
  const members = functions.map((func) => memberOf(parts, func));
  return {
    kind: StructureKind.Class,
    name: type,
    isExported: true,
    implements: ['Disposable'],
    docs: [{ description: `${docText(context, handle.doc)}\n\n${lifeProse(parts)}` }],
    properties: fields(parts),
    ctors: [
      {
        scope: Scope.Private,
        parameters: [
          { name: 'native', type: `Native${type}` },
          { name: context.library, type: context.names.library },
        ],
        statements: asOne([
          'this.#native = native;',
          `this.${context.library} = ${context.library};`,
          'forgotten.register(this, native, this);',
        ]),
      },
    ],
    getAccessors: members.flatMap(({ getters }) => getters),
    setAccessors: members.flatMap(({ setters }) => setters),
    methods: [...withGuards(parts, members)],
  };
}

function lifeProse({ word }: HandleParts): string {
  return `A forgotten ${word} is freed some time after it was collected; \`destroy\`, or \`using\`, frees it at once.`;
}

function fields(parts: HandleParts): NonNullable<ClassDeclarationStructure['properties']> {
  const { context, type, isSerial, liveArrays, keptCallbacks } = parts;
  const live = liveStructOf(context.abi, parts.handle.name);
  return [
    {
      name: context.library,
      isReadonly: true,
      type: context.names.library,
      docs: [{ description: `The ${context.library} that it belongs to.` }],
    },
    {
      name: '#native',
      type: `Native${type} | undefined`,
      docs: [{ description: isSerial ? 'Absent while it runs on another thread, and for good once it is destroyed.' : 'Absent once it is destroyed.' }],
    },
    ...(isSerial
      ? [
          { name: '#away', type: `Native${type} | undefined`, docs: [{ description: 'Where `#native` is while it runs on another thread.' }] },
          { name: '#isRunning', initializer: 'false' },
        ]
      : parts.isReentered
        ? [{ name: '#calls', initializer: '0', docs: [{ description: 'Calls under way that run closures.' }] }]
        : []),
    ...keptCallbacks.map(({ field, type: callback }) => ({ name: `#${field}`, type: `${callback} | null`, initializer: 'null' })),
    ...(live === undefined ? [] : [{ name: `#${liveName(parts)}`, type: `${context.names.type(live.struct.name)} | undefined` }]),
    ...liveArrays.flatMap((func) => {
      const { name, result } = signatureOf(context, func);
      return [
        { name: `#${name}`, type: `${result} | undefined` },
        ...(halvesOf(func) ? [{ name: `#${name}32`, type: 'Uint32Array | undefined' }] : []),
      ];
    }),
  ];
}

function liveName({ context, handle }: HandleParts): string {
  const live = liveStructOf(context.abi, handle.name);
  return live === undefined ? '' : signatureOf(context, live.getter).name;
}

interface Members {
  readonly methods: readonly Method[];
  readonly getters: readonly Getter[];
  readonly setters: readonly Setter[];
}

function memberOf(parts: HandleParts, func: Func): Members {
  const { context } = parts;
  const body = makeBody(context, func);
  const { signature } = body;
  switch (signature.kind) {
    case 'getter':
      return { methods: [], setters: [], getters: getters(parts, body) };
    case 'setter':
      return { methods: [], getters: [], setters: [setter(body)] };
    case 'destroy':
      return { getters: [], setters: [], methods: [destroyMethod(parts, body)] };
    case 'static':
    case 'method': {
      const twin = hasTwin(context.abi, func) ? [asyncTwin(parts, body)] : [];
      return { getters: [], setters: [], methods: [...methodOf(parts, body), ...twin] };
    }
  }
}

function docsOf(context: TsContext, func: Func, more: readonly string[] = []): Docs {
  return [{ description: docText(context, func.doc, functionTags(context, func, more), func) }];
}

function parametersOf(inputs: readonly TsInput[]): NonNullable<Method['parameters']> {
  return inputs.map(({ name, type, initial, use }) => ({
    name,
    type,
    ...(initial === undefined ? {} : { initializer: initial }),
    hasQuestionToken: use === 'room' || use === 'most',
  }));
}

/** The body of a method. What it is called is a variable only if that is named more than once. */
export function withOperation({ operation }: Pick<TsSignature, 'operation'>, lines: readonly string[]): string[] {
  const uses = lines.join('\n').match(/\boperation\b/g)?.length ?? 0;
  const one = (line: string): string => line.replace(/\$\{operation\}/, operation).replace(/\boperation\b/, `'${operation}'`);
  if (uses === 0) return asOne(lines);
  return asOne(uses === 1 ? lines.map(one) : [`const operation = '${operation}';`, ...lines]);
}

/** ts-morph puts empty lines between statements that are given one by one. */
export function asOne(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function methodOf(parts: HandleParts, body: Body): readonly Method[] {
  const { context, func, signature } = body;
  const isStatic = signature.kind === 'static';
  const parameters = parametersOf(signature.inputs);
  const needsLibrary = isStatic && handleInput(signature) === undefined;
  return [
    {
      name: signature.name,
      isStatic,
      docs: docsOf(context, func, needsLibrary ? [`@param ${context.library} Which ${context.library} makes it.`] : []),
      parameters: [
        ...parameters,
        ...(needsLibrary ? [libraryParameter(context)] : []),
      ],
      returnType: signature.result,
      statements: withOperation(signature, methodLines(parts, body)),
    },
  ];
}

export function libraryParameter(context: TsContext): NonNullable<Method['parameters']>[number] {
  return { name: context.library, type: context.names.library, initializer: `default${context.names.library}()` };
}

function handleInput({ inputs }: TsSignature): TsInput | undefined {
  return inputs.find(({ parameter }) => parameter.type.kind === 'handle' && !parameter.nullable);
}

function methodLines(parts: HandleParts, body: Body): readonly string[] {
  const { func } = body;
  if (func.role.kind === 'factory') return factoryLines(parts, body);
  const running = runLines(parts, body);
  if (running !== undefined) return running;
  if (isWindow(func)) return windowLines(body);
  const cross = hasFill(body) ? fillLines(body) : [...putLines(body), ...crossLines(body)];
  const rest = [...cross, ...keepLines(body), ...returnLines(body)];
  return [...receiverLine(body), ...inputLines(body), ...(runsClosures(body.context.abi, func) ? reentered(parts, rest) : rest)];
}

/** While C runs closures, nothing may be taken away from under it. */
function reentered({ isSerial }: HandleParts, lines: readonly string[]): readonly string[] {
  const [before, after] = isSerial
    ? [['const before = this.#isRunning;', 'this.#isRunning = true;'], 'this.#isRunning = before;']
    : [['this.#calls++;'], 'this.#calls--;'];
  return [...before, 'try {', ...lines.map((line) => `  ${line}`), '} finally {', `  ${after}`, '}'];
}

/** A closure stays in JavaScript. */
function keepLines({ context, func }: Body): readonly string[] {
  return func.parameters.flatMap((parameter) =>
    parameter.type.kind === 'callback' && parameter.scope?.kind === 'until'
      ? [`this.#${closureField(context, parameter.type.name)} = ${local(context, parameter)};`]
      : [],
  );
}

function factoryLines(parts: HandleParts, body: Body): readonly string[] {
  const { context, func, signature } = body;
  const given = handleInput(signature);
  const hasReceiver = receiverOf(func) !== undefined;
  const made = func.role.kind === 'factory' ? func.role.handle : '';
  const type = context.names.type(made);
  const own = made === parts.handle.name;
  const taker = own ? 'idle.pop() ?? newNative' + type + '()' : `take${type}()`;
  const inputs = inputLines(body);
  const derived = given === undefined || hasReceiver ? [] : [`const { ${context.library} } = ${given.name};`];
  const back = own ? 'idle.push(made);' : `giveBack${type}(made);`;
  const crossing = crossingOf(context.abi, func);
  const view = crossing.cells.get(VIEW_CELL);
  const enliven = view === undefined ? [] : [`look${type}(made, mail.f64[${view >> 3}] ?? 0);`];
  return [
    ...receiverLine(body),
    ...orderInputs(inputs, derived),
    ...(given === undefined && !hasReceiver ? [`check${context.names.library}(operation, ${context.library});`] : []),
    `const made = ${taker};`,
    ...putLines(body),
    `${callExpression(body)};`,
    ...failLines(body, [back]),
    ...enliven,
    ...returnLines(body),
  ];
}

/** The library is known once the first handle was checked. */
function orderInputs(inputs: readonly string[], derived: readonly string[]): readonly string[] {
  if (derived.length === 0) return inputs;
  const at = inputs.findIndex((line) => line.includes('slotOf'));
  return [...inputs.slice(0, at + 1), ...derived, ...inputs.slice(at + 1)];
}

function windowLines(body: Body): readonly string[] {
  const { context, func, signature } = body;
  const type = func.returns.type;
  const array = type.kind === 'array' && type.element.kind === 'scalar' ? signature.result.replace(' | null', '') : 'Uint8Array';
  void context;
  const empty = func.returns.fallible ? failLines(body) : ['if (returned === null) return null;'];
  return [
    ...receiverLine(body),
    ...inputLines(body),
    ...putLines(body),
    `const returned = ${callExpression(body)};`,
    ...empty,
    'keepAlive.set(returned, this);',
    `return new ${array}(returned);`,
  ];
}

// ---- Properties -----------------------------------------------------------------

function getters(parts: HandleParts, body: Body): readonly Getter[] {
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
        `this.#${signature.name} ??= new ${signature.result}((caller) => this.#alive(caller).live);`,
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

function setter(body: Body): Setter {
  const { context, func, signature } = body;
  const [input] = signature.inputs;
  const live = liveStructOf(context.abi, receiverOf(func) ?? '');
  const field = isDirect(context.abi, func) ? live?.struct.fields.find(({ name }) => name === func.field) : undefined;
  const name = input?.name ?? 'value';
  const lines =
    field === undefined
      ? [...receiverLine(body), ...inputLines(body), ...putLines(body), ...crossLines(body)]
      : [
          'const { live } = this.#alive(operation);',
          ...checkLines(context, input?.parameter ?? field, { value: name, label: `'${name}'`, operation: 'operation' }),
          put(context, field, name, { views: 'live', at: 0 }),
        ];
  return {
    name: signature.name,
    parameters: [{ name, type: input?.type ?? 'never' }],
    statements: withOperation(signature, lines),
  };
}

// ---- Life -----------------------------------------------------------------------

function destroyMethod(parts: HandleParts, body: Body): Method {
  const { context, func, signature } = body;
  const { isSerial } = parts;
  const busy = misuseClass(context, 'BUSY');
  const refuse = [
    'const native = this.#native;',
    ...(isSerial
      ? [`if (this.#isRunning || this.#away !== undefined) throw new ${busy}(${busyArguments(context, signature.operation, parts.word)});`]
      : parts.isReentered
        ? [`if (this.#calls > 0) throw new ${busy}(${busyArguments(context, signature.operation, parts.word)});`]
        : []),
    'if (native === undefined) return;',
  ];
  return {
    name: signature.name,
    docs: [{ description: docText(context, func.doc, functionTags(context, func), func, ['It does nothing the second time.']) }],
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
function guards(parts: HandleParts): readonly Method[] {
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
  const hasPresent = isSerial && parts.functions.some((func) => func.thread === 'any' && receiverOf(func) === parts.handle.name);
  return [alive, ...(isSerial ? [idle] : []), ...(hasPresent ? [present] : []), refuse];
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

/** All methods, and those guards that something asks. */
function withGuards(parts: HandleParts, members: readonly Members[]): readonly Method[] {
  const methods: readonly Method[] = [
    ...members.flatMap((member) => member.methods),
    { name: '[Symbol.dispose]', returnType: 'void', statements: ['this.destroy();'] },
    ...runMethods(parts),
  ];
  // slotOf, which is no member, asks one as well.
  const text = JSON.stringify([methods, members]) + (parts.isSerial ? '#idle(' : '#alive(');
  return [...methods, ...guards(parts).filter(({ name }) => name === '#refuse' || text.includes(`${name}(`))];
}

function asyncTwin(parts: HandleParts, body: Body): Method {
  const { context, func, signature } = body;
  const name = context.names.asyncMethod(func);
  const operation = `${parts.word}.${name}`;
  const runner = asyncRunner(parts, func);
  const away: Body = { ...body, isAway: true };
  const { before, after } = ownArrays(away);
  const value = outputExpressions(body)[0]?.value ?? 'undefined';
  const finish = after.length === 0 ? `() => ${value}` : `() => { ${after.join(' ')} return ${value}; }`;
  const lines = [
    'const native = this.#idle(operation);',
    ...inputLines(body),
    'const signal = takeSignal(operation, options);',
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
    parameters: [...(parametersOf(signature.inputs)), { name: 'options', type: 'AsyncOptions', initializer: '{}' }],
    returnType: `Promise<${signature.result}>`,
    statements: withOperation({ ...signature, operation }, lines),
  };
}

