import { IndentationText, NewLineKind, Project, QuoteKind } from 'ts-morph';
import type { EmittedFile, Emitter } from '../emitter.js';
import { liveStructOf } from '../napi/crossing.js';
import { blocks, generatedNotice } from '../text.js';
import { checksModule } from './checks-module.js';
import { fileName, makeTsContext, type TsContext } from './context.js';
import { callbackAlias, constantStatement, enumStatements, structInterface } from './data.js';
import { errorsModule, failureFunction, hasOwnFailures } from './errors.js';
import { handlePieces, type Piece, withStatic } from './handle-module.js';
import { withImports } from './imports.js';
import { indexText, isPublic } from './index-module.js';
import { structFunctions, usesOf } from './layout.js';
import { libraryAccess, libraryClass, libraryFunctions } from './library-class.js';
import { lifetimeModule } from './lifetime.js';
import { liveClass } from './live-class.js';
import { nativeModule } from './native-module.js';
import { wrapLines } from './wrap.js';

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
    return {
      path: `${target.out}/${name}.ts`,
      text: withImports(context, name, `// ${generatedNotice(abi.header)}`, wrapLines(body)),
    };
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
        ...structs
          .filter(({ struct }) => !live.includes(struct))
          .map(({ struct, uses }) => structInterface(context, struct, uses)),
        ...live.map((struct) => liveClass(context, struct)),
        ...(structs.some(({ struct, uses }) => struct.sized && uses.in) ? [COMPLETE] : []),
      ],
    },
    { name: 'layout', pieces: [layoutText(context)] },
    ...(abi.callbacks.length === 0
      ? []
      : [
          {
            name: 'callbacks',
            pieces: abi.callbacks.filter(isPublic).map((callback) => callbackAlias(context, callback)),
          },
        ]),
    { name: 'errors', pieces: [errorsModule(context)] },
    { name: 'checks', pieces: [checksModule(context)] },
    { name: 'lifetime', pieces: [lifetimeModule(context)] },
    { name: 'native', pieces: [nativeModule(context)] },
    { name: fileName(context.names.library), pieces: libraryPieces(context) },
    ...abi.handles.map((handle) => ({
      name: fileName(context.names.type(handle.name)),
      pieces: handlePieces(context, handle.name),
    })),
    { name: 'index', pieces: [indexText(context)] },
  ].filter(({ pieces }) => pieces.length > 0);
}

const COMPLETE = [
  '/** Options with nothing left out. */',
  'export type Complete<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };',
].join('\n');

function layoutText(context: TsContext): string {
  return blocks(context.abi.structs.map((struct) => structFunctions(context, struct, usesOf(context, struct))));
}

function libraryPieces(context: TsContext): readonly Piece[] {
  const { before, statics, after } = libraryAccess(context);
  const failing = libraryFunctions(context).filter((func) => hasOwnFailures(context, func));
  return [
    before,
    withStatic(libraryClass(context), statics),
    after,
    ...failing.map((func) => failureFunction(context, func)),
  ];
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
