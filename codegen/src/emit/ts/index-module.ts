import type { Callback } from '../../model/abi.js';
import { liveStructOf } from '../napi/crossing.js';
import { fileName, plural, type TsContext } from './context.js';
import { compare } from './imports.js';

/** `index.ts`: what users import. */
export function indexText(context: TsContext): string {
  const { abi, names } = context;
  const type = names.library;
  const live = abi.handles.flatMap(({ name }) => liveStructOf(abi, name)?.struct.name ?? []);
  const structs = abi.structs.filter(({ name }) => !live.includes(name)).map(({ name }) => names.type(name));
  const errors = (context.status?.members ?? [])
    .filter(({ value }) => value !== 0n)
    .map((member) => names.error(member));
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

/** Drop functions are the binding's own business. */
export function isPublic({ parameters, returns }: Callback): boolean {
  return returns.type.kind !== 'void' || parameters.some(({ isUserData }) => !isUserData);
}
