import { type AbiRule, effects } from '../rule.js';

const LAYOUT = 'The library and compiled callers read and write different octets of the same struct.';

export const fieldRemoved: AbiRule = {
  id: 'abi/struct-field-removed',
  summary: 'A field of a struct is gone.',
  effects: effects('breaks', 'breaks', 'breaks', 'breaks'),
  why: {
    cSource: 'What uses the field does not compile.',
    cBinary: LAYOUT,
    go: 'The field is gone.',
    typescript: 'The property is gone.',
  },
  advice: 'keep the field, and say that it is no longer used',
  before: '    uint32_t column; /**< Which column of it. */\n',
  after: '',
};

export const fieldRenamed: AbiRule = {
  id: 'abi/struct-field-renamed',
  summary: 'A field of a struct has another name, at the same place.',
  effects: effects('breaks', 'same', 'breaks', 'breaks'),
  why: {
    cSource: 'What uses the field does not compile.',
    cBinary: 'Nothing: fields are offsets.',
    go: 'The field is gone under this name.',
    typescript: 'The property is gone under this name.',
  },
  advice: 'keep the name, or release a new major version',
  before: '    uint32_t column; /**<',
  after: '    uint32_t pillar; /**<',
};

export const fieldRetyped: AbiRule = {
  id: 'abi/struct-field-type-changed',
  summary: 'A field of a struct has another type.',
  effects: effects('breaks', 'breaks', 'breaks', 'breaks'),
  why: {
    cSource: 'The field does not go where it went, at least not without a warning.',
    cBinary: `${LAYOUT} Fields behind it may have moved as well.`,
    go: 'The field has another type.',
    typescript: 'The property has another type or range.',
  },
  advice: 'add a field of the new type under a new name, at the end of a (size) struct',
  before: '    uint32_t column; /**<',
  after: '    uint64_t column; /**<',
};

export const fieldsReordered: AbiRule = {
  id: 'abi/struct-fields-reordered',
  summary: 'The fields of a struct stand in another order.',
  effects: effects('shifts', 'breaks', 'same', 'same'),
  why: {
    cSource: 'Initialisers without names set other fields.',
    cBinary: LAYOUT,
    go: 'Nothing, once it is built again; a library that is loaded at run time must be as new.',
    typescript: 'Nothing, once it is built again; a library that is loaded at run time must be as new.',
  },
  advice: 'keep the order',
  before: '    uint64_t count;  /**< How many numbers are in it. */\n    uint64_t weight; /**< What it weighs. */\n',
  after: '    uint64_t weight; /**< What it weighs. */\n    uint64_t count;  /**< How many numbers are in it. */\n',
};

export const fieldAppended: AbiRule = {
  id: 'abi/sized-struct-grew',
  summary: 'A (size) struct has a new field at its end.',
  effects: effects('gains', 'gains', 'gains', 'gains'),
  why: {
    cSource: 'There is one more field to set or read.',
    cBinary: 'Nothing breaks: the first field tells the library how much of the struct the caller has.',
    go: 'There is one more field.',
    typescript: 'There is one more property.',
  },
  advice: 'release it with the next minor version',
  before: 'How much fits. */\n} lib_options_t;',
  after: 'How much fits. */\n    uint64_t depth;          /**< How deep it is. */\n} lib_options_t;',
};

export const fieldAdded: AbiRule = {
  id: 'abi/struct-field-added',
  summary:
    'A struct has a new field where compiled callers have none: inside, at the end of a plain struct, or in padding.',
  effects: effects('gains', 'breaks', 'gains', 'gains'),
  why: {
    cSource: 'There is one more field; initialisers without names may set others than before.',
    cBinary: 'The library writes behind what callers have, or reads what they never set, or fields have moved.',
    go: 'There is one more field.',
    typescript: 'There is one more property, which what is passed in must have.',
  },
  advice: 'make a new struct; one with (size) as its first field may grow at its end',
  before: 'What it weighs. */\n',
  after: 'What it weighs. */\n    uint64_t volume; /**< How big it is. */\n',
};

export const sizedChanged: AbiRule = {
  id: 'abi/struct-size-field-changed',
  summary: 'The first field of a struct held its size and no longer does, or the reverse.',
  effects: effects('shifts', 'shifts', 'shifts', 'shifts'),
  why: {
    cSource: 'Callers set the field to something else than the library reads from it.',
    cBinary: 'Callers set the field to something else than the library reads from it.',
    go: 'A field appears or vanishes.',
    typescript: 'A property appears or vanishes.',
  },
  advice: 'make a new struct',
  before: '(size) sizeof(lib_options_t) of the caller',
  after: 'sizeof(lib_options_t) of the caller',
};

export const layoutChanged: AbiRule = {
  id: 'abi/struct-layout-changed',
  summary: 'A struct has another size, or its fields other offsets, for a reason that is not in it.',
  effects: effects('same', 'breaks', 'same', 'same'),
  why: {
    cSource: 'Nothing, once it is compiled again.',
    cBinary: LAYOUT,
    go: 'Nothing, once it is built again.',
    typescript: 'Nothing, once it is built again.',
  },
  advice: 'look at the structs that it contains, and at the compiler’s options',
  before: '',
  after: '',
};

export const STRUCT_RULES: readonly AbiRule[] = [
  fieldRemoved,
  fieldRenamed,
  fieldRetyped,
  fieldsReordered,
  fieldAppended,
  fieldAdded,
  sizedChanged,
  layoutChanged,
];
