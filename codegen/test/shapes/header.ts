import { callback, enumeration, func, opaque, type Part, struct } from './declare.js';

/** Every number type, by the word that names of this header have for it. */
const NUMBERS: readonly (readonly [word: string, c: string])[] = [
  ['bool', 'bool'],
  ['u8', 'uint8_t'],
  ['i8', 'int8_t'],
  ['u16', 'uint16_t'],
  ['i16', 'int16_t'],
  ['u32', 'uint32_t'],
  ['i32', 'int32_t'],
  ['u64', 'uint64_t'],
  ['i64', 'int64_t'],
  ['size', 'size_t'],
  ['int', 'int'],
  ['f32', 'float'],
  ['f64', 'double'],
];

const ENUMS: readonly (readonly [word: string, c: string])[] = [
  ['lid', 'shapes_lid_t'],
  ['dir', 'shapes_dir_t'],
  ['bits', 'shapes_bits_t'],
];

const STRUCTS: readonly (readonly [word: string, c: string])[] = [
  ['inner', 'shapes_inner_t'],
  ['all', 'shapes_all_t'],
];

const BOX: Part = { c: 'shapes_box_t *box', direction: 'in,out' };
const SAME_BOX: Part = { c: 'const shapes_box_t *box', direction: 'in' };
const DATA: Part = { c: 'void *user_data', direction: 'in', said: '(nullable) (user_data)' };

function input(c: string, said?: string): Part {
  return { c, direction: 'in', ...(said === undefined ? {} : { said }) };
}

function output(c: string, said?: string): Part {
  return { c, direction: 'out', ...(said === undefined ? {} : { said }) };
}

const STATUS = 'shapes_status_t';
const TOLD = 'Too little room; `out_len` is set.';

/** A header that has everything that the rules let through. */
export function everyShape(): string {
  const parts = [
    types(),
    handles(),
    ...NUMBERS.map(ofNumber),
    ...ENUMS.map(ofEnum),
    ...STRUCTS.map(ofStruct),
    callbacks(),
    texts(),
    blocking(),
  ];
  return [
    '#ifndef SHAPES_H\n#define SHAPES_H\n',
    '#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n',
    '#ifndef SHAPES_API\n#define SHAPES_API\n#endif\n',
    ...parts.flat(),
    '#endif\n',
  ].join('\n');
}

function types(): readonly string[] {
  const numbers = NUMBERS.map(([word, c]) => [`${c} f_${word}`] as const);
  const arrays = NUMBERS.map(([word, c]) => [`${c} a_${word}[3]`, '(array: 3)'] as const);
  return [
    enumeration(
      'shapes_status',
      ['SHAPES_STATUS_OK = 0', 'SHAPES_STATUS_INVALID_ARGUMENT = 1', 'SHAPES_STATUS_TOO_SMALL = 2'],
      '(errors) (open)',
    ),
    enumeration('shapes_lid', ['SHAPES_LID_OPEN = 0', 'SHAPES_LID_SHUT = 1'], '(closed)'),
    enumeration('shapes_dir', ['SHAPES_DIR_LEFT = -1', 'SHAPES_DIR_RIGHT = 1'], '(open)'),
    enumeration('shapes_bits', ['SHAPES_BITS_ONE = 1', 'SHAPES_BITS_TWO = 2'], '(open) (flags)'),
    struct('shapes_inner', [['uint8_t a'], ['double b']]),
    struct('shapes_all', [
      ...numbers,
      ...ENUMS.map(([word, c]) => [`${c} ${word}`] as const),
      ['shapes_inner_t inner'],
      ['char text[5]', '(string)'],
      ...arrays,
      ['shapes_inner_t inners[2]', '(array: 2)'],
      ['char octets[2]', '(array: 2)'],
    ]),
    struct('shapes_sized', [
      ['uint32_t size', '(size)'],
      ['shapes_inner_t inner'],
      ['char text[5]', '(string)'],
      ['uint64_t numbers[2]', '(array: 2)'],
    ]),
    struct('shapes_live', [...numbers, ...arrays, ...ENUMS.map(([word, c]) => [`${c} ${word}`] as const)]),
  ];
}

