// Code generated from pvm.h by pvm-codegen. DO NOT EDIT.
/**
 * What kind of engine a library is.
 *
 * Since 1.0.
 */
export const EngineKind = {
  /** Interprets on any machine. */
  Interpreter: 0,
  /** Compiles to the machine's own code. */
  Recompiler: 1,
} as const;

/** A member of {@link EngineKind}. Later versions may add some, so that a value may be none of these. */
export type EngineKind = (typeof EngineKind)[keyof typeof EngineKind] | (number & {});

/**
 * Outcome of a call that can fail.
 *
 * Since 1.0.
 */
export const Status = {
  /** Done. */
  Ok: 0,
  /** A required pointer is null, or a number outside its documented range. */
  InvalidArgument: 1,
  /** The host has no memory or address space left for it. */
  OutOfMemory: 2,
  /** Not a program; the error record says where and why. */
  BadProgram: 3,
  /** A page of the range does not allow the access. */
  PageFault: 4,
  /** The machine is running: only calls marked for callbacks are allowed. */
  Busy: 5,
  /** The caller's buffer is too small; the needed size was reported. */
  BufferTooSmall: 6,
  /** A documented limit of the library or of the machine would be passed. */
  LimitExceeded: 7,
  /** This combination of options, or this value, is not known to the library. */
  Unsupported: 8,
  /** The handle was destroyed before. */
  Destroyed: 9,
  /** Not a multiple of 4096, in the first 64 KiB, or past 2^32. */
  BadAddress: 10,
  /** The machine is not stopped where this call makes sense. */
  BadState: 11,
  /** The memory mode is unknown, or not to be had with this engine on this host. */
  NoMemoryMode: 12,
  /** Another handler of SIGSEGV has replaced the library's, or the thread blocks it. */
  SignalTaken: 13,
} as const;

/** A member of {@link Status}. Later versions may add some, so that a value may be none of these. */
export type Status = (typeof Status)[keyof typeof Status] | (number & {});

/**
 * How a run of the guest ended, or why it paused.
 *
 * The first four are the answers that simple hosts need; Gray Paper A.1 has five, see {@link MachineState}.
 *
 * Gray Paper A.1. Since 1.0.
 */
export const Result = {
  /** The guest halted, or the host ended the run with {@link HostResult.Terminate}. */
  Ok: 0,
  /** Out of gas: the instruction at `pc` has not run. */
  Oog: 1,
  /** Panic; `trapKind` says of which sort. */
  Panic: 2,
  /** Stopped at the ecalli at `pc`, number in `hostCall`; resume to go on behind it. */
  HostCall: 3,
  /** Page fault at `faultAddress`; the instruction at `pc` has done nothing. */
  Fault: 4,
  /** {@link Vm.interrupt} was called; resume goes on as if nothing happened. */
  Interrupted: 5,
  /** {@link Vm.step} has run its number of instructions; resume or step again. */
  Stepped: 6,
  /** Nothing ran: the handle is null or destroyed, or the machine is running. */
  Refused: 7,
} as const;

/** A member of {@link Result}. Later versions may add some, so that a value may be none of these. */
export type Result = (typeof Result)[keyof typeof Result] | (number & {});

/**
 * How opcodes are numbered. A blob does not say which it was made for: the caller must.
 *
 * Gray Paper A.5. Since 1.0.
 */
export const InstructionSet = {
  /** Gray Paper 0.7.2: 139 opcodes. */
  Gp072: 0,
  /** The same, and 3 is `unlikely`, which does nothing. */
  Gp072Unlikely: 1,
} as const;

/** A member of {@link InstructionSet}. Later versions may add some, so that a value may be none of these. */
export type InstructionSet = (typeof InstructionSet)[keyof typeof InstructionSet] | (number & {});

/**
 * How gas is charged.
 *
 * Gray Paper A.1. Since 1.0.
 */
export const GasModel = {
  /** One per instruction, charged before it runs. Gray Paper 0.7. */
  Instruction: 0,
  /** Per basic block on entry, by a simulated pipeline. Proposed for 0.8. */
  Block: 1,
} as const;

/** A member of {@link GasModel}. Later versions may add some, so that a value may be none of these. */
export type GasModel = (typeof GasModel)[keyof typeof GasModel] | (number & {});

/**
 * When a recompiler makes machine code of a program. Results are the same to the bit.
 *
 * Since 1.0.
 */
export const Compile = {
  /** Lazily: code that has been entered, when it was interpreted for long enough. */
  Adaptive: 0,
  /** The whole program, when it is made. */
  Eager: 1,
  /** Not at all: it is interpreted. */
  Never: 2,
} as const;

/** A member of {@link Compile}. Later versions may add some, so that a value may be none of these. */
export type Compile = (typeof Compile)[keyof typeof Compile] | (number & {});

/**
 * What is wrong with a program.
 *
 * Gray Paper A.2. Since 1.0.
 */
