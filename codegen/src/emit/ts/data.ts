import {
  type InterfaceDeclarationStructure,
  type StatementStructures,
  StructureKind,
  type TypeAliasDeclarationStructure,
  VariableDeclarationKind,
  type VariableStatementStructure,
} from 'ts-morph';
import type { Callback, Constant, Enum, Field, Struct } from '../../model/abi.js';
import { code } from '../text.js';
import type { StructUses, TsContext } from './context.js';
import { docText, remark } from './doc.js';
import type {} from './handle-parts.js';
import { arrayType, literal, tsType } from './types.js';

/** Constants, enums, structs and closures: what has no behaviour. */

export function constantStatement(context: TsContext, constant: Constant): VariableStatementStructure {
  const text = /^0x[0-9a-fA-F]+$/.test(constant.text) ? literal(constant.value, false) : String(constant.value);
  const isSafe = constant.value <= 0x1fffffffffffffn && constant.value >= -0x1fffffffffffffn;
  return {
    kind: StructureKind.VariableStatement,
    declarationKind: VariableDeclarationKind.Const,
    isExported: true,
    docs: [{ description: docText(context, constant.doc) }],
    declarations: [
      { name: context.names.constant(constant), initializer: isSafe ? text : literal(constant.value, true) },
    ],
  };
}

/** A constant object of all members, and the type of its values. */
export function enumStatements(context: TsContext, decl: Enum): readonly (string | StatementStructures)[] {
  const name = context.names.type(decl.name);
  const members = decl.members.flatMap((member) => {
    const line = `${context.names.enumMember(decl, member)}: ${member.value},`;
    return member.doc === '' ? [line] : [comment(remark(context, member.doc)), line];
  });
  const open = decl.openness === 'open' || decl.flags;
  return [
    // ts-morph indents what it does not know.
    code`
      ${comment(docText(context, decl.doc))}
      export const ${name} = {
        ${members}
      } as const;
    `,
    {
      kind: StructureKind.TypeAlias,
      isExported: true,
      docs: [{ description: typeDoc(decl, name) }],
      name,
      // `number & {}` keeps the names of the members in editors.
      type: `(typeof ${name})[keyof typeof ${name}]${open ? ' | (number & {})' : ''}`,
    },
  ];
}

function typeDoc(decl: Enum, name: string): string {
  if (decl.flags) return `Members of {@link ${name}}, joined with \`|\`.`;
  return decl.openness === 'open'
    ? `A member of {@link ${name}}. Later versions may add some, so that a value may be none of these.`
    : `A member of {@link ${name}}.`;
}

/** A doc comment: one line, or as many as it needs. */
export function comment(text: string): string {
  const lines = text.split('\n');
  return lines.length === 1
    ? `/** ${text} */`
    : ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
}

/** Fields that users see: the size is set by the binding. */
export function visibleFields(struct: Struct): readonly Field[] {
  return struct.fields.filter(({ isSize }) => !isSize);
}

/** Options that grow have fields that may be left out. */
export function structInterface(context: TsContext, struct: Struct, uses: StructUses): InterfaceDeclarationStructure {
  const optional = struct.sized && uses.in;
  return {
    kind: StructureKind.Interface,
    isExported: true,
    docs: [{ description: docText(context, struct.doc) }],
    name: context.names.type(struct.name),
    properties: visibleFields(struct).map((field) => ({
      name: context.names.field(field),
      type: fieldType(context, field) + (optional ? ' | undefined' : ''),
      isReadonly: true,
      hasQuestionToken: optional,
      docs: field.doc === '' ? [] : [{ description: remark(context, field.doc, field) }],
    })),
  };
}

export function fieldType(context: TsContext, { type }: Pick<Field, 'type'>): string {
  return type.kind === 'array' ? arrayType(context, type.element) : tsType(context, type);
}

/** A closure. Where the library stops for it, it may also take its time. */
export function callbackAlias(context: TsContext, callback: Callback): TypeAliasDeclarationStructure {
  const parameters = callback.parameters
    .filter(({ isUserData }) => !isUserData)
    .map(
      ({ type, nullable, name }) =>
        `${context.names.parameter({ name })}: ${tsType(context, type)}${nullable ? ' | null' : ''}`,
    );
  const result = tsType(context, callback.returns.type);
  const promised = callback.yields === undefined || result === 'void' ? result : `${result} | Promise<${result}>`;
  const note = 'It may return a promise, but then only the `…Async` methods can run it.';
  return {
    kind: StructureKind.TypeAlias,
    isExported: true,
    docs: [{ description: docText(context, callback.doc) + (callback.yields === undefined ? '' : `\n\n${note}`) }],
    name: context.names.type(callback.name),
    type: `(${parameters.join(', ')}) => ${promised}`,
  };
}