function handles(): readonly string[] {
  return [
    opaque('shapes_box', '(handle) (destroy: shapes_box_destroy)'),
    opaque('shapes_tag', '(handle) (retain: shapes_tag_retain) (destroy: shapes_tag_release) (thread: any)'),
    func({ returns: 'void', name: 'shapes_box_destroy', parts: [input('shapes_box_t *box', '(transfer) (nullable)')] }),
    func({ returns: 'void', name: 'shapes_tag_retain', parts: [input('shapes_tag_t *tag')] }),
    func({ returns: 'void', name: 'shapes_tag_release', parts: [input('shapes_tag_t *tag', '(transfer) (nullable)')] }),
    func({
      returns: 'shapes_tag_t *',
      name: 'shapes_tag_create',
      parts: [],
      result: '(owned) (fallible)',
      contract: '(thread: any)',
    }),
    func({
      returns: STATUS,
      name: 'shapes_box_make',
      parts: [
        input('shapes_tag_t *tag', '(nullable) (retained)'),
        input('const shapes_sized_t *sized', '(nullable)'),
        input('const shapes_all_t *all', '(nullable)'),
        input('const char *name', '(string) (nullable)'),
        output('shapes_box_t **out_box', '(owned)'),
        output('shapes_all_t *out_detail', '(optional) Set only with SHAPES_STATUS_TOO_SMALL.'),
      ],
      failure: 'No room.',
      contract: '(thread: any)',
    }),
    func({
      returns: STATUS,
      name: 'shapes_box_clone',
      parts: [SAME_BOX, output('shapes_box_t **out_box', '(owned)')],
      failure: 'No room.',
    }),
    func({ returns: 'shapes_tag_t *', name: 'shapes_box_tag', parts: [BOX], result: '(owned) (fallible)' }),
    func({
      returns: 'void',
      name: 'shapes_box_take',
      parts: [BOX, input('shapes_box_t *other', '(transfer)'), input('shapes_tag_t *tag', '(nullable) (retained)')],
    }),
    func({ returns: 'shapes_live_t *', name: 'shapes_box_get_live', parts: [BOX], result: '(borrowed: box)' }),
    func({
      returns: 'shapes_dir_t',
      name: 'shapes_box_get_dir',
      parts: [SAME_BOX],
      result: '',
      contract: '(field: dir)',
    }),
    func({
      returns: 'void',
      name: 'shapes_box_set_dir',
      parts: [BOX, input('shapes_dir_t dir')],
      contract: '(field: dir)',
    }),
    func({
      returns: 'void',
      name: 'shapes_box_move',
      parts: [BOX, input('size_t at')],
      contract: `(invalidates: ${NUMBERS.map(([word]) => `shapes_box_get_window_${word}`).join(', ')})`,
    }),
  ];
}

function ofNumber([word, c]: readonly [string, string]): readonly string[] {
  const array = (type: string, said: string, direction = 'in'): Part => ({ c: `${type}values`, direction, said });
  return [
    func({ returns: c, name: `shapes_same_${word}`, parts: [input(`${c} value`)], result: '' }),
    func({
      returns: 'void',
      name: `shapes_out_${word}`,
      parts: [input(`${c} given`), output(`${c} *out_value`), output(`${c} *out_other`)],
    }),
    func({ returns: c, name: `shapes_box_get_v_${word}`, parts: [SAME_BOX], result: '' }),
    func({ returns: STATUS, name: `shapes_box_set_v_${word}`, parts: [BOX, input(`${c} value`)], failure: 'Never.' }),
    func({
      returns: c,
      name: `shapes_box_get_f_${word}`,
      parts: [SAME_BOX],
      result: '',
      contract: `(field: f_${word})`,
    }),
    func({
      returns: 'double',
      name: `shapes_sum_${word}`,
      parts: [array(`const ${c} *`, '(array: values_len)'), input('size_t values_len')],
      result: '',
    }),
    func({
      returns: 'void',
      name: `shapes_change_${word}`,
      parts: [array(`${c} *`, '(array: values_len)', 'in,out'), input('uint32_t values_len')],
    }),
    func({
      returns: 'void',
      name: `shapes_box_buffer_${word}`,
      parts: [BOX, array(`${c} *`, '(array: values_len)', 'out'), input('uint64_t values_len')],
    }),
    func({
      returns: STATUS,
      name: `shapes_fill_${word}`,
      parts: [
        array(`${c} *`, '(array: values_size, filled: out_len)', 'out'),
        input('size_t values_size'),
        output('size_t *out_len'),
      ],
      failure: TOLD,
    }),
    func({
      returns: 'void',
      name: `shapes_fixed_${word}`,
      parts: [input(`const ${c} *ins`, '(array: 4)'), array(`${c} *`, '(array: 4)', 'out')],
    }),
    func({
      returns: `${c} *`,
      name: `shapes_box_get_live_${word}`,
      parts: [BOX],
      result: '(array: 4) (borrowed: box)',
    }),
    func({
      returns: `${c} *`,
      name: `shapes_box_get_window_${word}`,
      parts: [BOX, input('size_t first'), input('size_t count')],
      result: '(array: count) (borrowed: box) (fallible)',
    }),
  ];
}

