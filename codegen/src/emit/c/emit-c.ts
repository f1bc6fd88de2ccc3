import type { Config } from '../../config/config.js';
import type { Abi } from '../../model/abi.js';
import type { EmittedFile, Emitter } from '../emitter.js';
import { exportMap, mockHeader, mockSource, staticAsserts } from './checks.js';
import { loaderHeader, loaderSource } from './loader.js';
import { internalNames, prefixFile, prefixHeader, tableFile, tableHeader, tableSource } from './table.js';

/** What the library itself is built with: its export map, the asserts of its layout, a mock for its callers' tests. */
export const emitC: Emitter = (abi, _names, config) => {
  const out = config.targets.c?.out;
  if (out === undefined) return [];
  return [
    { path: `${out}/${abi.name}.map`, text: exportMap(abi) },
    { path: `${out}/${abi.name}_asserts.c`, text: staticAsserts(abi) },
    { path: `${out}/${abi.name}_mock.h`, text: mockHeader(abi) },
    { path: `${out}/${abi.name}_mock.c`, text: mockSource(abi) },
  ];
};

/** How a binding reaches libraries: the table, the loader, and for each library linked in its table and its prefix. */
export const emitTables: Emitter = (abi, _names, config) => {
  const out = config.targets.napi?.out;
  return out === undefined ? [] : tableFiles(abi, config, out);
};

export function tableFiles(abi: Abi, config: Config, out: string): readonly EmittedFile[] {
  return [
    ...loaderFiles(abi, config, out),
    ...config.builtins.flatMap((builtin) => [
      {
        path: `${out}/${prefixFile(abi, builtin)}`,
        text: prefixHeader(abi, builtin, internalNames(abi, sourcesOf(config, builtin.name))),
      },
      { path: `${out}/${tableFile(abi, builtin)}`, text: tableSource(abi, builtin) },
    ]),
  ];
}

export function loaderFiles(abi: Abi, config: Config, out: string): readonly EmittedFile[] {
  return [
    { path: `${out}/${abi.name}_table.h`, text: tableHeader(abi, config.builtins) },
    { path: `${out}/${abi.name}_table_loader.h`, text: loaderHeader(abi) },
    { path: `${out}/${abi.name}_table_loader.c`, text: loaderSource(abi) },
  ];
}

function sourcesOf(config: Config, builtin: string): readonly string[] {
  return (config.builtins.find(({ name }) => name === builtin)?.files ?? []).map(({ text }) => text);
}
