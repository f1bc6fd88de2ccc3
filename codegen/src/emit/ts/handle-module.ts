import { type StatementStructures, StructureKind } from 'ts-morph';
import { misuse } from '../messages.js';
import { crossingOf, funcOf, isDirect, liveStructOf, nativeName } from '../napi/crossing.js';
import { viewName } from '../napi/functions.js';
import { code, hole } from '../text.js';
import { recentName } from './body.js';
import type { TsContext } from './context.js';
import { failureFunction, hasOwnFailures } from './errors.js';
import { handleClass } from './handle-class.js';
import { forgetLines } from './handle-life.js';
import { asOne, partsOf } from './handle-parts.js';

export type Piece = string | StatementStructures;

/** The module of one handle: its class, and what other modules ask of it. */
export function handlePieces(context: TsContext, name: string): readonly Piece[] {
  const handle = context.abi.handles.find((candidate) => candidate.name === name);
  if (handle === undefined) return [];
  const parts = partsOf(context, handle);
  const { type, word } = parts;
  const live = liveStructOf(context.abi, name);
  const elsewhere = context.abi.functions.some(
    (func) =>
      func.role.kind === 'factory' &&
      func.role.handle === name &&
      func.role.receiver !== undefined &&
      func.role.receiver !== name,
  );
  const surrendered = context.abi.functions.some(
    ({ parameters, role }) =>
      role.kind !== 'destroy' &&
      parameters.some(
        ({ type: one, ownership }) => one.kind === 'handle' && one.name === name && ownership?.kind === 'transfer',
      ),
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

      /** @internal */
      export let libraryOf${type}: (${word}: ${type}) => ${context.names.library};

      /** The addon's side of a ${word} that is an argument. @internal */
      export let slotOf${type}: (${word}: ${type}, operation: string, name: string, ${context.library}?: ${context.names.library}) => number;
    `,
    parts.functions
      .filter((func) => crossingOf(context.abi, func).recent !== undefined)
      .map((func) => `const ${recentName(func, context)} = new Recent();`)
      .join('\n'),
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
      `make${type} = (native, ${context.library}) => new ${type}(KEY, native, ${context.library});`,
      `libraryOf${type} = (${word}) => ${word}.#${context.library};`,
      `slotOf${type} = (${word}, operation, name, ${context.library}) => {`,
      `  if (!(typeof ${word} === 'object' && ${word} !== null && #native in ${word})) throw stranger(operation, name, ${word}, '${type}');`,
      `  const native = ${word}.#${parts.isSerial ? 'idle' : 'alive'}(operation);`,
      `  if (${context.library} !== undefined && ${word}.#${context.library} !== ${context.library}) {`,
      `    throw invalid(operation, \`${misuse.otherLibrary(hole('name'), context.library)}\`);`,
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

export function withStatic(structure: StatementStructures, lines: readonly string[]): StatementStructures {
  if (structure.kind !== StructureKind.Class) return structure;
  return { ...structure, staticBlocks: [{ statements: asOne(lines) }] };
}
