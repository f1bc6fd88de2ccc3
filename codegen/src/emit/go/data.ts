import type { Constant, Enum, EnumMember, Field, Struct } from '../../model/abi.js';
import { blocks, code } from '../text.js';
import { alignedRuns, type Row } from './columns.js';
import { type GoContext, isPlain, lowerFirst, structOf, visibleFields } from './context.js';
import { docComment, remark } from './doc.js';
import { cgoElement, elementType, fromC, goType, toC } from './types.js';

/** Constants, enums and structs: what has no behaviour. */

export function constantText(context: GoContext, constant: Constant): string {
  const name = context.names.constant(constant);
  const text = /^0x/i.test(constant.text) ? constant.text.toLowerCase() : String(constant.value);
  return `${docComment(context, name, constant.doc)}\nconst ${name} = ${text}`;
}

export function enumText(context: GoContext, decl: Enum): string {
  const type = context.names.type(decl.name);
  const isSigned = decl.members.some(({ value }) => value < 0n);
  const extra = decl.openness === 'open' ? ['Later versions may add members.'] : [];
  return blocks(
    code`
      ${docComment(context, type, decl.doc, extra)}
      type ${type} ${isSigned ? 'int32' : 'uint32'}
    `,
    code`
      // The members of ${type}.
      const (
      	${alignedRuns(decl.members.map((member) => memberRow(context, decl, member)))}
      )
    `,
    stringMethod(context, decl, type),
  );
}

function memberRow(context: GoContext, decl: Enum, member: EnumMember): Row {
  return {
    comment: member.doc === '' ? '' : remark(context, member.doc),
    name: context.names.enumMember(decl, member),
    rest: `${context.names.type(decl.name)} = ${member.value}`,
  };
}

/** Two members may have one value: a switch can have only one of them. */
function distinct(members: readonly EnumMember[]): readonly EnumMember[] {
  return members.filter(({ value }, index) => members.findIndex((other) => other.value === value) === index);
}

/** What `String` says: `page-fault`. */
export function memberWord(member: EnumMember): string {
  return member.shortName.toLowerCase().replaceAll('_', '-');
}

function stringMethod(context: GoContext, decl: Enum, type: string): string {
  const method = decl.flags ? flagsMethod(context, decl, type) : undefined;
  if (method !== undefined) return method;
  return code`
    // String gives the member in words, such as ${decl.members.slice(0, 1).map(memberWord)}.
    func (value ${type}) String() string {
    	switch value {
    	${distinct(decl.members).map((member) => `case ${context.names.enumMember(decl, member)}:\n\treturn "${memberWord(member)}"`)}
    	}
    	return "${type}(" + strconv.FormatInt(int64(value), 10) + ")"
    }
  `;
}

function flagsMethod(context: GoContext, decl: Enum, type: string): string {
  const flags = decl.members.filter(({ value }) => value !== 0n);
  const none = decl.members.find(({ value }) => value === 0n);
  return code`
    // String names the members that are set, with a bar between them.
    func (value ${type}) String() string {
    	if value == 0 {
    		return "${none === undefined ? '0' : memberWord(none)}"
    	}
    	var words []string
    	for _, flag := range []struct {
    		bits ${type}
    		word string
    	}{
    		${flags.map((member) => `{${context.names.enumMember(decl, member)}, "${memberWord(member)}"},`)}
    	} {
    		if value&flag.bits == flag.bits {
    			words = append(words, flag.word)
    			value &^= flag.bits
    		}
    	}
    	if value != 0 {
    		words = append(words, "0x"+strconv.FormatUint(uint64(value), 16))
    	}
    	return strings.Join(words, "|")
    }
  `;
}

/** `uses`: in which directions values of it cross. */
export function structText(
  context: GoContext,
  struct: Struct,
  uses: { readonly in: boolean; readonly out: boolean },
): string {
  const type = context.names.type(struct.name);
  const plain = isPlain(context, struct);
  return blocks(
    code`
      ${docComment(context, type, struct.doc)}
      type ${type} struct {
      	${alignedRuns(visibleFields(struct).map((field) => fieldRow(context, field)))}
      }
    `,
    plain ? sizeChecks(context, struct, type) : '',
    !plain && uses.out ? fromCText(context, struct, type) : '',
    !plain && uses.in ? toCText(context, struct, type) : '',
  );
}

function fieldRow(context: GoContext, field: Field): Row {
  return {
    comment: field.doc === '' ? '' : remark(context, field.doc),
    name: context.names.field(field),
    rest: goType(context, field.type, field.nullable),
  };
}

/** Go and C share the memory, so that a difference must not compile: only index 0 exists. */
function sizeChecks(context: GoContext, struct: Struct, type: string): string {
  const same = (size: string, value: number): string => `_ = [1]struct{}{}[${size}-${value}]`;
  return code`
    // ${type} has the layout that it has in C.
    var (
    	${same(`unsafe.Sizeof(${type}{})`, struct.size)}
    	${same(`C.sizeof_${struct.name}`, struct.size)}
    	${struct.fields.map((field) => same(`unsafe.Offsetof(${type}{}.${context.names.field(field)})`, field.offset))}
    )
  `;
}

