import type { Enum, EnumMember, Func } from '../../model/abi.js';
import {
  type ErrorField,
  errorClasses,
  failureText,
  misuse,
  returnsStatus,
  sentence,
  successMember,
} from '../messages.js';
import { blocks, code } from '../text.js';
import type { GoContext } from './context.js';
import { comment, lowered, rewrite } from './doc.js';
import type { GoSource } from './file.js';
import { signatureOf } from './signature.js';
import { goType } from './types.js';

/** Mistakes that the package finds itself. Each is the status of that name, or an error of its own if C has none. */
const MISUSES = { destroyed: 'DESTROYED', busy: 'BUSY', invalidArgument: 'INVALID_ARGUMENT' } as const;
const MISUSE_NAMES = { destroyed: 'ErrDestroyed', busy: 'ErrBusy', invalidArgument: 'ErrInvalidArgument' } as const;
const MISUSE_TEXTS = {
  destroyed: 'the handle was destroyed',
  busy: 'the handle is running',
  invalidArgument: 'an argument is missing or out of range',
} as const;

type Misuse = keyof typeof MISUSES;

export function misuseSentinel(context: GoContext, kind: Misuse): string {
  const member = context.status?.members.find(({ shortName }) => shortName === MISUSES[kind]);
  return member === undefined ? MISUSE_NAMES[kind] : context.names.sentinel(member);
}

export function errorsSource(context: GoContext): GoSource {
  const { status } = context;
  return {
    name: 'errors',
    text: blocks(
      sentinelTexts(context),
      baseText(context),
      status === undefined ? '' : statusTexts(context, status),
      errorClasses(context.abi).map(({ member, fields }) => classText(context, member, fields)),
      misuseTexts(context),
    ),
  };
}

function failures(status: Enum): readonly EnumMember[] {
  return status.members.filter(({ value }) => value !== 0n);
}

function sentinelTexts(context: GoContext): readonly string[] {
  const known = (context.status === undefined ? [] : failures(context.status)).map((member) => {
    return sentinel(context, context.names.sentinel(member), sentence(member.doc), member.doc);
  });
  const kinds: readonly Misuse[] = ['destroyed', 'busy', 'invalidArgument'];
  const own = kinds
    .filter((kind) => context.status?.members.every(({ shortName }) => shortName !== MISUSES[kind]) ?? true)
    .map((kind) => sentinel(context, MISUSE_NAMES[kind], MISUSE_TEXTS[kind], MISUSE_TEXTS[kind]));
  return [...known, ...own];
}

function sentinel(context: GoContext, name: string, text: string, doc: string): string {
  return code`
    ${comment([`${name}: ${rewrite(context, lowered(doc)).replace(/([^.])$/, '$1.')}`])}
    var ${name} = errors.New(${JSON.stringify(`${context.target.package}: ${text}`)})
  `;
}

function baseText(context: GoContext): string {
  const status = context.status === undefined ? undefined : context.names.type(context.status.name);
  return blocks(
    code`
      // Error is what a failed call returns. [errors.Is] compares it with the Err values of this package.
      type Error struct {
      	// Op is what was called, such as ${JSON.stringify(exampleOperation(context))}.
      	Op string
      	${
          status === undefined
            ? []
            : [
                '// Status is what the library answered, or would have answered to a mistake that was found before.',
                '// It is 0 where a function has other ways to say that it failed.',
                `Status ${status}`,
              ]
        }

      	text string
      	kind error
      }

      // Error says what was called, what is wrong, and what to do where that is not plain.
      func (e *Error) Error() string {
      	return "${context.target.package}: " + e.Op + ": " + e.text
      }

      // Unwrap gives the Err value of this failure.
      func (e *Error) Unwrap() error {
      	return e.kind
      }
    `,
    status === undefined
      ? code`
          func newError(op string, kind error, text string) *Error {
          	return &Error{Op: op, text: text, kind: kind}
          }
        `
      : code`
          func newError(op string, kind error, text string) *Error {
          	return &Error{Op: op, Status: statusOf(kind), text: text, kind: kind}
          }
        `,
  );
}

function exampleOperation(context: GoContext): string {
  const func = context.abi.functions.find((one) => returnsStatus(one, context.abi) && one.role.kind === 'method');
  return func === undefined ? 'Open' : signatureOf(context, func).operation;
}

