import type { Doc, Extent, Location, Ownership, Range, Type, Unit } from '../../model/abi.js';
import { sameMemory } from '../ctype.js';
import type { AbiFinding, Effects } from '../finding.js';
import { type AbiRule, found } from '../rule.js';
import {
  arrayLength,
  arrayNarrowed,
  arrayWidened,
  lifetime,
  meaning,
  nullAccepted,
  nullGiven,
  nullNeverGiven,
  nullRefused,
  ownership,
  rangeNarrowed,
  rangeWidened,
  unit,
  unitStated,
} from './contract-words.js';

/** A value that crosses, with what annotations say of it: a parameter, a result, a field. */
export interface Value {
  readonly type: Type;
  readonly nullable: boolean;
  readonly unit?: Unit;
  readonly range?: Range;
  readonly ownership?: Ownership;
}

/** Where it crosses. A callback's parameters come from the library, as results do. */
export interface Place {
  /** `pvm_vm_step(count)`, `pvm_vm_get_gas`, `pvm_state_t.gas`. */
  readonly symbol: string;
  readonly location: Location;
  readonly doc: Doc;
  /** Callers give it, the library gives it. */
  readonly given: boolean;
  readonly got: boolean;
}

export function compareValues(old: Value, next: Value, place: Place): readonly AbiFinding[] {
  return [
    ...nullability(old, next, place),
    ...ownerships(old, next, place),
    ...lengths(old, next, place),
    ...units(old, next, place),
    ...ranges(old, next, place),
  ];
}

/** A finding about one annotation. */
export function annotated(
  rule: AbiRule,
  { symbol, location, doc }: Pick<Place, 'symbol' | 'location' | 'doc'>,
  annotation: string,
  from: string | undefined,
  to: string | undefined,
  extra: { readonly effects?: Partial<Effects>; readonly message?: string } = {},
): AbiFinding {
  const said = (text: string | undefined): string => (text === undefined ? 'nothing' : `(${text})`);
  return found(rule, {
    symbol,
    location,
    doc,
    message: extra.message ?? `${symbol} said ${said(from)} and says ${said(to)}`,
    change: {
      kind: 'annotated',
      symbol,
      annotation,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
    ...(extra.effects === undefined ? {} : { effects: extra.effects }),
  });
}

function nullability(old: Value, next: Value, place: Place): readonly AbiFinding[] {
  if (old.nullable === next.nullable) return [];
  const [from, to] = old.nullable ? ['nullable', undefined] : [undefined, 'nullable'];
  const rules = old.nullable
    ? [...(place.given ? [nullRefused] : []), ...(place.got ? [nullNeverGiven] : [])]
    : [...(place.got ? [nullGiven] : []), ...(place.given ? [nullAccepted] : [])];
  return rules.slice(0, 1).map((rule) => annotated(rule, place, 'nullable', from, to));
}

function ownerships(old: Value, next: Value, place: Place): readonly AbiFinding[] {
  const [from, to] = [ownershipText(old.ownership), ownershipText(next.ownership)];
  if (from === to) return [];
  // It was valid as long as a handle, and is for ever: nobody minds.
  const isLonger = old.ownership?.kind === 'borrowed' && to === 'borrowed: static' && place.got;
  return [annotated(isLonger ? lifetime : ownership, place, 'ownership', from, to)];
}

function ownershipText(said: Ownership | undefined): string | undefined {
  switch (said?.kind) {
    case undefined:
      return undefined;
    case 'owned':
      return said.release === undefined ? 'owned' : `owned: ${said.release}`;
    case 'borrowed':
      return `borrowed: ${said.of}`;
    case 'transfer':
    case 'retained':
      return said.kind;
  }
}

function lengths(old: Value, next: Value, place: Place): readonly AbiFinding[] {
  const [a, b] = [old.type, next.type];
  // Another C type is another finding.
  if (!sameMemory(a.c, b.c)) return [];
  if (a.kind !== b.kind) return [annotated(meaning, place, 'type', kindText(a), kindText(b))];
  const [from, to] = [extentText(a), extentText(b)];
  if (from === to) return [];
  const [before, after] = [countOf(a), countOf(b)];
  if (before === undefined || after === undefined) return [annotated(arrayLength, place, a.kind, from, to)];
  if (before === after) return [];
  // The caller brings all arrays of parameters, also those that the library fills.
  const isTighter = place.given ? after > before : after < before;
  return [annotated(isTighter ? arrayNarrowed : arrayWidened, place, a.kind, from, to)];
}

function kindText(type: Type): string {
  const extent = extentText(type);
  return extent === undefined ? type.kind : extent;
}

function extentText(type: Type): string | undefined {
  if (type.kind === 'array')
    return `array: ${lengthText(type.length)}${type.filled === undefined ? '' : `, filled: ${type.filled}`}`;
  if (type.kind !== 'string') return undefined;
  const capacity = type.capacity === undefined ? '' : `: ${lengthText(type.capacity)}`;
  return `string${capacity}${type.filled === undefined ? '' : `, filled: ${type.filled}`}`;
}

function lengthText(extent: Extent): string {
  return extent.kind === 'name' ? extent.name : String(extent.count);
}

/** Only where nothing else but the number differs. */
function countOf(type: Type): number | undefined {
  const extent = type.kind === 'array' ? type.length : type.kind === 'string' ? type.capacity : undefined;
  return extent?.kind === 'fixed' ? extent.count : undefined;
}

function units(old: Value, next: Value, place: Place): readonly AbiFinding[] {
  if (old.unit === next.unit) return [];
  const text = (one: Unit | undefined): string | undefined => (one === undefined ? undefined : `unit: ${one}`);
  const rule = old.unit === undefined || next.unit === undefined ? unitStated : unit;
  return [annotated(rule, place, 'unit', text(old.unit), text(next.unit))];
}

function ranges(old: Value, next: Value, place: Place): readonly AbiFinding[] {
  const [a, b] = [old.range, next.range];
  if (a?.min === b?.min && a?.max === b?.max) return [];
  // What is not said is all that the type holds.
  const within = (inner: Range | undefined, outer: Range | undefined): boolean =>
    outer === undefined || (inner !== undefined && inner.min >= outer.min && inner.max <= outer.max);
  const isWider = within(a, b);
  const isNarrower = within(b, a);
  const harms = (place.given && !isWider) || (place.got && !isNarrower);
  const text = (range: Range | undefined): string | undefined =>
    range === undefined ? undefined : `range: ${range.min}..${range.max}`;
  return [annotated(harms ? rangeNarrowed : rangeWidened, place, 'range', text(a), text(b))];
}