export const Defect = {
  /** Nothing. */
  None: 0,
  /** It ends before its last field is complete. */
  Truncated: 1,
  /** Octets are left over after the last field. */
  Trailing: 2,
  /** A natural number is not in its shortest form. */
  NotShortest: 3,
  /** An unused bit of the last octet of the bitmask is set. */
  Padding: 4,
  /** A jump table entry is 2^64 or more. */
  JumpEntry: 5,
  /** The code is longer than {@link MAX_CODE_LEN}. */
  Limit: 6,
  /** The bitmask has not one bit per octet of code. */
  BitmaskLen: 7,
  /** The sections of a standard program do not fit the address space. */
  Layout: 8,
  /** Assembly text that is not understood. */
  Syntax: 9,
  /** Assembly text refers to a label that it does not define. */
  UnknownLabel: 10,
  /** A number in assembly text does not fit where it stands. */
  OutOfRange: 11,
} as const;

/** A member of {@link Defect}. Later versions may add some, so that a value may be none of these. */
export type Defect = (typeof Defect)[keyof typeof Defect] | (number & {});

/**
 * Why a machine panicked or faulted.
 *
 * Gray Paper A.1. Since 1.0.
 */
export const TrapKind = {
  /** It did not. */
  None: 0,
  /** A trap instruction, or octets that act as one. */
  Trap: 1,
  /** A jump or branch to something that is no block start, or a bad jump address. */
  BadJump: 2,
  /** An access below {@link LOWEST_ADDRESS}. */
  LowAddress: 3,
  /** A load from an inaccessible page. */
  LoadFault: 4,
  /** A store to an inaccessible or read-only page. */
  StoreFault: 5,
  /** No host callback, or it answered {@link HostResult.Error}. */
  HostError: 6,
  /** The program's blob is invalid; nothing ran, nothing was charged. */
  InvalidProgram: 7,
} as const;

/** A member of {@link TrapKind}. Later versions may add some, so that a value may be none of these. */
export type TrapKind = (typeof TrapKind)[keyof typeof TrapKind] | (number & {});

/**
 * State of a machine as the Gray Paper numbers it for inner machines.
 *
 * Gray Paper B.8. Since 1.0.
 */
export const MachineState = {
  /** Halted. */
  Halt: 0,
  /** Panicked. */
  Panic: 1,
  /** Page fault. */
  Fault: 2,
  /** At a host call. */
  Host: 3,
  /** Out of gas. */
  OutOfGas: 4,
  /** Never run since it was created or reset, or paused between instructions. */
  Ready: 5,
} as const;

/** A member of {@link MachineState}. Later versions may add some, so that a value may be none of these. */
export type MachineState = (typeof MachineState)[keyof typeof MachineState] | (number & {});

/**
 * How compiled code accesses a machine's memory. Results are the same in all modes.
 *
 * Guarded memory is protected page by page as the guest may access it, and what the guest may not do ends in a
 * signal, which the library makes into an exact exit. An access is then one instruction and is quick, a fault
 * costs microseconds, and so does changing the access of pages. Checked code looks at a page's access before it
 * uses the page.
 *
 * For guarded memory, the library installs a handler for SIGSEGV and SIGBUS when the first machine needs it, and
 * never removes it. It passes on every signal that is not of its own code to the handler that was there before. A
 * handler that is installed later and does not pass signals on, like Node's `process.on('SIGSEGV')`, disables
 * guarded memory: machines run checked code from their next {@link Vm.execute} or {@link Vm.resume} on.
 *
 * Since 1.0.
 */
export const MemoryMode = {
  /** Checked at first; guarded where possible when the machine has run for long. */
  Auto: 0,
  /** Guarded from the start; refused where that is impossible. */
  Guard: 1,
  /** Always checked. What an interpreter does. */
  Check: 2,
} as const;

/** A member of {@link MemoryMode}. Later versions may add some, so that a value may be none of these. */
export type MemoryMode = (typeof MemoryMode)[keyof typeof MemoryMode] | (number & {});

/**
 * What a guest may do with a page.
 *
 * Gray Paper 4.6. Since 1.0.
 */
export const Access = {
  /** Nothing: not mapped. */
  None: 0,
  /** Load. */
  Read: 1,
  /** Load and store. */
  ReadWrite: 2,
} as const;

/** A member of {@link Access}. */
export type Access = (typeof Access)[keyof typeof Access];

/**
 * What a host function wants to happen next.
 *
 * Since 1.0.
 */
export const HostResult = {
  /** Go on behind the ecalli, with whatever the host changed. */
  Continue: 0,
  /** End the run with {@link Result.Ok}. */
  Terminate: 1,
  /** End the run with {@link Result.Panic}, trap kind {@link TrapKind.HostError}. */
  Error: 2,
  /** Return {@link Result.HostCall} to whoever runs the machine; resume goes on. */
  Yield: 3,
} as const;

/** A member of {@link HostResult}. */
export type HostResult = (typeof HostResult)[keyof typeof HostResult];
