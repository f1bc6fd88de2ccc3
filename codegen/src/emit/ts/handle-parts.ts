import type {
  GetAccessorDeclarationStructure,
  MethodDeclarationStructure,
  OptionalKind,
  SetAccessorDeclarationStructure,
} from 'ts-morph';
import type { Func, Handle } from '../../model/abi.js';
import { isLiveArray, receiverOf, runsClosures } from '../napi/crossing.js';
import { keptClosures } from './closures.js';
import type { TsContext } from './context.js';
import { docText, functionTags } from './doc.js';
import type { TsInput, TsSignature } from './signature.js';

export type Method = OptionalKind<MethodDeclarationStructure>;
export type Getter = OptionalKind<GetAccessorDeclarationStructure>;
export type Setter = OptionalKind<SetAccessorDeclarationStructure>;
export type Docs = NonNullable<Method['docs']>;

export interface Members {
  readonly methods: readonly Method[];
  readonly getters: readonly Getter[];
  readonly setters: readonly Setter[];
}

/** What one handle's class is made of. */
export interface HandleParts {
  readonly context: TsContext;
  readonly handle: Handle;
  readonly type: string;
  readonly word: string;
  readonly isSerial: boolean;
  /** Functions of the class, static ones first among their like, in the order of the header. */
  readonly functions: readonly Func[];
  readonly liveArrays: readonly Func[];
  /** Does C call JavaScript while it works on one? */
  readonly isReentered: boolean;
  readonly keptCallbacks: readonly { readonly field: string; readonly type: string }[];
}

export function partsOf(context: TsContext, handle: Handle): HandleParts {
  const { abi, names } = context;
  const functions = abi.functions.filter(
    (func) =>
      func.role.kind !== 'retain' &&
      (receiverOf(func) === handle.name ||
        (func.role.kind === 'factory' && receiverOf(func) === undefined && func.role.handle === handle.name)),
  );
  return {
    context,
    handle,
    type: names.type(handle.name),
    word: context.word(handle.name),
    isSerial: handle.thread === 'serial',
    functions,
    liveArrays: functions.filter(isLiveArray),
    keptCallbacks: keptClosures(context, functions),
    isReentered: functions.some((func) => runsClosures(abi, func)),
  };
}

export function docsOf(context: TsContext, func: Func, more: readonly string[] = []): Docs {
  return [{ description: docText(context, func.doc, functionTags(context, func, more), func) }];
}

export function parametersOf(inputs: readonly TsInput[]): NonNullable<Method['parameters']> {
  return inputs.map(({ name, type, initial, use }) => ({
    name,
    type,
    ...(initial === undefined ? {} : { initializer: initial }),
    hasQuestionToken: use === 'room' || use === 'most',
  }));
}

/** The body of a method. What it is called is a variable only if that is named more than once. */
export function withOperation({ operation }: Pick<TsSignature, 'operation'>, lines: readonly string[]): string[] {
  const uses = lines.join('\n').match(/\boperation\b/g)?.length ?? 0;
  const one = (line: string): string =>
    line.replace(/\$\{operation\}/, operation).replace(/\boperation\b/, `'${operation}'`);
  if (uses === 0) return asOne(lines);
  return asOne(uses === 1 ? lines.map(one) : [`const operation = '${operation}';`, ...lines]);
}

/** ts-morph puts empty lines between statements that are given one by one. */
export function asOne(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [lines.join('\n')];
}
