import type { Constant, Enum, EnumMember, Field, Struct } from '../../model/abi.js';
import { blocks, code } from '../text.js';
import { type GoContext, isPlain, lowerFirst, structOf, visibleFields } from './context.js';
import { docComment, remark } from './doc.js';
import { fromC, goType, toC } from './types.js';

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
      	${decl.members.map((member) => memberText(context, decl, member))}
      )
    `,
    stringMethod(context, decl, type),
  );
}

function memberText(context: GoContext, decl: Enum, member: EnumMember): string {
  const name = context.names.enumMember(decl, member);
  return `${remark(context, member.doc)}\n${name} ${context.names.type(decl.name)} = ${member.value}`;
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
    	${decl.members.map((member) => `case ${context.names.enumMember(decl, member)}:\n\treturn "${memberWord(member)}"`)}
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
      	${visibleFields(struct).map((field) => fieldText(context, field))}
      }
    `,
    plain ? sizeChecks(context, struct, type) : '',
    !plain && uses.out ? fromCText(context, struct, type) : '',
    !plain && uses.in ? toCText(context, struct, type) : '',
  );
}

function fieldText(context: GoContext, field: Field): string {
  return `${remark(context, field.doc)}\n${context.names.field(field)} ${goType(context, field.type)}`;
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
  const { type } = field;
  switch (type.kind) {
    case 'string':
      return `${target} = C.GoString(&${source}[0])`;
    case 'struct': {
      const inner = structOf(context, type.name);
      if (isPlain(context, inner)) return `${target} = ${reinterpreted(context.names.type(type.name), source)}`;
      return `${target} = ${fromCName(context, inner)}(&${source})`;
    }
    case 'array':
      return `${target} = ${reinterpreted(goType(context, type), source)}`;
    default:
      return `${target} = ${fromC(context, type, source)}`;
  }
}

/** The same memory as another type of the same layout. */
function reinterpreted(type: string, place: string): string {
  return `*(*${type})(unsafe.Pointer(&${place}))`;
}

function toCText(context: GoContext, struct: Struct, type: string): string {
  return code`
    func ${toCName(context, struct)}(value *${type}, c *C.${struct.name}) {
    	${struct.fields.map((field) => writeField(context, struct, field))}
    }
  `;
}

export function toCName(context: GoContext, struct: Struct): string {
  return `${lowerFirst(context.names.type(struct.name))}ToC`;
}

function writeField(context: GoContext, struct: Struct, field: Field): string {
  const target = `c.${cField(field.name)}`;
  const source = `value.${context.names.field(field)}`;
  const { type } = field;
  if (field.isSize) return `${target} = C.sizeof_${struct.name}`;
  switch (type.kind) {
    case 'string':
      return `copyString(unsafe.Slice((*byte)(unsafe.Pointer(&${target}[0])), len(${target})), ${source})`;
    case 'struct': {
      const inner = structOf(context, type.name);
      if (isPlain(context, inner)) return `${target} = ${reinterpreted(`C.${type.name}`, source)}`;
      return `${toCName(context, inner)}(&${source}, &${target})`;
    }
    case 'array':
      return `${reinterpreted(goType(context, type), target)} = ${source}`;
    default:
      return `${target} = ${toC(type, source)}`;
  }
}
