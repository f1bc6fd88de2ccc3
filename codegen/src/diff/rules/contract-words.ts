import type { Effects } from '../finding.js';
import { type AbiRule, effects } from '../rule.js';

const LOSS = effects('shifts', 'shifts', 'shifts', 'shifts');
const GAIN = effects('gains', 'gains', 'gains', 'gains');

/** One line of the table: what compiles the same and means something else is said for C and the bindings at once. */
function rule(
  id: string,
  summary: string,
  who: Effects,
  [c, go, typescript]: readonly [c: string, go: string, typescript: string],
  advice: string,
  [before, after]: readonly [before: string, after: string],
): AbiRule {
  return {
    id: `abi/${id}`,
    summary,
    effects: who,
    why: { cSource: c, cBinary: c, go, typescript },
    advice,
    before,
    after,
  };
}

const KEEP = 'keep what callers were promised, or add a function under a new name';
const MINOR = 'release it with the next minor version';

export const nullRefused = rule(
  'null-no-longer-accepted',
  'An input was nullable and no longer is.',
  effects('shifts', 'shifts', 'shifts', 'breaks'),
  ['NULL was fine and is now refused, or read.', 'nil compiles, and fails when run.', 'null is a type error.'],
  'put (nullable) back, or add a function that does what NULL did',
  ['(string) (nullable) What it is called; NULL: nothing.', '(string) What it is called; NULL: nothing.'],
);
export const nullAccepted = rule(
  'null-accepted',
  'An input is nullable and was not.',
  GAIN,
  ['NULL may be passed.', 'nil may be passed.', 'null may be passed.'],
  MINOR,
  ['(string) What it is called', '(string) (nullable) What it is called'],
);
export const nullGiven = rule(
  'null-given',
  'A result, or what a callback gets, may be NULL and never was.',
  effects('shifts', 'shifts', 'shifts', 'breaks'),
  [
    'Nobody looked for NULL: it is read.',
    'nil, or an empty value, arrives unexpected.',
    'The type has null in it now.',
  ],
  KEEP,
  ['@return (string) (borrowed: box)', '@return (string) (nullable) (borrowed: box)'],
);
export const nullNeverGiven = rule(
  'null-never-given',
  'A result, or what a callback gets, could be NULL and no longer is.',
  GAIN,
  ['A check is superfluous.', 'A check is superfluous.', 'null is no longer in the type.'],
  MINOR,
  ['@return (string) (nullable) (borrowed: box)', '@return (string) (borrowed: box)'],
);
export const outputRequired = rule(
  'output-required',
  'An output could be left out with NULL and no longer can.',
  effects('shifts', 'shifts', 'same', 'same'),
  [
    'NULL instead of a place is refused, or written to.',
    'Nothing: bindings always ask.',
    'Nothing: bindings always ask.',
  ],
  'put (optional) back',
  ['(optional) Place of the first one.', 'Place of the first one.'],
);
export const outputOptional = rule(
  'output-optional',
  'An output may be left out with NULL.',
  effects('gains', 'gains', 'same', 'same'),
  ['NULL may be passed instead of a place.', 'Nothing.', 'Nothing.'],
  MINOR,
  ['[out] out_shelf Which shelf', '[out] out_shelf (optional) Which shelf'],
);
export const fallibility = rule(
  'fallibility-changed',
  'Whether NULL or false means failure has changed.',
  effects('shifts', 'shifts', 'breaks', 'shifts'),
  [
    'The same value means something else.',
    'An error is one more result, or one less.',
    'It throws where it did not, or the reverse.',
  ],
  KEEP,
  ['@return True to go on.', '@return (fallible) True to go on.'],
);
export const ownership = rule(
  'ownership-changed',
  'Who owns what a pointer leads to has changed.',
  effects('shifts', 'shifts', 'breaks', 'breaks'),
  [
    'Callers free too much, too little, or what is not theirs.',
    'Objects are closed twice, or never.',
    'Objects are destroyed twice, or never.',
  ],
  KEEP,
  ['(retained) Where it stands.', '(transfer) Where it stands.'],
);
export const lifetime = rule(
  'lifetime-extended',
  'Something borrowed stays valid for as long as the library does.',
  GAIN,
  ['It may be kept for longer.', 'It may be kept for longer.', 'It may be kept for longer.'],
  MINOR,
  ['@return (string) (borrowed: box)', '@return (string) (borrowed: static)'],
);
export const direction = rule(
  'direction-changed',
  'A parameter that was read is written, or the reverse.',
  effects('shifts', 'shifts', 'breaks', 'breaks'),
  [
    'What callers pass is overwritten, or no longer filled.',
    'An argument becomes a result, or the reverse.',
    'An argument becomes a result, or the reverse.',
  ],
  KEEP,
  [' * @param[out] out_facts What is known.', ' * @param[in,out] out_facts What is known.'],
);
export const arrayNarrowed = rule(
  'array-narrowed',
  'Callers must bring a longer array, or get a shorter one.',
  LOSS,
  [
    'The library reads or writes behind what callers have, or callers behind what they get.',
    'Slices of the old length are refused, or results are shorter.',
    'Arrays of the old length are refused, or results are shorter.',
  ],
  KEEP,
  ['(array: 8) One for each', '(array: 16) One for each'],
);
export const arrayWidened = rule(
  'array-widened',
  'A shorter array is enough, or callers get a longer one.',
  GAIN,
  ['What callers bring is enough.', 'What callers bring is enough.', 'What callers bring is enough.'],
  MINOR,
  ['(array: 8) (borrowed: box)', '(array: 12) (borrowed: box)'],
);
export const arrayLength = rule(
  'array-length-changed',
  'The length of an array, or how much of it was filled, is told otherwise.',
  effects('shifts', 'shifts', 'breaks', 'breaks'),
  [
    'Another argument counts the elements.',
    'Other parameters are shown, or a slice has another length.',
    'Other parameters are shown, or an array has another length.',
  ],
  KEEP,
  ['(array: numbers_len, filled: out_count)', '(array: 8, filled: out_count)'],
);
export const meaning = rule(
  'meaning-changed',
  'The same C type stands for something else: text, an array, one value, user data.',
  effects('shifts', 'shifts', 'breaks', 'breaks'),
  ['Callers pass or read memory of another shape.', 'The type differs.', 'The type differs.'],
  KEEP,
  ['@return (string) (borrowed: box)', '@return (array: 8) (borrowed: box)'],
);
export const unit = rule(
  'unit-changed',
  'A number counts something else.',
  LOSS,
  [
    'The same number means another amount.',
    'The same number means another amount.',
    'The same number means another amount.',
  ],
  'add a function or field with the new unit under a new name',
  ['(unit: bytes) (range: 0..4096)', '(unit: pages) (range: 0..4096)'],
);
export const unitStated = rule(
  'unit-stated',
  'The unit of a number is now said, or no longer said.',
  effects('same', 'same', 'same', 'same'),
  ['Nothing.', 'Only the documentation.', 'Only the documentation.'],
  'nothing to do',
  ['[in]     place  Where', '[in]     place  (unit: blocks) Where'],
);
export const rangeNarrowed = rule(
  'range-narrowed',
  'Fewer values are accepted, or more are given.',
  LOSS,
  [
    'Values that were fine are refused, or unexpected ones arrive.',
    'The same, from the binding.',
    'A RangeError before the call, or unexpected values.',
  ],
  KEEP,
  ['(range: 0..1000)', '(range: 0..100)'],
);
export const rangeWidened = rule(
  'range-widened',
  'More values are accepted, or fewer are given.',
  GAIN,
  ['More values may be passed.', 'More values may be passed.', 'More values may be passed.'],
  MINOR,
  ['(range: 0..1000)', '(range: 0..2000)'],
);
export const scope = rule(
  'callback-scope-changed',
  'A callback is kept for longer or shorter than before.',
  LOSS,
  [
    'It is called after its user data is gone, or no longer called.',
    'Closures are released too early, or never.',
    'Closures are released too early, or never.',
  ],
  KEEP,
  ['(scope: call)', '(scope: once)'],
);
export const pairing = rule(
  'user-data-changed',
  'Callback, user data and what drops them belong together otherwise.',
  effects('shifts', 'shifts', 'breaks', 'breaks'),
  ['Another argument is passed back, or freed.', 'Parameters appear or vanish.', 'Parameters appear or vanish.'],
  KEEP,
  ['(scope: call) (closure: user_data)', '(scope: call)'],
);
export const threadNarrowed = rule(
  'thread-narrowed',
  'Fewer threads may call it, or a callback may come from more.',
  LOSS,
  [
    'Calls that were safe are a data race.',
    'Goroutines that shared it must take turns.',
    'Workers that shared it must take turns.',
  ],
  KEEP,
  ['(thread: any) (in-callback)', '(thread: serial) (in-callback)'],
);
export const threadWidened = rule(
  'thread-widened',
  'More threads may call it.',
  GAIN,
  ['No lock is needed.', 'No lock is needed.', 'No lock is needed.'],
  MINOR,
  ['(handle) (destroy: lib_box_close) (thread: serial)', '(handle) (destroy: lib_box_close) (thread: any)'],
);
export const callbackForbidden = rule(
  'in-callback-forbidden',
  'A function could be called inside of a callback and no longer can.',
  LOSS,
  ['It is refused there.', 'It fails there.', 'It throws there.'],
  KEEP,
  ['(thread: any) (in-callback)', '(thread: any)'],
);
export const callbackAllowed = rule(
  'in-callback-allowed',
  'A function may be called inside of a callback.',
  GAIN,
  ['It is no longer refused there.', 'It no longer fails there.', 'It no longer throws there.'],
  MINOR,
  ['(invokes: lib_visit_t)', '(invokes: lib_visit_t) (in-callback)'],
);
export const invokesMore = rule(
  'callback-invoked',
  'A function may call back, and did not.',
  LOSS,
  [
    'Code of the host runs inside of a call where it never did.',
    'The same; Go crosses into C without notice to its scheduler no longer.',
    'The same.',
  ],
  KEEP,
  ['(blocking: interrupt: lib_box_stop)', '(invokes: lib_visit_t) (blocking: interrupt: lib_box_stop)'],
);
export const invokesLess = rule(
  'callback-not-invoked',
  'A function no longer calls back.',
  GAIN,
  ['The callback stays silent here.', 'The callback stays silent here.', 'The callback stays silent here.'],
  MINOR,
  ['(invokes: lib_visit_t)', '(in-callback)'],
);
export const blocking = rule(
  'blocking-changed',
  'A function may run long and did not, or the reverse, or is interrupted otherwise.',
  effects('shifts', 'shifts', 'breaks', 'breaks'),
  [
    'It may stall the thread that calls it, or cannot be stopped as before.',
    'It takes a context, or no longer does.',
    'Its Async twin comes, or goes.',
  ],
  'add a function that blocks under a new name',
  ['(blocking: interrupt: lib_box_stop) (inv', '(inv'],
);
export const invalidatesMore = rule(
  'pointers-invalidated',
  'Borrowed pointers end at a call that they survived.',
  LOSS,
  ['They lead into memory that is gone.', 'Slices lead into memory that is gone.', 'Views are detached.'],
  KEEP,
  ['(invokes: lib_visit_t)', '(invokes: lib_visit_t) (invalidates: lib_box_get_numbers)'],
);
export const invalidatesLess = rule(
  'pointers-survive',
  'Borrowed pointers survive a call that ended them.',
  GAIN,
  ['They need not be asked for again.', 'They need not be asked for again.', 'Views stay.'],
  MINOR,
  [' (invalidates: lib_box_get_numbers)', ''],
);
export const statusAdded = rule(
  'status-added',
  'A function can fail with one more status.',
  effects('gains', 'gains', 'gains', 'gains'),
  [
    'Callers that handle each status have one more to handle.',
    'One more error may come back.',
    'One more error may be thrown.',
  ],
  'callers that treat what they do not know as failure are fine; release it with the next minor version',
  [
    ' * @retval LIB_STATUS_FULL             Nothing was put in.',
    ' * @retval LIB_STATUS_FULL             Nothing was put in.\n * @retval LIB_STATUS_OUT_OF_MEMORY    Nothing was put in.',
  ],
);
export const statusWithdrawn = rule(
  'status-withdrawn',
  'A function no longer fails with a status.',
  effects('same', 'same', 'same', 'same'),
  ['A branch is never taken.', 'A branch is never taken.', 'A branch is never taken.'],
  'nothing to do',
  [' * @retval LIB_STATUS_FULL             Nothing was put in.\n', ''],
);
export const role = rule(
  'role-changed',
  'What a function is in the bindings has changed: a property, a method, a factory.',
  effects('same', 'same', 'breaks', 'breaks'),
  ['Nothing.', 'Another method, or a method of another type.', 'vm.x becomes vm.getX(), or the reverse.'],
  'keep the name and shape that made it what it was',
  [
    '/* ---- Boxes ---- */\n',
    `/* ---- Boxes ---- */

/**
 * @brief Tells the colour of a box.
 *
 * @param[in] box The box.
 * @return A colour.
 *
 * @since 1.0
 */
LIB_API uint32_t lib_box_get_colour(const lib_box_t *box);
`,
  ],
);
export const errorDetail = rule(
  'error-detail-changed',
  'An output is carried by the error instead of the result, or the reverse, or by errors of other statuses.',
  effects('same', 'same', 'breaks', 'breaks'),
  ['Nothing.', 'A result or a field of an error comes or goes.', 'A result or a property of an error comes or goes.'],
  'keep the words that tie the output to its status',
  ['Where it is; set only with LIB_STATUS_FULL.', '(optional) Where it is; set only with LIB_STATUS_FULL.'],
);
export const yielding = rule(
  'yield-changed',
  'Whether bindings answer a callback by letting the library return has changed.',
  effects('same', 'same', 'shifts', 'breaks'),
  ['Nothing.', 'Closures run on top of C frames, or no longer do.', 'Closures may return promises, or no longer may.'],
  KEEP,
  [
    ' * (thread: caller)\n',
    ' * (thread: caller) (yield: answer: LIB_MODE_READ, result: LIB_STATUS_FULL, resume: lib_box_stop)\n',
  ],
);

export const CONTRACT_RULES: readonly AbiRule[] = [
  nullRefused,
  nullAccepted,
  nullGiven,
  nullNeverGiven,
  outputRequired,
  outputOptional,
  fallibility,
  ownership,
  lifetime,
  direction,
  arrayNarrowed,
  arrayWidened,
  arrayLength,
  meaning,
  unit,
  unitStated,
  rangeNarrowed,
  rangeWidened,
  scope,
  pairing,
  threadNarrowed,
  threadWidened,
  callbackForbidden,
  callbackAllowed,
  invokesMore,
  invokesLess,
  blocking,
  invalidatesMore,
  invalidatesLess,
  statusAdded,
  statusWithdrawn,
  role,
  errorDetail,
  yielding,
];
