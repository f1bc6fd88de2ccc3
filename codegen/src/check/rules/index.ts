import type { Rule } from '../rule.js';
import { arrayLengthMissing } from './array-length-missing.js';
import { badValue } from './bad-value.js';
import { briefForm } from './brief-form.js';
import { callbackInline } from './callback-inline.js';
import { callbackUnpaired } from './callback-unpaired.js';
import { commentSyntax } from './comment-syntax.js';
import { conflictingAnnotations } from './conflicting-annotations.js';
import { deprecatedUnsynced } from './deprecated-unsynced.js';
import { directionMismatch } from './direction-mismatch.js';
import { enumOpennessMissing } from './enum-openness-missing.js';
import { enumValueClash } from './enum-value-clash.js';
import { enumValueImplicit } from './enum-value-implicit.js';
import { enumValueRange } from './enum-value-range.js';
import { experimentalUnguarded } from './experimental-unguarded.js';
import { extentMismatch } from './extent-mismatch.js';
import { fieldMismatch } from './field-mismatch.js';
import { handleIncomplete } from './handle-incomplete.js';
import { interruptMismatch } from './interrupt-mismatch.js';
import { invalidatesMismatch } from './invalidates-mismatch.js';
import { invokesMissing } from './invokes-missing.js';
import { keptPointer } from './kept-pointer.js';
import { lengthType } from './length-type.js';
import { mergedComment } from './merged-comment.js';
import { misplacedAnnotation } from './misplaced-annotation.js';
import { nameCollision } from './name-collision.js';
import { nameForm } from './name-form.js';
import { noFunctions } from './no-functions.js';
import { ownershipMissing } from './ownership-missing.js';
import { paramMismatch } from './param-mismatch.js';
import { pointerInStruct } from './pointer-in-struct.js';
import { propertyMismatch } from './property-mismatch.js';
import { returnMismatch } from './return-mismatch.js';
import { retvalMissing } from './retval-missing.js';
import { roomUntold } from './room-untold.js';
import { sinceMissing } from './since-missing.js';
import { sizeField } from './size-field.js';
import { statusEnum } from './status-enum.js';
import { stringUnmarked } from './string-unmarked.js';
import { structByValue } from './struct-by-value.js';
import { structKindMissing } from './struct-kind-missing.js';
import { swigFailed } from './swig-failed.js';
import { undocumented } from './undocumented.js';
import { unitMismatch } from './unit-mismatch.js';
import { unknownAnnotation } from './unknown-annotation.js';
import { unknownType } from './unknown-type.js';
import { unreadable } from './unreadable.js';
import { unresolvedName } from './unresolved-name.js';
import { unsupportedC } from './unsupported-c.js';
import { unsupportedShape } from './unsupported-shape.js';
import { userDataUnpaired } from './user-data-unpaired.js';
import { valueUnreadable } from './value-unreadable.js';
import { yieldMismatch } from './yield-mismatch.js';

/** All rules, one a file, in the order of their ids. */
export const RULES: readonly Rule[] = [
  arrayLengthMissing,
  badValue,
  briefForm,
  callbackInline,
  callbackUnpaired,
  commentSyntax,
  conflictingAnnotations,
  deprecatedUnsynced,
  directionMismatch,
  enumOpennessMissing,
  enumValueClash,
  enumValueImplicit,
  enumValueRange,
  experimentalUnguarded,
  extentMismatch,
  fieldMismatch,
  handleIncomplete,
  interruptMismatch,
  invalidatesMismatch,
  invokesMissing,
  keptPointer,
  lengthType,
  mergedComment,
  misplacedAnnotation,
  nameCollision,
  nameForm,
  noFunctions,
  ownershipMissing,
  paramMismatch,
  pointerInStruct,
  propertyMismatch,
  returnMismatch,
  retvalMissing,
  roomUntold,
  sinceMissing,
  sizeField,
  statusEnum,
  stringUnmarked,
  structByValue,
  structKindMissing,
  swigFailed,
  undocumented,
  unitMismatch,
  unknownAnnotation,
  unknownType,
  unreadable,
  unresolvedName,
  unsupportedC,
  unsupportedShape,
  userDataUnpaired,
  valueUnreadable,
  yieldMismatch,
];
