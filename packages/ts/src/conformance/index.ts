/** What runs conformance data on an engine: the `pvm` command is made of it, tests and benchmarks use it. */
export type { Case } from '../formats/read-case.js';
export { readCase } from '../formats/read-case.js';
export type { Trace } from '../formats/trace.js';
export { readTrace } from '../formats/trace-reader.js';
export type { Difference } from './difference.js';
export { Replay, type ReplayResult, type ReplaySetting, replayTrace } from './replay.js';
export { type Outcome, runCase } from './run-case.js';
export type { Setting } from './setting.js';