function ofEnum([word, c]: readonly [string, string]): readonly string[] {
  return [
    func({ returns: c, name: `shapes_same_${word}`, parts: [input(`${c} value`)], result: '' }),
    func({ returns: 'void', name: `shapes_out_${word}`, parts: [input(`${c} given`), output(`${c} *out_value`)] }),
    func({
      returns: 'double',
      name: `shapes_sum_${word}`,
      parts: [input(`const ${c} *values`, '(array: values_len)'), input('size_t values_len')],
      result: '',
    }),
    func({ returns: 'void', name: `shapes_fixed_${word}`, parts: [input(`const ${c} *ins`, '(array: 4)')] }),
  ];
}

function ofStruct([word, c]: readonly [string, string]): readonly string[] {
  const filled = [
    output(`${c} *values`, '(array: values_size, filled: out_len)'),
    input('size_t values_size'),
    output('size_t *out_len'),
  ];
  return [
    func({
      returns: 'void',
      name: `shapes_out_${word}`,
      parts: [input(`const ${c} *given`), output(`${c} *out_value`)],
    }),
    func({
      returns: 'bool',
      name: `shapes_box_try_${word}`,
      parts: [BOX, output(`${c} *out_value`), output('uint32_t *out_number')],
      result: '(fallible)',
    }),
    func({
      returns: 'void',
      name: `shapes_box_update_${word}`,
      parts: [BOX, { c: `${c} *value`, direction: 'in,out' }],
    }),
    func({
      returns: 'double',
      name: `shapes_sum_${word}`,
      parts: [input(`const ${c} *values`, '(array: values_len)'), input('size_t values_len')],
      result: '',
    }),
    func({ returns: STATUS, name: `shapes_fill_${word}`, parts: filled, failure: TOLD }),
    func({ returns: STATUS, name: `shapes_list_${word}`, parts: filled, failure: 'Never.' }),
    func({ returns: 'void', name: `shapes_fixed_${word}`, parts: [input(`const ${c} *ins`, '(array: 4)')] }),
  ];
}

