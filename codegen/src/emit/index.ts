import type { Targets } from '../config/config.js';
import { emitAbi } from './abi/emit-abi.js';
import { emitApi } from './api/emit-api.js';
import { emitC, emitTables } from './c/emit-c.js';
import { emitDocs } from './docs/emit-docs.js';
import type { Emitter } from './emitter.js';
import { emitGo } from './go/emit-go.js';
import { emitNapi } from './napi/emit-napi.js';
import { emitRules } from './rules/emit-rules.js';
import { emitSwig } from './swig/emit-swig.js';
import { emitTs } from './ts/emit-ts.js';

/** Every emitter, with the target of the configuration that it works for. A new target is one line here. */
export const EMITTERS: readonly { readonly target: keyof Targets; readonly emit: Emitter }[] = [
  { target: 'c', emit: emitC },
  { target: 'napi', emit: emitTables },
  { target: 'napi', emit: emitNapi },
  { target: 'ts', emit: emitTs },
  { target: 'go', emit: emitGo },
  { target: 'docs', emit: emitDocs },
  { target: 'swig', emit: emitSwig },
  { target: 'abi', emit: emitAbi },
  { target: 'abi', emit: emitApi },
  { target: 'rules', emit: emitRules },
];
