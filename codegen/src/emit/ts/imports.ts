import { liveStructOf } from '../napi/crossing.js';
import { fileName, type TsContext } from './context.js';

/** What generated modules export to one another, and who uses it. */

interface Export {
  readonly name: string;
  readonly module: string;
  readonly isType: boolean;
}

/** The module's text with imports of all that it names. */
export function withImports(context: TsContext, module: string, notice: string, text: string): string {
  if (['index', 'constants', 'enums'].includes(module)) return `${notice}\n${text}`;
  const bare = withoutProse(text);
  const own = new Set(
    [
      ...bare.matchAll(/^(?:export )?(?:declare )?(?:const|let|class|interface|type|function|async function) (\w+)/gm),
    ].map(([, name]) => name),
  );
  const words = new Set(bare.match(/[A-Za-z_$][\w$]*/g));
  const used = exportsOf(context).filter(
    ({ name, module: from }) => from !== module && words.has(name) && !own.has(name),
  );
  const lines = [...new Set(used.map((one) => one.module))].sort(byModule).map((from) =>
    importLine(
      from,
      used.filter((one) => one.module === from),
      bare,
    ),
  );
  const [existing, rest] = splitImports(text);
  const imports = [...existing, ...lines].sort(byPath);
  return [notice, ...imports, ...(imports.length > 0 ? [''] : []), rest].join('\n');
}

function splitImports(text: string): readonly [readonly string[], string] {
  const lines = text.split('\n');
  const imports = lines.filter((line) => line.startsWith('import '));
  const rest = lines
    .filter((line) => !line.startsWith('import '))
    .join('\n')
    .replace(/^\n+/, '');
  // What a template imports is found again by its names.
  return [imports.filter((line) => line.includes("'../")), rest];
}

function byModule(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/** Parents first, as the linter sorts. */
function byPath(a: string, b: string): number {
  const path = (line: string): string => /from '([^']+)'|^import '([^']+)'/.exec(line)?.slice(1).find(Boolean) ?? '';
  return path(a) < path(b) ? -1 : 1;
}

function importLine(module: string, used: readonly Export[], text: string): string {
  const isTypeOnly = (one: Export): boolean => one.isType || !isValue(one.name, text);
  const sorted = [...used].sort((a, b) => compare(a.name, b.name));
  const allTypes = sorted.every(isTypeOnly);
  const names = sorted.map((one) => (isTypeOnly(one) && !allTypes ? `type ${one.name}` : one.name));
  const single = `import ${allTypes ? 'type ' : ''}{ ${names.join(', ')} } from './${module}.js';`;
  if (single.length <= 120) return single;
  return [`import ${allTypes ? 'type ' : ''}{`, ...names.map((name) => `  ${name},`), `} from './${module}.js';`].join(
    '\n',
  );
}

/** The linter's order: letter by letter, of one letter the capital first, and numbers by their size. */
export function compare(a: string, b: string): number {
  const pieces = (text: string): readonly string[] => text.match(/\d+|\D/g) ?? [];
  const [left, right] = [pieces(a), pieces(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const order = comparePieces(left[at] ?? '', right[at] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

function comparePieces(a: string, b: string): number {
  if (/^\d/.test(a) && /^\d/.test(b)) return Number(a) - Number(b);
  const [low, other] = [a.toLowerCase(), b.toLowerCase()];
  if (low !== other) return low < other ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Is a class or constant used otherwise than as a type? */
function isValue(name: string, text: string): boolean {
  return new RegExp(
    `(?:new |instanceof |extends |throw )${name}\\b|\\b${name}[.(]|[=(,?:&|] ${name}[;,)\\s.]|\\(${name}[,)]|, ${name}[,)]`,
  ).test(text.replace(/: (?:readonly )?[\w<>| ,]+(?= [={]|[;,)])/g, ':'));
}

function withoutProse(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
}

function exportsOf(context: TsContext): readonly Export[] {
  const { abi, names } = context;
  const value = (module: string, ...list: readonly string[]): readonly Export[] =>
    list.map((name) => ({ name, module, isType: false }));
  const type = (module: string, ...list: readonly string[]): readonly Export[] =>
    list.map((name) => ({ name, module, isType: true }));
  const live = new Set(abi.handles.flatMap(({ name }) => liveStructOf(abi, name)?.struct.name ?? []));
  const library = names.library;
  return [
    ...value(
      'checks',
      'checkAnswer',
      'checkArray',
      'checkBigint',
      'checkBoolean',
      'checkFields',
      'checkFunction',
      'checkInteger',
      'checkLength',
      'checkList',
      'checkNumber',
      'checkString',
      'checkText',
      'illegal',
      'invalid',
      'kindOf',
      'lengthOf',
      'stranger',
      'takeList',
    ),
    ...value('constants', ...abi.constants.map((constant) => names.constant(constant))),
    ...value('enums', ...abi.enums.map(({ name }) => names.type(name))),
    ...abi.structs.flatMap(({ name }) => (live.has(name) ? value : type)('structs', names.type(name))),
    ...abi.structs.flatMap(({ name }) =>
      value('layout', ...['take', 'put', 'read', 'pack', 'unpack'].map((verb) => verb + names.type(name))),
    ),
    ...type('callbacks', ...abi.callbacks.map(({ name }) => names.type(name))),
    ...value(
      'errors',
      names.errorBase,
      'LoadError',
      'errorOf',
      'describe',
      ...(context.status?.members ?? []).map((member) => names.error(member)),
    ),
    ...value('lifetime', 'keepAlive', 'takeSignal'),
    ...type('lifetime', 'AsyncOptions'),
    ...value(
      'native',
      'addon',
      'mail',
      'scratch',
      'viewsOf',
      'NO_SLOT',
      'readText',
      'putText',
      'textOf',
      'ownOctets',
      'Recent',
      'EMPTY',
      'KEY',
      ...abi.handles.map(({ name }) => `newNative${names.type(name)}`),
    ),
    ...type('structs', 'Complete'),
    ...type('native', 'Views', ...abi.handles.map(({ name }) => `Native${names.type(name)}`)),
    ...value(fileName(library), library, 'libraryIndex', `check${library}`, `default${library}`, `builtin${library}`),
    ...abi.handles.flatMap(({ name }) => {
      const handle = names.type(name);
      return value(
        fileName(handle),
        handle,
        `make${handle}`,
        `libraryOf${handle}`,
        `slotOf${handle}`,
        `take${handle}`,
        `giveBack${handle}`,
        `look${handle}`,
        `surrender${handle}`,
      );
    }),
  ];
}
