import { IndentationText, NewLineKind, Project, QuoteKind, type StatementStructures, StructureKind } from 'ts-morph';
import type { Callback } from '../../model/abi.js';
import type { EmittedFile, Emitter } from '../emitter.js';
import { misuse } from '../messages.js';
import { isDirect, liveStructOf, nativeName, funcOf } from '../napi/crossing.js';
import { viewName } from '../napi/functions.js';
import { blocks, code, generatedNotice } from '../text.js';
import { article, makeTsContext, plural, type TsContext } from './context.js';
import { callbackAlias, constantStatement, enumStatements, structInterface } from './data.js';
import { errorsModule, failureFunction, hasOwnFailures } from './errors.js';
import { asOne, forgetLines, handleClass, partsOf } from './handle-class.js';
import { compare, withImports } from './imports.js';
import { structFunctions, usesOf } from './layout.js';
import { libraryAccess, libraryClass, libraryFunctions } from './library-class.js';
import { lifetimeModule } from './lifetime.js';
import { liveClass } from './live-class.js';
import { checksModule, nativeModule } from './runtime.js';
import { wrapLines } from './wrap.js';

type Piece = string | StatementStructures;

/** The TypeScript surface: classes, errors, enums and structs. */
export const emitTs: Emitter = (abi, names, config) => {
  const target = config.targets.ts;
  if (target === undefined) return [];
  const context = makeTsContext(abi, names, config, target);
  const modules = modulesOf(context);
  const project = new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      quoteKind: QuoteKind.Single,
      newLineKind: NewLineKind.LineFeed,
      useTrailingCommas: true,
    },
  });
  return modules.map(({ name, pieces }): EmittedFile => {
    const file = project.createSourceFile(`${name}.ts`, {
      statements: pieces.map((piece) => (typeof piece === 'string' ? `\n${piece}\n` : piece)),
    });
    const body = tidy(file.getFullText());
    return { path: `${target.out}/${name}.ts`, text: withImports(context, name, `// ${generatedNotice(abi.header)}`, wrapLines(body)) };
  });
};

interface Module {
  readonly name: string;
  readonly pieces: readonly Piece[];
}

function modulesOf(context: TsContext): readonly Module[] {
  const { abi } = context;
  const live = abi.handles.flatMap(({ name }) => {
    const found = liveStructOf(abi, name);
    return found === undefined ? [] : [found.struct];
  });
  const structs = abi.structs.map((struct) => ({ struct, uses: usesOf(context, struct) }));
  return [
    { name: 'constants', pieces: abi.constants.map((constant) => constantStatement(context, constant)) },
    { name: 'enums', pieces: abi.enums.flatMap((decl) => enumStatements(context, decl)) },
    {
      name: 'structs',
      pieces: [
        ...structs.filter(({ struct }) => !live.includes(struct)).map(({ struct, uses }) => structInterface(context, struct, uses)),
        ...live.map((struct) => liveClass(context, struct)),
        ...(structs.some(({ struct, uses }) => struct.sized && uses.in) ? [COMPLETE] : []),
      ],
    },
    { name: 'layout', pieces: [layoutText(context)] },
    ...(abi.callbacks.length === 0 ? [] : [{ name: 'callbacks', pieces: abi.callbacks.filter(isPublic).map((callback) => callbackAlias(context, callback)) }]),
    { name: 'errors', pieces: [errorsModule(context)] },
    { name: 'checks', pieces: [checksModule(context)] },
    { name: 'lifetime', pieces: [lifetimeModule(context)] },
    { name: 'native', pieces: [nativeModule(context)] },
    { name: fileName(context.names.library), pieces: libraryPieces(context) },
    ...abi.handles.map((handle) => ({ name: fileName(context.names.type(handle.name)), pieces: handlePieces(context, handle.name) })),
    { name: 'index', pieces: [indexText(context)] },
  ].filter(({ pieces }) => pieces.length > 0);
}

const COMPLETE = [
  '/** Options with nothing left out. */',
  'export type Complete<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };',
].join('\n');

/** Drop functions are the binding's own business. */
function isPublic({ parameters, returns }: Callback): boolean {
  return returns.type.kind !== 'void' || parameters.some(({ isUserData }) => !isUserData);
}

function layoutText(context: TsContext): string {
  return blocks(context.abi.structs.map((struct) => structFunctions(context, struct, usesOf(context, struct))));
}

function libraryPieces(context: TsContext): readonly Piece[] {
  const { before, statics, after } = libraryAccess(context);
  const failing = libraryFunctions(context).filter((func) => hasOwnFailures(context, func));
  return [
    before,
    withStatic(libraryClass(context), [statics]),
    after,
    ...failing.map((func) => failureFunction(context, func)),
  ];
}

