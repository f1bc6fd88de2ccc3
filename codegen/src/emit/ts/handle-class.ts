import { type ClassDeclarationStructure, Scope, StructureKind } from 'ts-morph';
import type { Func } from '../../model/abi.js';
import { hasTwin, liveStructOf } from '../napi/crossing.js';
import { asyncTwin } from './async-twin.js';
import { makeBody } from './body.js';
import { docText } from './doc.js';
import { destroyMethod, guards } from './handle-life.js';
import { methodOf } from './handle-methods.js';
import { asOne, type HandleParts, type Members, type Method } from './handle-parts.js';
import { gettersOf, halvesOf, setterOf } from './handle-properties.js';
import { runMethods } from './running.js';
import { signatureOf } from './signature.js';

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
          { name: 'key', type: 'symbol' },
          { name: 'native', type: `Native${type}` },
          { name: context.library, type: context.names.library },
        ],
        statements: asOne([
          `if (key !== KEY) throw illegal('${type}');`,
          'this.#native = native;',
          `this.#${context.library} = ${context.library};`,
          'forgotten.register(this, native, this);',
        ]),
      },
    ],
    getAccessors: [
      {
        name: context.library,
        docs: [{ description: `The ${context.library} that it belongs to.` }],
        returnType: context.names.library,
        statements: [`return this.#${context.library};`],
      },
      ...members.flatMap(({ getters }) => getters),
    ],
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
    { name: `#${context.library}`, isReadonly: true, type: context.names.library },
    {
      name: '#native',
      type: `Native${type} | undefined`,
      docs: [
        {
          description: isSerial
            ? 'Absent while it runs on another thread, and for good once it is destroyed.'
            : 'Absent once it is destroyed.',
        },
      ],
    },
    ...(isSerial
      ? [
          {
            name: '#away',
            type: `Native${type} | undefined`,
            docs: [{ description: 'Where `#native` is while it runs on another thread.' }],
          },
          { name: '#isRunning', initializer: 'false' },
        ]
      : parts.isReentered
        ? [{ name: '#calls', initializer: '0', docs: [{ description: 'Calls under way that run closures.' }] }]
        : []),
    ...keptCallbacks.map(({ field, type: callback }) => ({
      name: `#${field}`,
      type: `${callback} | null`,
      initializer: 'null',
    })),
    ...(live === undefined
      ? []
      : [{ name: `#${liveName(parts)}`, type: `${context.names.type(live.struct.name)} | undefined` }]),
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

function memberOf(parts: HandleParts, func: Func): Members {
  const { context } = parts;
  const body = makeBody(context, func);
  const { signature } = body;
  switch (signature.kind) {
    case 'getter':
      return { methods: [], setters: [], getters: gettersOf(parts, body) };
    case 'setter':
      return { methods: [], getters: [], setters: [setterOf(body)] };
    case 'destroy':
      return { getters: [], setters: [], methods: [destroyMethod(parts, body)] };
    case 'static':
    case 'method': {
      const twin = hasTwin(context.abi, func) ? [asyncTwin(parts, body)] : [];
      return { getters: [], setters: [], methods: [...methodOf(parts, body), ...twin] };
    }
  }
}

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
