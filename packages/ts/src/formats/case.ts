/** What the six families of conformance data pin, in one vocabulary. */

/** How a run ends, in the words of the data. */
export type Status = 'halt' | 'panic' | 'page-fault' | 'out-of-gas' | 'host-call';

/** Octets at a guest address. */
export interface Contents {
  readonly address: number;
  readonly bytes: Uint8Array;
}

export interface Pages {
  readonly address: number;
  readonly length: number;
  readonly isWritable: boolean;
}

/** The state after a run. Absent fields are not pinned. */
export interface ExpectedState {
  readonly status: Status;
  readonly pc: bigint;
  readonly gas: bigint;
  readonly registers: BigUint64Array;
  readonly faultAddress?: number;
  readonly hostCall?: bigint;
  /** All octets that are not zero; every other octet of accessible memory is. */
  readonly memory?: readonly Contents[];
}

export interface InstructionCase {
  readonly family: 'instructions';
  readonly program: Uint8Array;
  readonly registers: BigUint64Array;
  readonly pc: bigint;
  readonly gas: bigint;
  readonly pages: readonly Pages[];
  readonly memory: readonly Contents[];
  readonly expected: ExpectedState;
}

export type Step =
  | { readonly kind: 'map'; readonly pages: Pages }
  | { readonly kind: 'write'; readonly contents: Contents }
  | { readonly kind: 'set-reg'; readonly index: number; readonly value: bigint }
  | { readonly kind: 'run' }
  | { readonly kind: 'assert'; readonly expected: ExpectedState };

/** `random` and `gas-model`: a script, and what its blocks cost. */
export interface StepsCase {
  readonly family: 'random' | 'gas-model';
  readonly gasModel: 'instruction' | 'block';
  readonly program: Uint8Array;
  readonly pc: bigint;
  readonly gas: bigint;
  readonly steps: readonly Step[];
  /** Block start to cost, of every block. */
  readonly blockCosts?: ReadonlyMap<bigint, bigint>;
}

export type HostPolicy =
  | { readonly policy: 'none' }
  | { readonly policy: 'constant'; readonly register: number; readonly value: bigint; readonly gas: bigint }
  | { readonly policy: 'fetch'; readonly data: Uint8Array; readonly gas: bigint };

export interface ProgramCase {
  readonly family: 'programs';
  /** Name of the program's file, relative to the folder of the case. */
  readonly programFile: string;
  readonly format: 'generic' | 'spi' | 'spi+metadata';
  readonly argument: Uint8Array;
  readonly registers: BigUint64Array | undefined;
  readonly pages: readonly Pages[];
  readonly pc: bigint;
  readonly gas: bigint;
  readonly host: HostPolicy;
  readonly expected: ExpectedState;
  readonly instructions: bigint;
  readonly hostCalls: bigint;
  readonly memorySha256: string;
  /** Some of the memory, in clear. */
  readonly memory: readonly Contents[];
  readonly result: ExpectedOutput | undefined;
  /** Hash of the program's file, where the case tells it. */
  readonly fileSha256: string | undefined;
}

/** What a standard program that halts gives back. */
export interface ExpectedOutput {
  readonly length: bigint;
  readonly sha256: string;
  /** In clear, where it is short. */
  readonly bytes: Uint8Array | undefined;
}

export interface BlobCase {
  readonly family: 'blobs';
  readonly kind: 'program' | 'standard';
  readonly blob: Uint8Array;
  readonly isValid: boolean;
  readonly isContainerValid: boolean | undefined;
}

export type JsonCase = InstructionCase | StepsCase | ProgramCase | BlobCase;
