import { ownText } from '../conformance/refused.js';
import { builtinEngine, type Engine, LoadError, loadEngine } from '../index.js';
import { refuse } from './arguments.js';
import { Refusal } from './refusal.js';

export interface NamedEngine {
  /** As in `--engine`. */
  readonly name: string;
  readonly engine: Engine;
}

const NAMES = ['interpreter', 'recompiler', 'both'];

/** Checks the value of `--engine`; which engine that is is looked up when it is needed. */
export function readEngineName(text: string): string {
  return NAMES.includes(text) || text.includes('/')
    ? text
    : refuse('--engine', 'interpreter, recompiler, both or a path with a /', text);
}

/** The engine that commands use which run nothing. */
export function firstEngine(name: string): NamedEngine {
  return load(name === 'both' ? 'interpreter' : name);
}

/** The engine whose machine code is shown: the recompiler, or the library that was named. */
export function compilerOf(name: string): Engine {
  return load(name.includes('/') ? name : 'recompiler').engine;
}

/** One engine, or with `both` the two that are built in. */
export function enginesOf(name: string): readonly NamedEngine[] {
  return name === 'both' ? [load('interpreter'), load('recompiler')] : [load(name)];
}

function load(name: string): NamedEngine {
  if (name.includes('/')) return { name, engine: loadLibrary(name) };
  return { name, engine: builtinEngine(name) };
}

function loadLibrary(path: string): Engine {
  try {
    return loadEngine(path);
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    throw new Refusal(`--engine: ${ownText(error)}`);
  }
}
