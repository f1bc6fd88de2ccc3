import type { Abi, Enum, EnumMember, Func, Parameter, Type, Unit } from '../model/abi.js';

/**
 * What errors say, and what they carry. One table for all languages: after the method's name the text is the same
 * everywhere. Texts are lower case, have no full stop at the end, and say what to do where that isn't plain.
 */

/** Mistakes that bindings find before they cross into C. */
export const misuse = {
  /** `word` is the handle's own: `vm`. */
  destroyed: (word: string) => `this ${word} was destroyed; create a new one`,
  busy: (word: string) => `this ${word} is running; inside its callback only calls marked for callbacks are allowed`,
  missing: (parameter: string) => `${parameter} is missing`,
  otherCopy: (parameter: string) => `${parameter} was made by another copy of this package`,
  itself: (parameter: string) => `${parameter} is the very one that it is given to`,
  otherLibrary: (parameter: string, library: string) =>
    `${parameter} belongs to another ${library}; make it with the same one`,
  borrowed: (parameter: string) => `${parameter} belongs to something else, so it cannot be given away`,
  range: (parameter: string, value: string, min: string, max: string) =>
    `${parameter} is ${value}, but must be ${min} to ${max}`,
  arrayLength: (parameter: string, value: string, min: string, max: string) =>
    `${parameter} has length ${value}, but must have ${min} to ${max}`,
  /** `wanted`: with its article, `an integer 0 to 12`. */
  type: (parameter: string, got: string, wanted: string) => `${parameter} is ${got}, but must be ${wanted}`,
  unknownOption: (option: string, nearest: string) => `unknown option "${option}"; did you mean "${nearest}"?`,
  unknownOptionOf: (option: string, known: string) => `unknown option "${option}"; there are: ${known}`,
  nulInString: (parameter: string) => `${parameter} contains a NUL character, which C cannot hold`,
  promised: (callback: string) => `the ${callback} returned a promise; run it with the method whose name ends in Async`,
  /** `wanted`: with its article. */
  illegal: () => 'objects of this class are made by functions of the package; call one of them',
  answered: (callback: string, got: string, wanted: string) =>
    `the ${callback} returned ${got}, but must return ${wanted}`,
  failed: () => 'failed; an argument is out of range, or memory is short',
} as const;

/** The enum of all statuses, if the library has one. */
export function statusEnum(abi: Abi): Enum | undefined {
  return abi.enums.find((candidate) => candidate.errors);
}

/** Does it return the status enum? */
export function returnsStatus(func: Func, abi: Abi): boolean {
  const status = statusEnum(abi);
  return status !== undefined && func.returns.type.kind === 'enum' && func.returns.type.name === status.name;
}

/** The member that means success: the one with value 0. */
export function successMember(status: Enum): EnumMember | undefined {
  return status.members.find((member) => member.value === 0n);
}

export function statusMember(abi: Abi, name: string): EnumMember | undefined {
  return statusEnum(abi)?.members.find((member) => member.name === name);
}

/** An output that is set with some failures, so that it belongs into their errors. */
export interface FailureDetail {
  readonly parameter: Parameter;
  /** Full C names of the statuses. */
  readonly statuses: readonly string[];
  /** Nothing else is it for: it is no output of the successful call. */
  readonly onlyFailure: boolean;
}

/**
 * An output belongs to a failure if its prose names the status, or if the prose of the status names it in back quotes.
 * It is of no use after success if it may be left out (`(optional)`) and its prose names a status.
 */
export function failureDetails(func: Func, abi: Abi): readonly FailureDetail[] {
  if (!returnsStatus(func, abi)) return [];
  return func.parameters.flatMap((parameter) => {
    if (parameter.direction !== 'out') return [];
    const named = func.failures.map(({ status }) => status).filter((status) => mentions(parameter.doc, status));
    const naming = func.failures.filter(({ doc }) => doc.includes(`\`${parameter.name}\``)).map(({ status }) => status);
    const statuses = [...new Set([...named, ...naming])];
    return statuses.length === 0 ? [] : [{ parameter, statuses, onlyFailure: parameter.optional && named.length > 0 }];
  });
}

function mentions(prose: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(prose);
}