function fromCText(context: GoContext, struct: Struct, type: string): string {
  return code`
    func ${fromCName(context, struct)}(c *C.${struct.name}) ${type} {
    	var value ${type}
    	${visibleFields(struct).map((field) => readField(context, field))}
    	return value
    }
  `;
}

export function fromCName(context: GoContext, struct: Struct): string {
  const type = context.names.type(struct.name);
  return `${lowerFirst(type)}FromC`;
}

/** Go's keywords are no obstacle for a field of a C struct, with cgo's underscore. */
export function cField(name: string): string {
  return GO_KEYWORDS.has(name) ? `_${name}` : name;
}

const GO_KEYWORDS: ReadonlySet<string> = new Set(
  `break case chan const continue default defer else fallthrough for func go goto if import interface map package range
   return select struct switch type var`.split(/\s+/),
);

function readField(context: GoContext, field: Field): string {
  const target = `value.${context.names.field(field)}`;
  const source = `c.${cField(field.name)}`;
  const type = field.type;
  switch (type.kind) {
    case 'string':
      if (type.capacity?.kind === 'fixed') return `${target} = C.GoString(&${source}[0])`;
      if (field.nullable) return `${target} = goStringOrNil(${source})`;
      return `${target} = C.GoString(${source})`;
    case 'struct': {
      const inner = structOf(context, type.name);
      if (isPlain(context, inner))
        return `${target} = *(*${context.names.type(type.name)})(unsafe.Pointer(&${source}))`;
      return `${target} = ${fromCName(context, inner)}(&${source})`;
    }
    case 'array':
      if (type.inline) return `${target} = *(*${goType(context, type)})(unsafe.Pointer(&${source}))`;
      if (type.length.kind === 'fixed') return `${target} = (${goType(context, type)})(unsafe.Pointer(${source}))`;
      return (
        `${target} = append([]${elementType(context, type.element)}(nil), ` +
        `unsafe.Slice((*${elementType(context, type.element)})(unsafe.Pointer(${source})), int(c.${cField(type.length.name)}))...)`
      );
    default:
      return `${target} = ${fromC(context, type, source)}`;
  }
}

function toCText(context: GoContext, struct: Struct, type: string): string {
  const writes = struct.fields
    .filter((field) => field.isSize || visibleFields(struct).includes(field))
    .flatMap((field) => writeField(context, struct, field));
  const pinner = needsPinner(context, struct) ? ', pinner *runtime.Pinner' : '';
  return code`
    func ${toCName(context, struct)}(value *${type}, c *C.${struct.name}${pinner}) {
    	${writes}
    }
  `;
}

export function toCName(context: GoContext, struct: Struct): string {
  return `${lowerFirst(context.names.type(struct.name))}ToC`;
}

/** Does it hold pointers, so that what they point to must stay in place during the call? */
export function needsPinner(context: GoContext, struct: Struct): boolean {
  return struct.fields.some(({ type }) => {
    switch (type.kind) {
      case 'string':
        return type.capacity?.kind !== 'fixed';
      case 'array':
        return !type.inline;
      case 'struct':
        return needsPinner(context, structOf(context, type.name));
      default:
        return false;
    }
  });
}

function writeField(context: GoContext, struct: Struct, field: Field): readonly string[] {
  const target = `c.${cField(field.name)}`;
  const source = `value.${context.names.field(field)}`;
  const type = field.type;
  if (field.isSize) return [`${target} = C.sizeof_${struct.name}`];
  switch (type.kind) {
    case 'string':
      if (type.capacity?.kind === 'fixed') {
        return [`copyString(unsafe.Slice((*byte)(unsafe.Pointer(&${target}[0])), len(${target})), ${source})`];
      }
      return [`${target} = pinString(pinner, ${field.nullable ? source : `&${source}`})`];
    case 'struct': {
      const inner = structOf(context, type.name);
      if (isPlain(context, inner)) return [`${target} = *(*C.${type.name})(unsafe.Pointer(&${source}))`];
      return [`${toCName(context, inner)}(&${source}, &${target}${needsPinner(context, inner) ? ', pinner' : ''})`];
    }
    case 'array':
      if (type.inline) return [`*(*${goType(context, type)})(unsafe.Pointer(&${target})) = ${source}`];
      return [
        `if len(${source}) > 0 {`,
        `\tpinner.Pin(&${source}[0])`,
        `\t${target} = (*${cgoElement(type.element)})(unsafe.Pointer(&${source}[0]))`,
        '}',
        ...(type.length.kind === 'name' ? [`c.${cField(type.length.name)} = C.size_t(len(${source}))`] : []),
      ];
    default:
      return [`${target} = ${toC(type, source)}`];
  }
}
