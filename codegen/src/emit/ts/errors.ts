import type { EnumMember, Func } from '../../model/abi.js';
import {
  detailFormats,
  type ErrorField,
  errorClasses,
  failureDetails,
  failureText,
  fieldsOfFailure,
  returnsStatus,
  sentence,
  statusMember,
} from '../messages.js';
import { crossingOf } from '../napi/crossing.js';
import { blocks, code } from '../text.js';
import type { TsContext } from './context.js';
import { comment } from './data.js';
import { remark } from './doc.js';
import { IN_FRAME, read } from './layout.js';
import { signatureOf } from './signature.js';
import { tsType } from './types.js';

/** The class that a mistake found by the binding gets: the status of that name, or the base class if C has none. */
export function misuseClass(context: TsContext, shortName: string): string {
  const member = context.status?.members.find((candidate) => candidate.shortName === shortName);
  return member === undefined ? context.names.errorBase : context.names.error(member);
}

/** `errors.ts`: one class per status. */
export function errorsModule(context: TsContext): string {
  const base = context.names.errorBase;
  const classes = new Map(errorClasses(context.abi).map(({ member, fields }) => [member.name, fields]));
  const failures = (context.status?.members ?? []).filter(({ value }) => value !== 0n);
  return blocks(
    code`
      /** Every error of this package. Its message says what was called, what is wrong and what to do. */
      export class ${base} extends Error {
        /** The library's number for it; -1 if it has none. */
        readonly status: number;
        /** The same as a word, which never changes. */
        readonly code: string;

        constructor(message: string, code = 'FAILED', status = -1) {
          super(message);
          this.code = code;
          this.status = status;
        }
      }

      // On the prototype, where the classes of the language have it.
      ${base}.prototype.name = '${base}';
    `,
    failures.map((member) => errorClass(context, member, classes.get(member.name) ?? [])),
    loadError(context),
    code`
      /** Writes details behind a text, in parentheses. */
      export function describe(text: string, ...details: readonly string[]): string {
        const told = details.filter((detail) => detail !== '');
        return told.length === 0 ? text : \`\${text} (\${told.join(', ')})\`;
      }
    `,
    genericError(context, failures),
  );
}

function errorClass(context: TsContext, member: EnumMember, fields: readonly ErrorField[]): string {
  const { names } = context;
  const name = names.error(member);
  const visible = fields.filter(({ isText }) => !isText);
  const passed = `'${member.shortName}', ${member.value}`;
  const define = `${name}.prototype.name = '${name}';`;
  if (visible.length === 0) {
    return code`
      ${comment(remark(context, member.doc))}
      export class ${name} extends ${names.errorBase} {
        constructor(message: string) {
          super(message, ${passed});
        }
      }

      ${define}
    `;
  }
  const properties = visible.flatMap((field) => [
    ...(field.doc === ''
      ? []
      : [comment(`${remark(context, neededDoc(field), field)} Undefined where the failed call tells none.`)]),
    `readonly ${names.output(field)}: ${fieldType(context, field)} | undefined;`,
  ]);
  const details = visible.map((field) => `readonly ${names.output(field)}?: ${fieldType(context, field)}`);
  return code`
    ${comment(remark(context, member.doc))}
    export class ${name} extends ${names.errorBase} {
      ${properties}

      ${constructorHead(details)}
        super(message, ${passed});
        ${visible.map((field) => `this.${names.output(field)} = details.${names.output(field)};`)}
      }
    }

    ${define}
  `;
}

/** On one line if it fits, as the formatter has it. */
function constructorHead(details: readonly string[]): string {
  const single = `constructor(message: string, details: { ${details.join('; ')} } = {}) {`;
  if (single.length <= 118) return single;
  const lines = details.map((detail) => `    ${detail};`);
  return ['constructor(', '  message: string,', '  details: {', ...lines, '  } = {},', ') {'].join('\n');
}

function neededDoc(field: ErrorField): string {
  return field.isNeeded ? 'How many elements the buffer must have room for.' : field.doc;
}

function fieldType(context: TsContext, field: ErrorField): string {
  return field.isNeeded ? 'number' : tsType(context, field.type);
}

function loadError(context: TsContext): string {
  const library = context.names.library;
  return code`
    /** A file is no library that this package can use; the message says why. */
    export class LoadError extends ${context.names.errorBase} {
      /** What was to be loaded. */
      readonly path: string;

      constructor(message: string, path: string) {
        super(\`load${library}: \${message}\`, 'LOAD');
        this.path = path;
      }
    }

    LoadError.prototype.name = 'LoadError';
  `;
}

