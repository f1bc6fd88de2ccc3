import type { Abi, Constant, Enum, Field, Func, Handle, Struct } from '../model/abi.js';
import type { ConstantDraft, Draft, EnumDraft, EnumMemberDraft, OpaqueDraft, StructDraft } from '../model/draft.js';
import { callbackOf, functionOf, type RoughFunc } from './callables.js';
import { shortNames } from './enum-prefix.js';
import { aligned, layoutOf } from './layout.js';
import { docOf, has, numberMarks, threadOf } from './marks.js';
import { rolesOf } from './roles.js';
import { firstValue, type Scope, scopeOf, spelled, typeOf } from './types.js';

/** The ABI that a draft means. For drafts that no rule has anything against: everything else is left out. */
export function buildAbi(draft: Draft): Abi {
  const scope = scopeOf(draft);
  const structs = new Map<string, Struct>();
  for (const declaration of draft.declarations) {
    if (declaration.kind === 'struct') structs.set(declaration.name, structOf(declaration, scope, structs));
  }
  const handles = draft.declarations.flatMap((declaration) =>
    declaration.kind === 'opaque' ? [handleOf(declaration)] : [],
  );
  const rough = draft.declarations.flatMap((declaration) =>
    declaration.kind === 'function' ? [functionOf(declaration, scope)] : [],
  );
  return {
    name: draft.name,
    header: draft.header,
    overview: draft.overview,
    sections: draft.sections,
    constants: draft.declarations.flatMap((declaration) =>
      declaration.kind === 'constant' ? constantOf(declaration, scope) : [],
    ),
    enums: draft.declarations.flatMap((declaration) => (declaration.kind === 'enum' ? [enumOf(declaration)] : [])),
    structs: [...structs.values()],
    handles,
    callbacks: draft.declarations.flatMap((declaration) =>
      declaration.kind === 'callback' ? [callbackOf(declaration, scope)] : [],
    ),
    functions: functionsOf(rough, handles, draft.name),
  };
}

function constantOf(draft: ConstantDraft, scope: Scope): readonly Constant[] {
  if (draft.value === undefined) return [];
  const { unit } = numberMarks(draft.comment?.contract ?? [], scope);
  return [
    {
      kind: 'constant',
      name: draft.name,
      location: draft.location,
      doc: docOf(draft),
      value: draft.value,
      ...(unit === undefined ? {} : { unit }),
      text: draft.text,
    },
  ];
}

function enumOf(draft: EnumDraft): Enum {
  const contract = draft.comment?.contract ?? [];
  const short = shortNames(
    draft.name,
    draft.members.map(({ name }) => name),
  );
  return {
    kind: 'enum',
    name: draft.name,
    location: draft.location,
    doc: docOf(draft),
    members: valued(draft.members).map((member, index) => ({
      name: member.name,
      location: member.location,
      shortName: short[index] ?? member.name,
      value: member.value,
      doc: member.comment?.text ?? '',
    })),
    openness: has(contract, 'open') ? 'open' : 'closed',
    flags: has(contract, 'flags'),
    errors: has(contract, 'errors'),
  };
}

/** Without a value, a member has the one after the member before it, as in C. */
function valued(members: readonly EnumMemberDraft[]): readonly (EnumMemberDraft & { readonly value: bigint })[] {
  let next = 0n;
  return members.map((member) => {
    const value = member.value ?? next;
    next = value + 1n;
    return { ...member, value };
  });
}

function structOf(draft: StructDraft, scope: Scope, structs: ReadonlyMap<string, Struct>): Struct {
  const fields: Field[] = [];
  let end = 0;
  let align = 1;
  for (const field of draft.fields) {
    const annotations = field.comment?.annotations ?? [];
    const type = typeOf(field.type, annotations, scope) ?? { kind: 'void', c: spelled(field.type) };
    const layout = layoutOf(type, structs);
    const offset = aligned(end, layout.align);
    fields.push({
      name: field.name,
      location: field.location,
      type,
      offset,
      size: layout.size,
      doc: field.comment?.text ?? '',
      ...numberMarks(annotations, scope),
      nullable: has(annotations, 'nullable'),
      isSize: has(annotations, 'size'),
    });
    end = offset + layout.size;
    align = Math.max(align, layout.align);
  }
  return {
    kind: 'struct',
    name: draft.name,
    location: draft.location,
    doc: docOf(draft),
    sized: fields[0]?.isSize ?? false,
    fields,
    size: aligned(end, align),
    align,
  };
}

function handleOf(draft: OpaqueDraft): Handle {
  const contract = draft.comment?.contract ?? [];
  const retain = firstValue(contract, 'retain');
  return {
    kind: 'handle',
    name: draft.name,
    location: draft.location,
    doc: docOf(draft),
    destroy: firstValue(contract, 'destroy') ?? '',
    ...(retain === undefined ? {} : { retain }),
    thread: threadOf(contract) ?? 'serial',
  };
}

function functionsOf(rough: readonly RoughFunc[], handles: readonly Handle[], library: string): readonly Func[] {
  const roles = rolesOf(rough, { library, all: handles });
  const threads = new Map(handles.map((handle) => [handle.name, handle.thread]));
  return rough.map(({ said, ...func }) => {
    const first = func.parameters[0]?.type;
    const inherited = first?.kind === 'handle' ? threads.get(first.name) : undefined;
    return { ...func, thread: said ?? inherited ?? 'serial', role: roles.get(func.name) ?? { kind: 'free' } };
  });
}
