import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import type { Config, ConfigFile } from './config.js';
import { CONFIG_SCHEMA } from './schema.js';
import { readSources } from './sources.js';

export interface LoadedConfig {
  readonly config: Config;
  /** The folder of the file: what its paths are relative to. */
  readonly root: string;
}

export type ConfigResult =
  | { readonly ok: true; readonly value: LoadedConfig }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads and checks a configuration file; every problem is one sentence that starts with the file's name. */
export function loadConfig(file: string): ConfigResult {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return refuse(`cannot read ${file}: ${reasonOf(error)}; name another with --config`);
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return refuse(`${file} is not JSON: ${reasonOf(error)}`);
  }
  const validate = new Ajv({ allErrors: true }).compile<ConfigFile>(CONFIG_SCHEMA);
  if (!validate(data)) {
    return { ok: false, problems: (validate.errors ?? []).map((error) => `${file}: ${sentenceOf(error)}`) };
  }
  const root = dirname(resolve(file));
  try {
    return { ok: true, value: { config: withFiles(data, root), root } };
  } catch (error) {
    return refuse(`${file}: ${reasonOf(error)}`);
  }
}

function withFiles(file: ConfigFile, root: string): Config {
  return {
    ...file,
    headerText: readFileSync(join(root, file.header), 'utf8'),
    builtins: file.builtins.map((builtin) => ({ ...builtin, files: readSources(root, builtin.sources) })),
  };
}

function sentenceOf(error: ErrorObject): string {
  const where = error.instancePath === '' ? 'the file' : error.instancePath.slice(1).replaceAll('/', '.');
  const params: Readonly<Record<string, unknown>> = error.params;
  const extra = params['additionalProperty'];
  return typeof extra === 'string'
    ? `${where} has the unknown key "${extra}"`
    : `${where} ${error.message ?? 'is wrong'}`;
}

function refuse(problem: string): ConfigResult {
  return { ok: false, problems: [problem] };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
