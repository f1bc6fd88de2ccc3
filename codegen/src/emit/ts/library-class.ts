import {
  type ClassDeclarationStructure,
  type MethodDeclarationStructure,
  type OptionalKind,
  StructureKind,
} from 'ts-morph';
import type { Func } from '../../model/abi.js';
import { blocks, code } from '../text.js';
import { crossLines, inputLines, makeBody, openingLines, putLines } from './body.js';
import { plural, type TsContext } from './context.js';
import { docText, functionTags } from './doc.js';
import { misuseClass } from './errors.js';
import { fillLines, hasFill } from './fills.js';
import { asOne, withOperation } from './handle-parts.js';
import { returnLines } from './outputs.js';

type Method = OptionalKind<MethodDeclarationStructure>;

/** What is a member of the library itself. */
export function libraryFunctions(context: TsContext): readonly Func[] {
  return context.abi.functions.filter(({ role }) => role.kind === 'free');
}

export function libraryClass(context: TsContext): ClassDeclarationStructure {
  const { names } = context;
  const bodies = libraryFunctions(context).map((func) => makeBody(context, func));
  const docs = (func: Func): NonNullable<Method['docs']> => [
    { description: docText(context, func.doc, functionTags(context, func), func) },
  ];
  return {
    kind: StructureKind.Class,
    name: names.library,
    isExported: true,
    docs: [
      {
        description:
          `One loaded library that has the functions of ${context.abi.header}. Any number of them can be used side by side;\n` +
          'what is made with one cannot be passed to another.',
      },
    ],
    properties: [
      {
        name: 'origin',
        isReadonly: true,
        type: 'string',
        docs: [{ description: 'Name of a built-in one, path of another.' }],
      },
      { name: '#index', isReadonly: true, type: 'number' },
    ],
    ctors: [
      {
        docs: [{ description: '@internal' }],
        parameters: [
          { name: 'key', type: 'symbol' },
          { name: 'index', type: 'number' },
          { name: 'origin', type: 'string' },
        ],
        statements: asOne([
          `if (key !== KEY) throw illegal('${names.library}');`,
          'this.#index = index;',
          'this.origin = origin;',
        ]),
      },
    ],
    getAccessors: bodies
      .filter(({ signature }) => signature.kind === 'getter')
      .map((body) => ({
        name: body.signature.name,
        docs: docs(body.func),
        returnType: body.signature.result,
        statements: withOperation(body.signature, [...crossLines(body), ...returnLines(body)]),
      })),
    methods: bodies
      .filter(({ signature }) => signature.kind !== 'getter')
      .map((body) => ({
        name: body.signature.name,
        docs: docs(body.func),
        parameters: body.signature.inputs.map(({ name, type, initial, use }) => ({
          name,
          type,
          ...(initial === undefined ? {} : { initializer: initial }),
          hasQuestionToken: use === 'room' || use === 'most',
        })),
        returnType: body.signature.result,
        statements: withOperation(body.signature, [
          ...openingLines(body),
          ...inputLines(body),
          ...(hasFill(body) ? fillLines(body) : [...putLines(body), ...crossLines(body)]),
          ...returnLines(body),
        ]),
      })),
  };
}

/** How users get one, and how the classes get its number. */
export function libraryAccess(context: TsContext): {
  readonly before: string;
  readonly statics: readonly string[];
  readonly after: string;
} {
  const { names, library, config } = context;
  const type = names.library;
  const invalid = misuseClass(context, 'INVALID_ARGUMENT');
  const builtins = config.builtins.map(({ name }) => `'${name}'`).join(', ');
  const known = config.builtins.map(({ name }) => name).join(', ');
  return {
    before: code`
      /** The number by which the addon knows a ${library}. */
      export let libraryIndex: (${library}: ${type}) => number;

      /** What only inherits from the class is none. */
      let is${type}: (value: unknown) => boolean;
    `,
    statics: [
      `libraryIndex = (${library}) => ${library}.#index;`,
      `is${type} = (value) => typeof value === 'object' && value !== null && #index in value;`,
    ],
    after: blocks(
      code`
        /** @internal */
        export function check${type}(operation: string, ${library}: ${type}): void {
          if (!is${type}(${library})) throw stranger(operation, '${library}', ${library}, '${type}');
        }
      `,
      code`
        /** Names of the libraries that are built in; the first is the default. */
        export const builtin${plural(type)}: readonly string[] = [${builtins}];

        const builtins = new Map(builtin${plural(type)}.map((name, index) => [name, new ${type}(KEY, index, name)]));
        const loaded = new Map<number, ${type}>();

        /** Gives a built-in ${library} by its name. */
        export function builtin${type}(name: string): ${type} {
          checkString('builtin${type}', 'name', name);
          const found = builtins.get(name);
          if (found !== undefined) return found;
          throw new ${invalid}(\`builtin${type}: \${JSON.stringify(name)} is not built in; ${known === '' ? 'nothing is' : `one of ${known}`}\`);
        }

        /** The ${library} that is used where none is named. */
        export function default${type}(): ${type} {
          ${config.builtins.length > 0 ? `return builtin${type}(builtin${plural(type)}[0] ?? '');` : `throw new ${invalid}('default${type}: none is built in; load one and pass it');`}
        }

        /**
         * Opens a shared library that exports ${context.abi.header}, whoever made it. It stays open until the process ends.
         *
         * @param path A path; without a slash it is looked for where the system keeps libraries.
         * @throws {LoadError} The file cannot be opened, is no such library, has another ABI, or lacks a function.
         */
        export function load${type}(path: string): ${type} {
          checkString('load${type}', 'path', path);
          const index = addon.loadLibrary(path);
          if (typeof index === 'string') throw new LoadError(index, path);
          const known = loaded.get(index);
          if (known !== undefined) return known;
          const ${library} = new ${type}(KEY, index, path);
          loaded.set(index, ${library});
          return ${library};
        }
      `,
    ),
  };
}
