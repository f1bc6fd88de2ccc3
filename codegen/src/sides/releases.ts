import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../config/config.js';
import { versionNames, versionOf, versionText } from '../diff/version.js';
import { recordedAbi } from '../emit/abi/emit-abi.js';
import type { Abi } from '../model/abi.js';

/** Recorded releases: `abi/releases/1.0.abi.json`, one per version of the header. */
const NAME = /^(?<major>[0-9]+)\.(?<minor>[0-9]+)\.abi\.json$/;

/** The folder, relative to the configuration file. Undefined: nothing says where. */
export function releasesFolder({ targets }: Config): string | undefined {
  return targets.abi === undefined ? undefined : `${targets.abi.out}/releases`;
}

/** The record of the highest version; undefined: there is none. */
export function lastRelease(root: string, folder: string): string | undefined {
  const path = join(root, folder);
  const versions = (existsSync(path) ? readdirSync(path) : []).flatMap((file) => {
    const { major, minor } = NAME.exec(file)?.groups ?? {};
    return major === undefined || minor === undefined ? [] : [{ file, major: BigInt(major), minor: BigInt(minor) }];
  });
  const [last] = versions.toSorted((a, b) => Number(b.major - a.major || b.minor - a.minor));
  return last === undefined ? undefined : `${folder}/${last.file}`;
}

export type Recorded = { readonly path: string } | { readonly problem: string };

/** Records a release. What is there is never written again: it was promised. */
export function record(root: string, folder: string, abi: Abi, version: string): Recorded {
  const { header } = abi;
  const has = versionOf(abi);
  if (has === undefined) {
    const prefix = abi.name.toUpperCase();
    return { problem: `${header} has no version; define ${prefix}_ABI_MAJOR and ${prefix}_ABI_MINOR in it` };
  }
  const constants = versionNames(abi).join(' and ');
  if (version !== versionText(has)) {
    const now = versionText(has);
    return { problem: `${header} is version ${now}, not ${version}; record ${now}, or change ${constants} first` };
  }
  const path = `${folder}/${version}.abi.json`;
  if (existsSync(join(root, path))) {
    return { problem: `${path} is there already, and a release does not change; raise ${constants} for another one` };
  }
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), recordedAbi(abi, '../abi.schema.json'));
  return { path };
}