function callbacks(): readonly string[] {
  const given = [...NUMBERS.slice(1), ...ENUMS];
  const kept = given.filter((_, index) => index % 2 === 0);
  const parts = (type: string, said: string): readonly Part[] => [BOX, input(`${type} give`, said), DATA];
  return [
    callback({
      returns: 'bool',
      name: 'shapes_each_t',
      parts: [
        ...NUMBERS.map(([word, c]) => input(`${c} f_${word}`)),
        ...ENUMS.map(([word, c]) => input(`${c} ${word}`)),
        ...STRUCTS.map(([word, c]) => input(`const ${c} *${word}`)),
        input('const char *text', '(string)'),
        input('const char *maybe', '(string) (nullable)'),
        DATA,
      ],
      result: '',
    }),
    func({
      returns: 'void',
      name: 'shapes_each',
      parts: [input('shapes_each_t each', '(scope: call) (closure: user_data)'), DATA],
      contract: '(invokes: shapes_each_t)',
    }),
    callback({ returns: 'void', name: 'shapes_drop_t', parts: [DATA] }),
    ...given.flatMap(([word, c], index) => {
      const type = `shapes_give_${word}_t`;
      return [
        callback({ returns: c, name: type, parts: [BOX, DATA], result: '' }),
        index % 2 === 0
          ? func({
              returns: 'void',
              name: `shapes_box_keep_${word}`,
              parts: parts(type, '(nullable) (scope: box) (closure: user_data)'),
            })
          : func({
              returns: 'void',
              name: `shapes_box_call_${word}`,
              parts: parts(type, '(scope: call) (closure: user_data)'),
              contract: `(invokes: ${type})`,
            }),
      ];
    }),
    callback({ returns: 'void', name: 'shapes_late_t', parts: [input('int number'), DATA] }),
    func({
      returns: 'void',
      name: 'shapes_box_later',
      parts: [BOX, input('shapes_late_t late', '(scope: once) (closure: user_data)'), DATA],
    }),
    callback({ returns: 'void', name: 'shapes_heard_t', parts: [BOX, DATA] }),
    func({
      returns: 'void',
      name: 'shapes_box_hear',
      parts: [
        BOX,
        input('shapes_heard_t heard', '(nullable) (scope: box) (closure: user_data) (destroy: drop)'),
        DATA,
        input('shapes_drop_t drop', '(nullable)'),
      ],
      contract: '(invokes: shapes_drop_t)',
    }),
    func({
      returns: STATUS,
      name: 'shapes_box_run',
      parts: [BOX],
      failure: 'Never.',
      contract: `(invokes: shapes_late_t, shapes_heard_t, ${kept.map(([word]) => `shapes_give_${word}_t`).join(', ')})`,
    }),
  ];
}

function texts(): readonly string[] {
  const buffer = [
    output('char *text', '(string: text_size, filled: out_len)'),
    input('size_t text_size'),
    output('size_t *out_len'),
  ];
  return [
    func({
      returns: 'const char *',
      name: 'shapes_box_get_name',
      parts: [SAME_BOX],
      result: '(string) (nullable) (borrowed: box)',
    }),
    func({
      returns: STATUS,
      name: 'shapes_box_set_name',
      parts: [BOX, input('const char *name', '(string) (nullable)')],
      failure: 'Too long.',
    }),
    func({
      returns: 'const char *',
      name: 'shapes_box_name_of',
      parts: [SAME_BOX, input('uint32_t index')],
      result: '(string) (fallible) (borrowed: box)',
    }),
    func({ returns: 'const char *', name: 'shapes_word', parts: [], result: '(string) (borrowed: static)' }),
    func({
      returns: STATUS,
      name: 'shapes_box_print',
      parts: [SAME_BOX, input('uint32_t style'), ...buffer, output('uint32_t *out_lines')],
      failure: TOLD,
    }),
    func({
      returns: 'void',
      name: 'shapes_octets',
      parts: [input('const char *data', '(array: data_len)'), input('size_t data_len')],
    }),
    func({
      returns: 'void',
      name: 'shapes_bytes',
      parts: [
        input('const void *data', '(array: data_len)'),
        input('size_t data_len'),
        output('void *room', '(array: room_size)'),
        input('size_t room_size'),
      ],
    }),
    func({ returns: STATUS, name: 'shapes_wait_text', parts: buffer, failure: TOLD, contract: '(blocking)' }),
  ];
}

function blocking(): readonly string[] {
  const contract = '(blocking)';
  const parts = [
    BOX,
    input('uint64_t count'),
    input('const char *text', '(string)'),
    input('const uint8_t *data', '(array: data_len)'),
    input('size_t data_len'),
  ];
  return [
    func({ returns: 'uint64_t', name: 'shapes_box_wait', parts, result: '', contract }),
    func({
      returns: STATUS,
      name: 'shapes_box_wait_all',
      parts: [BOX, output('shapes_all_t *out_all')],
      failure: 'Never.',
      contract,
    }),
    func({ returns: 'bool', name: 'shapes_box_wait_bool', parts: [BOX], result: '(fallible)', contract }),
    func({
      returns: 'void',
      name: 'shapes_wait_read',
      parts: [
        output('uint8_t *room', '(array: room_size, filled: out_len)'),
        input('size_t room_size'),
        output('size_t *out_len'),
      ],
      contract,
    }),
    func({
      returns: STATUS,
      name: 'shapes_wait_make',
      parts: [output('shapes_box_t **out_box', '(owned)')],
      failure: 'No room.',
      contract: '(blocking) (thread: any)',
    }),
  ];
}
