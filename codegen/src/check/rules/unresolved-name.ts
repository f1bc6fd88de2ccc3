import { deprecatedOf } from '../../build/marks.js';
import type { Location } from '../../model/abi.js';
import type { Annotation, Declaration, Remark } from '../../model/draft.js';
import type { Group, Header } from '../header.js';
import type { DraftRule } from '../rule.js';
import { didYouMean } from '../suggest.js';

export const unresolvedName: DraftRule = {
  id: 'header/unresolved-name',
  looksAt: 'draft',
  summary: 'A name in an annotation, a @retval, a @see or a @deprecated is the name of something that fits.',
  why: 'The name is the only link between two parts of the API; a binding cannot follow a broken one.',
  refused: `
/**
 * @brief Adds numbers.
 *
 * @param[in] values     (array: values_count) The numbers.
 * @param[in] values_len How many.
 * @return Their sum.
 * @since 1.0
 */
LIB_API uint64_t lib_sum(const uint32_t *values, size_t values_len);
`,
  settled: `
/**
 * @brief Adds numbers.
 *
 * @param[in] values     (array: values_len) The numbers.
 * @param[in] values_len How many.
 * @return Their sum.
 * @since 1.0
 */
LIB_API uint64_t lib_sum(const uint32_t *values, size_t values_len);
`,
  check: (header) => [
    ...header.groups.flatMap((group) => group.said.flatMap((said) => inAnnotation(said, group, header))),
    ...header.draft.declarations.flatMap((declaration) => inCommands(declaration, header)),
  ],
};

type Kind = Declaration['kind'];

function inAnnotation(said: Annotation, { spot }: Group, header: Header): readonly Remark[] {
  const siblings = spot === undefined ? [] : siblingsOf(spot.owner);
  const constants = [...header.scope.constants.keys()];
  const of = (kind: Kind): readonly string[] => namesOf(header, kind);
  const every = (known: readonly string[], what: string): readonly Remark[] =>
    said.items.flatMap(({ value }) => missing(value, known, what, said.location));
  const isNumber = /^\d/.test(said.items[0]?.value ?? '');
  switch (said.key) {
    case 'array':
    case 'string': {
      const [extent, filled] = said.items;
      const first =
        extent === undefined || isNumber
          ? []
          : missing(extent.value, [...siblings, ...constants], 'parameter, field or macro', said.location);
      return [...first, ...(filled === undefined ? [] : missing(filled.value, siblings, 'parameter', said.location))];
    }
    case 'borrowed':
      return every(['static', ...handleSiblings(spot, header)], 'handle parameter');
    case 'scope':
      return every(['call', 'once', ...handleSiblings(spot, header)], 'handle parameter, nor call or once');
    case 'closure':
      return every(siblings, 'parameter');
    case 'destroy':
      return every(spot === undefined ? of('function') : siblings, spot === undefined ? 'function' : 'parameter');
    case 'owned':
    case 'retain':
    case 'from':
    case 'invalidates':
    case 'blocking':
      return every(of('function'), 'function');
    case 'invokes':
      return every(of('callback'), 'callback type');
    case 'yield':
      return said.items.flatMap(({ label, value }) =>
        label === 'resume'
          ? missing(value, of('function'), 'function', said.location)
          : missing(value, enumeratorsOf(header), 'enumerator', said.location),
      );
    default:
      return [];
  }
}

function siblingsOf(owner: Declaration): readonly string[] {
  switch (owner.kind) {
    case 'struct':
      return owner.fields.map(({ name }) => name);
    case 'function':
    case 'callback':
      return owner.parameters.map(({ name }) => name);
    case 'constant':
    case 'enum':
    case 'opaque':
      return [];
  }
}

function handleSiblings(spot: Group['spot'], header: Header): readonly string[] {
  return header.spots
    .filter(({ owner, name, ctype }) => {
      if (
        spot === undefined ||
        owner !== spot.owner ||
        name === '' ||
        ctype.kind !== 'pointer' ||
        ctype.to.kind !== 'named'
      )
        return false;
      return header.scope.kinds.get(ctype.to.name)?.kind === 'opaque';
    })
    .map(({ name }) => name);
}

function inCommands({ comment, name: owner, kind }: Declaration, header: Header): readonly Remark[] {
  if (comment === undefined) return [];
  const all = [...header.scope.kinds.keys(), ...enumeratorsOf(header)];
  const replacement = deprecatedOf(comment)?.replacement;
  const location = comment.deprecated[0]?.location ?? comment.location;
  const own = new RegExp(`^${header.draft.name}_\\w+$`, 'i');
  const success = header.status?.members.find(({ value }) => value === 0n)?.name;
  const statuses = header.status?.members.map(({ name }) => name).filter((name) => name !== success) ?? [];
  const retvals = kind === 'function' ? comment.retvals : [];
  return [
    ...(replacement === undefined
      ? []
      : missing(replacement, namesOf(header, kind), `${kind} to use instead`, location)),
    ...comment.see
      .filter((text) => own.test(text))
      .flatMap((text) => missing(text, all, 'declaration', comment.location)),
    ...retvals.flatMap(({ status, location: place }) =>
      missing(status, statuses, `status that ${owner} can fail with`, place),
    ),
  ];
}

function missing(name: string, known: readonly string[], what: string, location: Location): readonly Remark[] {
  if (known.includes(name)) return [];
  const meant = didYouMean(name, known);
  return [
    {
      location,
      message: `${name === '' ? 'nothing' : name} is no ${what}`,
      fix: meant === undefined ? 'name one that is there' : `write ${meant}`,
    },
  ];
}

function namesOf(header: Header, kind: Kind): readonly string[] {
  return header.draft.declarations.filter((declaration) => declaration.kind === kind).map(({ name }) => name);
}

function enumeratorsOf({ draft }: Header): readonly string[] {
  return draft.declarations.flatMap((declaration) =>
    declaration.kind === 'enum' ? declaration.members.map(({ name }) => name) : [],
  );
}
