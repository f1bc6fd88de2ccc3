import { type AbiRule, effects } from '../rule.js';

export const parameterAdded: AbiRule = {
  id: 'abi/parameter-added',
  summary: 'A function takes one more parameter.',
  effects: effects('breaks', 'breaks', 'breaks', 'breaks'),
  why: {
    cSource: 'Calls have too few arguments and do not compile.',
    cBinary: 'The function reads a register or stack slot that compiled callers never set.',
    go: 'Calls do not compile, unless the parameter is a count that the binding passes itself.',
    typescript: 'Calls do not compile, unless the parameter is a count that the binding passes itself.',
  },
  advice: 'add a function with the parameter under a new name, or a field to a (size) options struct',
  before: 'lib_mode_t mode, const lib_options_t *options,\n',
  after: 'lib_mode_t mode, bool is_new, const lib_options_t *options,\n',
};

export const parameterRemoved: AbiRule = {
  id: 'abi/parameter-removed',
  summary: 'A function takes one parameter less.',
  effects: effects('breaks', 'breaks', 'breaks', 'breaks'),
  why: {
    cSource: 'Calls have too many arguments and do not compile.',
    cBinary: 'Arguments behind it arrive in the place of others.',
    go: 'Calls do not compile.',
    typescript: 'Calls do not compile.',
  },
  advice: 'keep the parameter and ignore it, or add a function without it under a new name',
  before: 'uint64_t number, uint32_t place);',
  after: 'uint64_t number);',
};

export const parametersReordered: AbiRule = {
  id: 'abi/parameters-reordered',
  summary: 'A function takes its parameters in another order.',
  effects: effects('breaks', 'breaks', 'breaks', 'breaks'),
  why: {
    cSource: 'Calls do not compile, or compile and pass one for the other where the types agree.',
    cBinary: 'Compiled callers pass one for the other.',
    go: 'Calls do not compile, or pass one for the other; counts of arrays are the binding’s own affair.',
    typescript: 'Calls do not compile, or pass one for the other; counts of arrays are the binding’s own affair.',
  },
  advice: 'keep the order, or add a function with the better one under a new name',
  before: 'lib_box_put(lib_box_t *box, uint64_t number, uint32_t place);',
  after: 'lib_box_put(lib_box_t *box, uint32_t place, uint64_t number);',
};

export const parameterRetyped: AbiRule = {
  id: 'abi/parameter-type-changed',
  summary: 'A parameter has another type.',
  effects: effects('breaks', 'breaks', 'breaks', 'breaks'),
  why: {
    cSource: 'Arguments of the old type do not fit, at least not without a warning.',
    cBinary: 'Compiled callers pass a value of the old size or meaning.',
    go: 'Go converts no number by itself: calls do not compile.',
    typescript: 'A number where a bigint is wanted, or the reverse, does not compile; else the accepted range differs.',
  },
  advice: 'add a function with the new type under a new name',
  before: 'uint64_t number, uint32_t place);',
  after: 'uint64_t number, uint64_t place);',
};

export const parameterRenamed: AbiRule = {
  id: 'abi/parameter-renamed',
  summary: 'A parameter has another name.',
  effects: effects('same', 'same', 'same', 'same'),
  why: {
    cSource: 'Nothing: arguments have no names.',
    cBinary: 'Nothing: names of parameters are not compiled in.',
    go: 'Nothing, unless it is an output that an error carries as a field.',
    typescript: 'Nothing, unless it is one of several outputs, or one that an error carries: those are properties.',
  },
  advice: 'nothing to do, unless a binding shows the name',
  before: ' * @param[in]     place  Where to put it, from 0.',
  after: ' * @param[in]     where  Where to put it, from 0.',
};

export const resultRetyped: AbiRule = {
  id: 'abi/result-type-changed',
  summary: 'A function returns another type.',
  effects: effects('breaks', 'breaks', 'breaks', 'breaks'),
  why: {
    cSource: 'The result does not fit where it went, at least not without a warning.',
    cBinary: 'Compiled callers read the old type out of the register: wrong bits, or bits that nobody set.',
    go: 'Callers do not compile.',
    typescript: 'Callers do not compile, or get another kind of value.',
  },
  advice: 'add a function that returns the new type under a new name',
  before: 'LIB_API uint32_t lib_store_get_count(',
  after: 'LIB_API uint64_t lib_store_get_count(',
};

export const constLost: AbiRule = {
  id: 'abi/const-tightened',
  summary: 'A pointer no longer fits for its const: an input lost const, or a result gained it.',
  effects: effects('breaks', 'same', 'same', 'same'),
  why: {
    cSource: 'A pointer to const is given away as one to write through: a warning in C, an error in C++.',
    cBinary: 'Nothing: const is not compiled in. What the library writes to may be read-only, though.',
    go: 'Nothing: Go has no const pointers.',
    typescript: 'Nothing.',
  },
  advice: 'keep const, or add a function under a new name',
  before: 'lib_box_look(const lib_box_t *box,',
  after: 'lib_box_look(lib_box_t *box,',
};

export const constRelaxed: AbiRule = {
  id: 'abi/const-relaxed',
  summary: 'A pointer fits in more places: an input gained const, or a result lost it.',
  effects: effects('gains', 'same', 'same', 'same'),
  why: {
    cSource: 'Callers compile as before, and may now pass a pointer to const, or write through the result.',
    cBinary: 'Nothing: const is not compiled in.',
    go: 'Nothing: Go has no const pointers.',
    typescript: 'Nothing.',
  },
  advice: 'release it with the next minor version',
  before: 'lib_box_get_facts(lib_box_t *box);',
  after: 'lib_box_get_facts(const lib_box_t *box);',
};

export const callbackSignature: AbiRule = {
  id: 'abi/callback-signature-changed',
  summary: 'A callback type has other parameters, another order of them, or another result.',
  effects: effects('breaks', 'breaks', 'breaks', 'breaks'),
  why: {
    cSource: 'Functions of the old type cannot be registered: an error in new compilers, a warning in older ones.',
    cBinary: 'The library calls compiled functions with other arguments than they read.',
    go: 'Closures of the old type do not compile.',
    typescript: 'Closures of the old type do not compile, or read other arguments.',
  },
  advice: 'add a callback type, and a function that registers it, under new names',
  before: 'typedef bool (*lib_visit_t)(uint64_t number, const char *label, void *user_data);',
  after: 'typedef bool (*lib_visit_t)(uint32_t number, const char *label, void *user_data);',
};

export const SIGNATURE_RULES: readonly AbiRule[] = [
  parameterAdded,
  parameterRemoved,
  parametersReordered,
  parameterRetyped,
  parameterRenamed,
  resultRetyped,
  constLost,
  constRelaxed,
  callbackSignature,
];