/** The error of a status, in the status's own words. */
function genericError(context: TsContext, failures: readonly EnumMember[]): string {
  if (context.status === undefined) return '';
  const base = context.names.errorBase;
  const cases = failures.flatMap((member) => [
    `case ${member.value}:`,
    `  return new ${context.names.error(member)}(\`\${operation}: ${templateText(sentence(member.doc))}\`);`,
  ]);
  return code`
    /** What a status means where the function says nothing of its own. */
    export function errorOf(operation: string, status: number): ${base} {
      switch (status) {
        ${cases}
        default:
          return new ${base}(\`\${operation}: failed with status \${status}\`, 'UNKNOWN', status);
      }
    }
  `;
}

/** Is there anything to say beyond the status's own words? */
export function hasOwnFailures(context: TsContext, func: Func): boolean {
  return returnsStatus(func, context.abi) && failureCases(context, func).length > 0;
}

export function failureName(context: TsContext, func: Func): string {
  return `${crossingOf(context.abi, func).name}Error`;
}

/** `vmReadMemoryError`: why one function fails, with what it tells of it in the frame. */
export function failureFunction(context: TsContext, func: Func): string {
  const cases = failureCases(context, func);
  return code`
    /** Why \`${signatureOf(context, func).operation}\` failed. The frame still has what the library told. */
    function ${failureName(context, func)}(operation: string, status: number): ${context.names.errorBase} {
      switch (status) {
        ${cases.flat()}
        default:
          return errorOf(operation, status);
      }
    }
  `;
}

function failureCases(context: TsContext, func: Func): readonly (readonly string[])[] {
  return func.failures.flatMap(({ status }) => {
    const member = statusMember(context.abi, status);
    if (member === undefined) return [];
    const text = failureText(func, status, context.abi);
    const fields = fieldsOfFailure(func, status, context.abi);
    if (fields.length === 0) {
      if (text === '' || text === sentence(member.doc)) return [];
      return [
        [
          `case ${member.value}:`,
          `  return new ${context.names.error(member)}(\`\${operation}: ${templateText(text)}\`);`,
        ],
      ];
    }
    return [detailedCase(context, func, member, text || sentence(member.doc), fields)];
  });
}

function detailedCase(
  context: TsContext,
  func: Func,
  member: EnumMember,
  text: string,
  fields: readonly ErrorField[],
): readonly string[] {
  const { names } = context;
  const own = fields.find(({ isText }) => isText);
  const words = own === undefined ? quoted(text) : `told.${names.output(own)} || ${quoted(text)}`;
  const details = detailFormats(fields).map(({ field, words: label, placement, base, skipZero }) => {
    const name = `told.${names.output(field)}`;
    const value = base === 'hex' ? `0x\${${name}.toString(16).padStart(8, '0')}` : `\${${name}}`;
    const piece = placement === 'before' ? `\`${label} ${value}\`` : `\`${value} ${label}\``;
    return skipZero ? `${name} ? ${piece} : ''` : piece;
  });
  const isCarried = fields.some(({ isText }) => !isText);
  return [
    `case ${member.value}: {`,
    `  const told = ${toldBy(context, func, member)};`,
    `  const text = ${details.length === 0 ? words : `describe(${words}, ${details.join(', ')})`};`,
    `  return new ${names.error(member)}(\`\${operation}: \${text}\`${isCarried ? ', told' : ''});`,
    '}',
  ];
}

/** Details out of the frame: single numbers, and the fields of structs. */
function toldBy(context: TsContext, func: Func, member: EnumMember): string {
  const { names, abi } = context;
  const { cells } = crossingOf(abi, func);
  const parameters = failureDetails(func, abi)
    .filter(({ statuses }) => statuses.includes(member.name))
    .map(({ parameter }) => parameter);
  const pieces = parameters.map((parameter) => {
    const { type, name } = parameter;
    const offset = cells.get(name) ?? 0;
    if (type.kind === 'struct') return `...read${names.type(type.name)}(mail, ${offset})`;
    const key = parameter.filledOf.length > 0 ? 'needed' : names.output(parameter);
    return `${key}: ${read(context, { type, offset }, IN_FRAME)}`;
  });
  const [only] = pieces;
  return pieces.length === 1 && only?.startsWith('...') ? only.slice(3) : `{ ${pieces.join(', ')} }`;
}

/** Prose as a string. */
export function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\');
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

/** Prose inside of a template. */
export function templateText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
}
