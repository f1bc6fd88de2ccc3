import type { Callback, Func, Parameter, Return, Thread } from '../model/abi.js';
import type { Annotation, CallbackDraft, FunctionDraft, ParamComment, ParameterDraft } from '../model/draft.js';
import { docOf, has, labelled, numberMarks, ownershipOf, threadOf, valuesOf } from './marks.js';
import { annotation, firstValue, type Scope, spelled, typeOf } from './types.js';

export function callbackOf(draft: CallbackDraft, scope: Scope): Callback {
  const contract = draft.comment?.contract ?? [];
  const answer = labelled(contract, 'yield', 'answer');
  const result = labelled(contract, 'yield', 'result');
  const resume = labelled(contract, 'yield', 'resume');
  const yields =
    answer === undefined || result === undefined || resume === undefined ? {} : { yields: { answer, result, resume } };
  return {
    kind: 'callback',
    name: draft.name,
    location: draft.location,
    doc: docOf(draft),
    parameters: parametersOf(draft, scope),
    returns: returnOf(draft, scope),
    thread: threadOf(contract) ?? 'caller',
    ...yields,
  };
}

/** A function without its role and with the thread it says itself: both need the whole header. */
export type RoughFunc = Omit<Func, 'role' | 'thread'> & { readonly said?: Thread };

export function functionOf(draft: FunctionDraft, scope: Scope): RoughFunc {
  const contract = draft.comment?.contract ?? [];
  const thread = threadOf(contract);
  const field = firstValue(contract, 'field');
  return {
    kind: 'function',
    ...(draft.unexported ? { unexported: true as const } : {}),
    name: draft.name,
    location: draft.location,
    doc: docOf(draft),
    parameters: parametersOf(draft, scope),
    returns: returnOf(draft, scope),
    failures: (draft.comment?.retvals ?? []).map(({ status, text }) => ({ status, doc: text })),
    inCallback: has(contract, 'in-callback'),
    invokes: valuesOf(contract, 'invokes'),
    ...blockingOf(contract),
    invalidates: valuesOf(contract, 'invalidates'),
    ...(field === undefined ? {} : { field }),
    ...(thread === undefined ? {} : { said: thread }),
  };
}

function blockingOf(contract: readonly Annotation[]): Pick<Func, 'blocking'> {
  if (!has(contract, 'blocking')) return {};
  const interrupt = labelled(contract, 'blocking', 'interrupt');
  const clear = labelled(contract, 'blocking', 'clear');
  return { blocking: { ...(interrupt === undefined ? {} : { interrupt }), ...(clear === undefined ? {} : { clear }) } };
}

function parametersOf(draft: CallbackDraft | FunctionDraft, scope: Scope): readonly Parameter[] {
  const comments = new Map((draft.comment?.params ?? []).map((comment) => [comment.name, comment]));
  const parameters = draft.parameters.map((parameter) => parameterOf(parameter, comments.get(parameter.name), scope));
  return parameters.map((parameter) => ({ ...parameter, ...countsOf(parameter.name, parameters) }));
}

function parameterOf(draft: ParameterDraft, comment: ParamComment | undefined, scope: Scope): Parameter {
  const annotations = comment?.annotations ?? [];
  const type = typeOf(draft.type, annotations, scope) ?? { kind: 'void', c: spelled(draft.type) };
  const closure = firstValue(annotations, 'closure');
  const destroy = firstValue(annotations, 'destroy');
  const from = firstValue(annotations, 'from');
  const scopeSaid = firstValue(annotations, 'scope');
  return {
    name: draft.name,
    location: draft.location,
    direction: directionOf(comment),
    type,
    doc: comment?.text ?? '',
    ...numberMarks(annotations, scope),
    nullable: has(annotations, 'nullable'),
    optional: has(annotations, 'optional'),
    ...ownershipOf(annotations),
    ...(scopeSaid === undefined ? {} : { scope: scopeOfCallback(scopeSaid) }),
    ...(closure === undefined ? {} : { closure }),
    ...(destroy === undefined ? {} : { destroy }),
    isUserData: annotation(annotations, 'user_data') !== undefined,
    ...(from === undefined ? {} : { from }),
    lengthOf: [],
    capacityOf: [],
    filledOf: [],
  };
}

function directionOf(comment: ParamComment | undefined): Parameter['direction'] {
  switch (comment?.direction) {
    case 'out':
      return 'out';
    case 'in,out':
      return 'inout';
    default:
      return 'in';
  }
}

function scopeOfCallback(value: string): NonNullable<Parameter['scope']> {
  return value === 'call' || value === 'once' ? { kind: value } : { kind: 'until', of: value };
}

/** Which arrays this parameter counts. */
function countsOf(
  name: string,
  parameters: readonly Parameter[],
): Pick<Parameter, 'lengthOf' | 'capacityOf' | 'filledOf'> {
  const counted = parameters.flatMap((parameter) => {
    const { type } = parameter;
    if (type.kind === 'array') return [{ name: parameter.name, extent: type.length, filled: type.filled }];
    return type.kind === 'string' ? [{ name: parameter.name, extent: type.capacity, filled: type.filled }] : [];
  });
  const here = counted.filter(({ extent }) => extent?.kind === 'name' && extent.name === name);
  return {
    lengthOf: here.filter(({ filled }) => filled === undefined).map((array) => array.name),
    capacityOf: here.filter(({ filled }) => filled !== undefined).map((array) => array.name),
    filledOf: counted.filter(({ filled }) => filled === name).map((array) => array.name),
  };
}

function returnOf(draft: CallbackDraft | FunctionDraft, scope: Scope): Return {
  const comment = draft.comment?.returns[0];
  const annotations = comment?.annotations ?? [];
  return {
    type: typeOf(draft.returns, annotations, scope) ?? { kind: 'void', c: spelled(draft.returns) },
    doc: comment?.text ?? '',
    ...numberMarks(annotations, scope),
    nullable: has(annotations, 'nullable'),
    fallible: has(annotations, 'fallible'),
    ...ownershipOf(annotations),
  };
}