function handlePieces(context: TsContext, name: string): readonly Piece[] {
  const handle = context.abi.handles.find((candidate) => candidate.name === name);
  if (handle === undefined) return [];
  const parts = partsOf(context, handle);
  const { type, word } = parts;
  const live = liveStructOf(context.abi, name);
  const elsewhere = context.abi.functions.some(
    (func) => func.role.kind === 'factory' && func.role.handle === name && func.role.receiver !== undefined && func.role.receiver !== name,
  );
  const surrendered = context.abi.functions.some(
    ({ parameters, role }) =>
      role.kind !== 'destroy' &&
      parameters.some(({ type: one, ownership }) => one.kind === 'handle' && one.name === name && ownership?.kind === 'transfer'),
  );
  const failing = parts.functions.filter((func) => hasOwnFailures(context, func) && !isDirect(context.abi, func));
  return [
    code`
      /** Places that no ${word} has now. */
      const idle: Native${type}[] = [];

      const forgotten = new FinalizationRegistry<Native${type}>((native) => {
        addon.${nativeName(context.abi, funcOf(context.abi, handle.destroy))}(native.index);
        idle.push(native);
      });

      /** @internal */
      export let make${type}: (native: Native${type}, ${context.library}: ${context.names.library}) => ${type};

      /** The addon's side of a ${word} that is an argument. @internal */
      export let slotOf${type}: (${word}: ${type}, operation: string, name: string, ${context.library}?: ${context.names.library}) => number;
    `,
    ...(elsewhere ? [takeText(type)] : []),
    ...(surrendered
      ? [
          code`
            /** The library has taken it. @internal */
            export let surrender${type}: (${word}: ${type}) => void;
          `,
        ]
      : []),
    ...(live === undefined
      ? []
      : [
          code`
            /** The views of a place are good for all that ever lie there. */
            ${elsewhere ? 'export ' : ''}function look${type}(native: Native${type}, address: number): void {
              if (address !== 0 && native.address === address) return;
              native.address = address;
              native.live = viewsOf(addon.${viewName(type)}(native.index));
            }
          `,
        ]),
    withStatic(handleClass(parts), [
      `make${type} = (native, ${context.library}) => new ${type}(native, ${context.library});`,
      `slotOf${type} = (${word}, operation, name, ${context.library}) => {`,
      `  if (!(${word} instanceof ${type})) throw invalid(operation, ${typeText(type, word)});`,
      `  const native = ${word}.#${parts.isSerial ? 'idle' : 'alive'}(operation);`,
      `  if (${context.library} !== undefined && ${word}.${context.library} !== ${context.library}) {`,
      `    throw invalid(operation, \`${misuse.otherLibrary('${name}', context.library)}\`);`,
      '  }',
      '  return native.index;',
      '};',
      ...(surrendered
        ? [
            `surrender${type} = (${word}) => {`,
            `  const native = ${word}.#native;`,
            '  if (native === undefined) return;',
            ...forgetLines(parts).map((line) => `  ${line.replace('this', word)}`),
            '};',
          ]
        : []),
    ]),
    ...failing.map((func) => failureFunction(context, func)),
  ];
}

function takeText(type: string): string {
  return code`
    /** @internal */
    export function take${type}(): Native${type} {
      return idle.pop() ?? newNative${type}();
    }

    /** @internal */
    export function giveBack${type}(native: Native${type}): void {
      idle.push(native);
    }
  `;
}

function typeText(type: string, word: string): string {
  return `\`\${name} is \${kindOf(${word})}, but must be ${article(type)}\``;
}

function withStatic(structure: StatementStructures, lines: readonly string[]): StatementStructures {
  if (structure.kind !== StructureKind.Class) return structure;
  return { ...structure, staticBlocks: [{ statements: asOne(lines) }] };
}

function indexText(context: TsContext): string {
  const { abi, names } = context;
  const type = names.library;
  const live = abi.handles.flatMap(({ name }) => liveStructOf(abi, name)?.struct.name ?? []);
  const structs = abi.structs.filter(({ name }) => !live.includes(name)).map(({ name }) => names.type(name));
  const errors = (context.status?.members ?? []).filter(({ value }) => value !== 0n).map((member) => names.error(member));
  const lines: readonly (readonly [module: string, kind: string, exported: readonly string[]])[] = [
    ['callbacks', 'type ', abi.callbacks.filter(isPublic).map(({ name }) => names.type(name))],
    ['constants', '', abi.constants.length === 0 ? [] : ['*']],
    [fileName(type), '', [`builtin${type}`, `builtin${plural(type)}`, `default${type}`, type, `load${type}`]],
    ['enums', '', abi.enums.length === 0 ? [] : ['*']],
    ['errors', '', ['LoadError', names.errorBase, ...errors]],
    ['lifetime', 'type ', ['AsyncOptions']],
    ...abi.handles.map(({ name }) => [fileName(names.type(name)), '', [names.type(name)]] as const),
    ['structs', 'type ', structs],
    ['structs', '', live.map((name) => names.type(name))],
  ];
  return lines
    .filter(([, , exported]) => exported.length > 0)
    .sort(([a], [b]) => compare(a, b))
    .map(([module, kind, exported]) => {
      const list = exported[0] === '*' ? '*' : `{ ${[...exported].sort(compare).join(', ')} }`;
      return `export ${kind}${list} from './${module}.js';`;
    })
    .join('\n');
}

/** Modules that every package has. */
const TAKEN = new Set('callbacks checks constants enums errors index layout lifetime native structs'.split(' '));

/** `Vm` stands in `vm.ts`, `HostCall` in `host-call.ts`. */
export function fileName(type: string): string {
  const name = type.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  return TAKEN.has(name) ? `${name}-class` : name;
}

/** ts-morph prints doc comments of one line over three. */
function tidy(text: string): string {
  return text
    .replace(/^( *)\/\*\*\n *\* (.*)\n *\*\/$/gm, (whole, indent: string, line: string) => {
      const single = `${indent}/** ${line} */`;
      return single.length <= 120 && !whole.includes('@') ? single : whole;
    })
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .concat('\n');
}
