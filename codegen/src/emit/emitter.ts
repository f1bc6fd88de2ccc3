import type { Config } from '../config/config.js';
import type { Abi } from '../model/abi.js';
import type { Names } from '../names/names.js';

/** One generated file. The path is relative to the folder of the configuration file, with `/` on every system. */
export interface EmittedFile {
  readonly path: string;
  readonly text: string;
}

/** Turns the model into files. Pure: no file system, no clock, no globals; the same input gives the same text. */
export type Emitter = (abi: Abi, names: Names, config: Config) => readonly EmittedFile[];