function statusTexts(context: GoContext, status: Enum): string {
  const { names } = context;
  const type = names.type(status.name);
  const success = successMember(status);
  const ok = success === undefined ? '0' : names.enumMember(status, success);
  const classes = errorClasses(context.abi);
  return blocks(
    code`
      // kindOf gives the Err value of a status, nil for one that this package does not know.
      func kindOf(status ${type}) error {
      	switch status {
      	${failures(status).map((member) => `case ${names.enumMember(status, member)}:\n\treturn ${names.sentinel(member)}`)}
      	}
      	return nil
      }

      func statusOf(kind error) ${type} {
      	switch kind {
      	${failures(status).map((member) => `case ${names.sentinel(member)}:\n\treturn ${names.enumMember(status, member)}`)}
      	}
      	return ${ok}
      }
    `,
    code`
      // failure gives the error of a status, nil for success.
      func failure(op string, status ${type}) error {
      	${classes.length === 0 ? '' : 'switch status {'}
      	${
          classes.length === 0
            ? [`if status == ${ok} {`, '\treturn nil', '}']
            : [`case ${ok}:`, '\treturn nil', ...classes.map(({ member }) => classCase(context, status, member)), '}']
        }
      	return newFailure(op, status, failureText(op, status))
      }

      func newFailure(op string, status ${type}, text string) *Error {
      	return &Error{Op: op, Status: status, text: text, kind: kindOf(status)}
      }
    `,
    textTable(context, status, type),
  );
}

function classCase(context: GoContext, status: Enum, member: EnumMember): string {
  const name = context.names.enumMember(status, member);
  return `case ${name}:\n\treturn new${context.names.error(member)}(op, failureText(op, status))`;
}

/** What failures mean, function by function; where a function says nothing, the status's own words. */
function textTable(context: GoContext, status: Enum, type: string): string {
  const rows = context.abi.functions
    .filter((func) => returnsStatus(func, context.abi) && func.role.kind !== 'retain')
    .flatMap((func) => rowsOf(context, status, func));
  return blocks(
    code`
      var failureTexts = [...]struct {
      	op     string
      	status ${type}
      	text   string
      }{
      	${rows}
      }
    `,
    code`
      // failureText says what a status means for one operation.
      func failureText(op string, status ${type}) string {
      	for _, row := range failureTexts {
      		if row.op == op && row.status == status {
      			return row.text
      		}
      	}
      	switch status {
      	${failures(status).map((member) => `case ${context.names.enumMember(status, member)}:\n\treturn ${JSON.stringify(sentence(member.doc))}`)}
      	}
      	return "failed with " + status.String()
      }
    `,
  );
}

function rowsOf(context: GoContext, status: Enum, func: Func): readonly string[] {
  const { operation } = signatureOf(context, func);
  return func.failures.flatMap(({ status: cName }) => {
    const member = status.members.find(({ name }) => name === cName);
    if (member === undefined) return [];
    const text = failureText(func, cName, context.abi);
    if (text === '' || text === sentence(member.doc)) return [];
    return [`{${JSON.stringify(operation)}, ${context.names.enumMember(status, member)}, ${JSON.stringify(text)}},`];
  });
}

/** A failure with details, such as the address of a fault. */
function classText(context: GoContext, member: EnumMember, fields: readonly ErrorField[]): string {
  const name = context.names.error(member);
  const lines = fields.flatMap((field) => [
    ...(field.doc === '' ? [] : [comment([rewrite(context, field.isNeeded ? neededDoc : field.doc)])]),
    `${context.names.output(field)} ${field.isNeeded ? 'int' : goType(context, field.type)}`,
  ]);
  return code`
    ${comment([`${name} is [${context.names.sentinel(member)}] with details: ${rewrite(context, lowered(member.doc))}`])}
    type ${name} struct {
    	// Op is what was called.
    	Op string
    	${lines}

    	cause Error
    }

    // Error says what was called, what is wrong and where.
    func (e *${name}) Error() string {
    	return e.cause.Error()
    }

    // Unwrap gives the same failure as an [Error].
    func (e *${name}) Unwrap() error {
    	return &e.cause
    }

    func new${name}(op, text string) *${name} {
    	return &${name}{Op: op, cause: *newFailure(op, ${context.names.enumMember(context.status ?? never(), member)}, text)}
    }
  `;
}

const neededDoc = 'How many elements the buffer must have room for.';

function never(): never {
  throw new Error('error classes come from a status enum');
}

function misuseTexts(context: GoContext): string {
  const { abi } = context;
  const takesHandles = abi.functions.some(
    ({ parameters }) =>
      parameters.filter(({ type, direction }) => type.kind === 'handle' && direction !== 'out').length > 0,
  );
  return blocks(
    code`
      // invalid is a mistake in an argument that is found before C is called.
      func invalid(op, text string) error {
      	return newError(op, ${misuseSentinel(context, 'invalidArgument')}, text)
      }
    `,
    takesHandles
      ? code`
          func otherLibrary(op, parameter string) error {
          	return invalid(op, parameter+"${misuse.otherLibrary('', context.library)}")
          }
        `
      : '',
  );
}
