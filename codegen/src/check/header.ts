import { annotation, type Scope, scopeOf, typeOf } from '../build/types.js';
import type { Location, Type } from '../model/abi.js';
import type { Annotation, Callable, CType, Declaration, Draft, EnumDraft, Prose } from '../model/draft.js';

/** Where annotations stand: what an annotation may say depends on it. */
export type Where =
  | 'input'
  | 'output'
  | 'in-out'
  | 'callback-input'
  | 'callback-output'
  | 'return'
  | 'callback-return'
  | 'field'
  | 'enumerator'
  | 'constant'
  | 'enum'
  | 'struct'
  | 'opaque'
  | 'callback'
  | 'function';

/** A thing with a type: a parameter, a return value, a field. */
export interface Spot {
  readonly owner: Declaration;
  readonly where: Where;
  /** Empty for a return value. */
  readonly name: string;
  readonly ctype: CType;
  /** Absent where C has no such type in the subset, or an annotation is missing. */
  readonly type?: Type;
  readonly location: Location;
  readonly said: readonly Annotation[];
  readonly comment?: Prose;
}

/** One group of annotations and where it stands. */
export interface Group {
  readonly where: Where;
  readonly said: readonly Annotation[];
  /** What follows the annotations; empty for contracts. */
  readonly text: string;
  readonly location: Location;
  readonly spot?: Spot;
}

/** A draft with the questions that rules ask of it. */
export interface Header {
  readonly draft: Draft;
  readonly scope: Scope;
  readonly callables: readonly Callable[];
  readonly spots: readonly Spot[];
  readonly groups: readonly Group[];
  /** The status enum, if there is one. */
  readonly status: EnumDraft | undefined;
}

export function headerOf(draft: Draft): Header {
  const scope = scopeOf(draft);
  const spots = draft.declarations.flatMap((declaration) => spotsOf(declaration, scope));
  return {
    draft,
    scope,
    callables: draft.declarations.filter(
      (declaration) => declaration.kind === 'function' || declaration.kind === 'callback',
    ),
    spots,
    groups: [...spots.flatMap(groupOfSpot), ...draft.declarations.flatMap(groupsOf)],
    status: draft.declarations
      .filter((declaration) => declaration.kind === 'enum')
      .find((decl) => contractHas(decl, 'errors')),
  };
}

export function contractHas(declaration: Declaration, key: string): boolean {
  return annotation(declaration.comment?.contract ?? [], key) !== undefined;
}

/** Does it return the status enum? */
export function isStatusFunction(callable: Callable, header: Header): boolean {
  const { returns } = callable;
  return returns.kind === 'named' && returns.name === header.status?.name;
}

export function isVoid(type: CType): boolean {
  return type.kind === 'named' && type.name === 'void';
}

/** `uint8_t` of `const uint8_t **`; undefined for what isn't C of the subset. */
export function baseOf(type: CType): Extract<CType, { kind: 'named' }> | undefined {
  switch (type.kind) {
    case 'named':
      return type;
    case 'pointer':
      return baseOf(type.to);
    case 'array':
      return baseOf(type.of);
    case 'foreign':
      return undefined;
  }
}

/** How many stars. */
export function depthOf(type: CType): number {
  return type.kind === 'pointer' ? 1 + depthOf(type.to) : 0;
}

export function spotsOfCallable(header: Header, callable: Callable): readonly Spot[] {
  return header.spots.filter(({ owner }) => owner === callable);
}

export function isParameter({ where }: Spot): boolean {
  return (
    where === 'input' ||
    where === 'output' ||
    where === 'in-out' ||
    where === 'callback-input' ||
    where === 'callback-output'
  );
}

/** `count` of `pvm_vm_step`, or what the function returns. */
export function spotName({ owner, name, where }: Spot): string {
  return where === 'return' || where === 'callback-return' ? `what ${owner.name} returns` : name;
}

function spotsOf(declaration: Declaration, scope: Scope): readonly Spot[] {
  switch (declaration.kind) {
    case 'struct':
      return declaration.fields.map((field) => {
        return spot(declaration, 'field', field.name, field.type, field.location, field.comment, scope);
      });
    case 'function':
    case 'callback':
      return [
        ...declaration.parameters.map((parameter) => {
          const comment = declaration.comment?.params.find(({ name }) => name !== '' && name === parameter.name);
          const where = whereOf(declaration, comment?.direction);
          return spot(declaration, where, parameter.name, parameter.type, parameter.location, comment, scope);
        }),
        spot(
          declaration,
          declaration.kind === 'function' ? 'return' : 'callback-return',
          '',
          declaration.returns,
          declaration.location,
          declaration.comment?.returns[0],
          scope,
        ),
      ];
    case 'constant':
    case 'enum':
    case 'opaque':
      return [];
  }
}

function whereOf({ kind }: Callable, direction: string | undefined): Where {
  if (kind === 'callback') return direction === 'out' ? 'callback-output' : 'callback-input';
  return direction === 'out' ? 'output' : direction === 'in,out' ? 'in-out' : 'input';
}

function spot(
  owner: Declaration,
  where: Where,
  name: string,
  ctype: CType,
  location: Location,
  comment: Prose | undefined,
  scope: Scope,
): Spot {
  const said = comment?.annotations ?? [];
  const type = typeOf(ctype, said, scope);
  const known = type === undefined ? {} : { type };
  return { owner, where, name, ctype, location, said, ...known, ...(comment === undefined ? {} : { comment }) };
}

function groupOfSpot(spot: Spot): readonly Group[] {
  const { where, said, comment } = spot;
  return comment === undefined ? [] : [{ where, said, text: comment.text, location: comment.location, spot }];
}

function groupsOf(declaration: Declaration): readonly Group[] {
  const { comment } = declaration;
  const contract: readonly Group[] =
    comment === undefined
      ? []
      : [{ where: declaration.kind, said: comment.contract, text: '', location: comment.location }];
  const members = declaration.kind === 'enum' ? declaration.members : [];
  return [
    ...contract,
    ...members.flatMap((member): readonly Group[] => {
      if (member.comment === undefined) return [];
      const { annotations, text, location } = member.comment;
      return [{ where: 'enumerator', said: annotations, text, location }];
    }),
  ];
}
