/** JSON schema of recorded ABIs: `model/abi.ts`, said once more for programs that are not written in TypeScript. */

type Schema = Readonly<Record<string, unknown>>;

const string: Schema = { type: 'string' };
const boolean: Schema = { type: 'boolean' };
const count: Schema = { type: 'integer', minimum: 0 };
const integer: Schema = { type: 'string', pattern: '^-?[0-9]+$', description: 'An integer of any size, in decimal.' };
const names: Schema = { type: 'array', items: string };

const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
const list = (name: string): Schema => ({ type: 'array', items: ref(name) });
const is = (value: string | boolean): Schema => ({ const: value });

/** An object with exactly these properties; those of `optional` may be absent. */
function object(required: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}

const declared = { name: string, location: ref('location'), doc: ref('doc') };
const marks = { unit: ref('unit'), range: ref('range') };

export const ABI_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'The ABI of one C header',
  ...object({
    $schema: string,
    format: { const: 1 },
    name: { ...string, description: 'Prefix of all C names, without the underscore.' },
    header: string,
    overview: string,
    sections: { type: 'array', items: object({ title: string, members: names }) },
    constants: list('constant'),
    enums: list('enum'),
    structs: list('struct'),
    handles: list('handle'),
    callbacks: list('callback'),
    functions: list('function'),
  }),
  definitions: {
    location: object({ file: string, line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } }),
    doc: object(
      {
        brief: string,
        details: names,
        since: { type: 'string', pattern: '^[0-9]+\\.[0-9]+$' },
        see: names,
        experimental: boolean,
      },
      {
        deprecated: object({ version: string, replacement: string }),
        grayPaper: string,
        rename: object({}, { ts: string, go: string }),
      },
    ),
    unit: { enum: ['bytes', 'pages', 'gas', 'instructions', 'blocks', 'nanoseconds'] },
    thread: { enum: ['any', 'serial', 'caller'] },
    range: object({ min: integer, max: integer }),
    constant: object({ kind: is('constant'), ...declared, value: integer, text: string }, { unit: ref('unit') }),
    enum: object({
      kind: is('enum'),
      ...declared,
      members: list('enumMember'),
      openness: { enum: ['open', 'closed'] },
      flags: boolean,
      errors: boolean,
    }),
    enumMember: object({ name: string, location: ref('location'), shortName: string, value: integer, doc: string }),
    struct: object({
      kind: is('struct'),
      ...declared,
      sized: boolean,
      fields: list('field'),
      size: count,
      align: count,
    }),
    field: object(
      {
        name: string,
        location: ref('location'),
        type: ref('type'),
        offset: count,
        size: count,
        doc: string,
        nullable: boolean,
        isSize: boolean,
      },
      marks,
    ),
    handle: object({ kind: is('handle'), ...declared, destroy: string, thread: ref('thread') }, { retain: string }),
    callback: object(
      {
        kind: is('callback'),
        ...declared,
        parameters: list('parameter'),
        returns: ref('return'),
        thread: ref('thread'),
      },
      { yields: object({ answer: string, result: string, resume: string }) },
    ),
    function: object(
      {
        kind: is('function'),
        ...declared,
        parameters: list('parameter'),
        returns: ref('return'),
        failures: { type: 'array', items: object({ status: string, doc: string }) },
        thread: ref('thread'),
        inCallback: boolean,
        invokes: names,
        invalidates: names,
        role: ref('role'),
      },
      { blocking: object({}, { interrupt: string, clear: string }), field: string, unexported: is(true) },
    ),
    role: {
      oneOf: [
        object({ kind: is('factory'), handle: string }, { receiver: string }),
        object({ kind: { enum: ['destroy', 'retain', 'method'] }, handle: string }),
        object({ kind: { enum: ['getter', 'setter'] }, handle: string, property: string }),
        object({ kind: is('free') }),
      ],
    },
    parameter: object(
      {
        name: string,
        location: ref('location'),
        direction: { enum: ['in', 'out', 'inout'] },
        type: ref('type'),
        doc: string,
        nullable: boolean,
        optional: boolean,
        isUserData: boolean,
        lengthOf: names,
        capacityOf: names,
        filledOf: names,
      },
      {
        ...marks,
        ownership: ref('ownership'),
        scope: {
          oneOf: [object({ kind: { enum: ['call', 'once'] } }), object({ kind: is('until'), of: string })],
        },
        closure: string,
        destroy: string,
        from: string,
      },
    ),
    return: object(
      { type: ref('type'), doc: string, nullable: boolean, fallible: boolean },
      { ...marks, ownership: ref('ownership') },
    ),
    ownership: {
      oneOf: [
        object({ kind: is('owned') }, { release: string }),
        object({ kind: is('borrowed'), of: string }),
        object({ kind: { enum: ['transfer', 'retained'] } }),
      ],
    },
    scalar: { enum: ['bool', 'u8', 'i8', 'u16', 'i16', 'u32', 'i32', 'u64', 'i64', 'size', 'int', 'f32', 'f64'] },
    extent: {
      oneOf: [object({ kind: is('name'), name: string }), object({ kind: is('fixed'), count, text: string })],
    },
    element: {
      oneOf: [
        object({ kind: is('scalar'), scalar: ref('scalar') }),
        object({ kind: { enum: ['enum', 'struct'] }, name: string }),
      ],
    },
    type: {
      oneOf: [
        object({ kind: { enum: ['void', 'userData'] }, c: string }),
        object({ kind: is('scalar'), c: string, scalar: ref('scalar') }),
        object({ kind: { enum: ['enum', 'callback'] }, c: string, name: string }),
        object({ kind: is('struct'), c: string, name: string, pointer: boolean, constant: boolean }),
        object({ kind: is('handle'), c: string, name: string, constant: boolean }),
        object({ kind: is('string'), c: string }, { capacity: ref('extent'), filled: string }),
        object(
          {
            kind: is('array'),
            c: string,
            element: ref('element'),
            length: ref('extent'),
            constant: boolean,
            inline: boolean,
          },
          { filled: string },
        ),
      ],
    },
  },
} as const;