/** A field of an error class. A struct output is laid out as its fields. */
export interface ErrorField {
  /** As C spells it, without `out_`: `fault_address`, `offset`. */
  readonly name: string;
  readonly type: Type;
  readonly unit?: Unit;
  readonly doc: string;
  /** A struct's string that says what is wrong: it is the error's text. */
  readonly isText: boolean;
  /** How many elements a buffer would need. */
  readonly isNeeded: boolean;
  /** Where it comes from: the output, and the field of it if that is a struct. */
  readonly parameter: string;
  readonly field?: string;
}

/** What one failure of a function carries. */
export function fieldsOfFailure(func: Func, status: string, abi: Abi): readonly ErrorField[] {
  return failureDetails(func, abi)
    .filter(({ statuses }) => statuses.includes(status))
    .flatMap(({ parameter }) => fieldsOf(parameter, abi));
}

function fieldsOf(parameter: Parameter, abi: Abi): readonly ErrorField[] {
  const type = parameter.type;
  if (type.kind === 'struct') {
    const struct = abi.structs.find(({ name }) => name === type.name);
    return (struct?.fields ?? []).map((field) => ({
      name: field.name,
      type: field.type,
      ...(field.unit === undefined ? {} : { unit: field.unit }),
      doc: field.doc,
      isText: field.type.kind === 'string',
      isNeeded: false,
      parameter: parameter.name,
      field: field.name,
    }));
  }
  const isNeeded = parameter.filledOf.length > 0;
  return [
    {
      name: isNeeded ? 'needed' : parameter.name.replace(/^out_/, ''),
      type,
      ...(parameter.unit === undefined ? {} : { unit: parameter.unit }),
      doc: parameter.doc,
      isText: false,
      isNeeded,
      parameter: parameter.name,
    },
  ];
}

/** One error class per status that carries something anywhere, with the fields of all functions. By C name, in enum order. */
export function errorClasses(
  abi: Abi,
): readonly { readonly member: EnumMember; readonly fields: readonly ErrorField[] }[] {
  const status = statusEnum(abi);
  return (status?.members ?? []).flatMap((member) => {
    const fields = new Map<string, ErrorField>();
    for (const func of abi.functions) {
      for (const field of fieldsOfFailure(func, member.name, abi)) {
        if (!fields.has(field.name)) fields.set(field.name, field);
      }
    }
    return fields.size === 0 ? [] : [{ member, fields: [...fields.values()] }];
  });
}

/** What a failure of this function means, in its own words; the status's words if it has none. */
export function failureText(func: Func, status: string, abi: Abi): string {
  const own = func.failures.find((failure) => failure.status === status)?.doc;
  return sentence(own ?? statusMember(abi, status)?.doc ?? '');
}

/** Why a function without a status fails, in its own words: "NULL if there are not so many places." */
export function fallibleText(func: Func): string {
  const reason = /^(?:NULL|False|0) if (.*)$/s.exec(func.returns.doc)?.[1];
  return reason === undefined ? misuse.failed() : sentence(reason);
}

/** Prose as an error says it: clauses that speak of C outputs are dropped. */
export function sentence(prose: string): string {
  const clauses = prose
    .split(/(?<=[.;])\s+/)
    .map((clause) => clause.replace(/[.;]$/, '').trim())
    .filter((clause) => clause !== '' && !/\bout_\w/.test(clause));
  return clauses.map(lowerFirst).join('; ');
}

function lowerFirst(text: string): string {
  // Not `NULL`, not `PVM_…`.
  return /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** How a detail is written behind the text, in parentheses: `fault address 0x00012000`, `12 needed`, `offset 3`. */
export interface DetailFormat {
  readonly field: ErrorField;
  /** The words before the value, or behind it. */
  readonly words: string;
  readonly placement: 'before' | 'behind';
  readonly base: 'hex' | 'decimal';
  /** Not written when 0. */
  readonly skipZero: boolean;
}

const NO_INTEGERS: ReadonlySet<string> = new Set(['bool', 'f32', 'f64']);

/** Integers only: an enum's name and a text are in the sentence already, and what else there is has no short form. */
export function detailFormats(fields: readonly ErrorField[]): readonly DetailFormat[] {
  return fields
    .filter(({ type }) => type.kind === 'scalar' && !NO_INTEGERS.has(type.scalar))
    .map((field) => ({
      field,
      words: field.name.replaceAll('_', ' '),
      placement: field.isNeeded ? 'behind' : 'before',
      base: /(^|_)address$/.test(field.name) ? 'hex' : 'decimal',
      skipZero: field.field !== undefined && field.name !== 'offset',
    }));
}
