import { type ClassDeclarationStructure, StructureKind } from 'ts-morph';
import type { Field, Struct } from '../../model/abi.js';
import { isShared, sharesMemory } from '../napi/crossing.js';
import { checkLines } from './checks.js';
import { lowerFirst, type TsContext } from './context.js';
import { fieldType } from './data.js';
import { docText, remark } from './doc.js';
import { asOne } from './handle-parts.js';
import { put, read } from './layout.js';
import { local } from './signature.js';

const FIND = '(operation: string) => Views';
const SHARE = '(operation: string) => ArrayBuffer';
const LIVE = { views: 'live', at: 0 } as const;

/** A struct that is read and written where the library has it: each field is a property. */
export function liveClass(context: TsContext, struct: Struct): ClassDeclarationStructure {
  const type = context.names.type(struct.name);
  const fields = struct.fields.filter(({ isSize }) => !isSize);
  const shares = sharesMemory(struct);
  return {
    kind: StructureKind.Class,
    name: type,
    isExported: true,
    docs: [{ description: docText(context, struct.doc) }],
    properties: [
      { name: '#find', isReadonly: true, type: FIND },
      ...(shares
        ? [
            { name: '#share', isReadonly: true, type: SHARE },
            { name: '#shared', type: 'ArrayBuffer | undefined' },
          ]
        : []),
    ],
    ctors: [
      {
        docs: [{ description: '@internal' }],
        parameters: [
          { name: 'key', type: 'symbol' },
          { name: 'find', type: FIND },
          ...(shares ? [{ name: 'share', type: SHARE }] : []),
        ],
        statements: asOne([
          `if (key !== KEY) throw illegal('${type}');`,
          'this.#find = find;',
          ...(shares ? ['this.#share = share;'] : []),
        ]),
      },
    ],
    getAccessors: fields.map((field) => ({
      name: context.names.field(field),
      docs: field.doc === '' ? [] : [{ description: remark(context, field.doc, field) }],
      returnType: liveType(context, field),
      statements: asOne(
        isShared(field)
          ? shareLines(context, struct, field)
          : [
              `const live = this.#find('${operation(context, struct, field)}');`,
              `return ${read(context, field, LIVE)};`,
            ],
      ),
    })),
    setAccessors: fields.filter(isSettable).map((field) => {
      const name = local(context, field);
      return {
        name: context.names.field(field),
        parameters: [{ name, type: fieldType(context, field) }],
        statements: asOne([
          `const operation = '${operation(context, struct, field)}';`,
          'const live = this.#find(operation);',
          ...checkLines(context, field, { value: name, label: `'${name}'`, operation: 'operation' }),
          put(context, field, name, LIVE),
        ]),
      };
    }),
  };
}

/**
 * An array that stands in the struct is given as a view of it: what is written there takes effect. It lies in a buffer
 * that ends with the handle: the package's own views go on to what lies there next.
 */
function shareLines(context: TsContext, struct: Struct, field: Field): readonly string[] {
  const { type } = field;
  if (type.kind !== 'array' || type.length.kind !== 'fixed') return [];
  return [
    `const operation = '${operation(context, struct, field)}';`,
    'this.#find(operation);',
    'this.#shared ??= this.#share(operation);',
    `return new ${liveType(context, field)}(this.#shared, ${field.offset}, ${type.length.count});`,
  ];
}

function operation(context: TsContext, struct: Struct, field: Field): string {
  return `${lowerFirst(context.names.type(struct.name))}.${context.names.field(field)}`;
}

function isSettable({ type }: Field): boolean {
  return type.kind === 'scalar' || type.kind === 'enum' || type.kind === 'string';
}

function liveType(context: TsContext, field: Field): string {
  return fieldType(context, field);
}
