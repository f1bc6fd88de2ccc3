import type { Abi, Func, Struct, Type } from '../../model/abi.js';
import type { Remark } from '../../model/draft.js';
import type { AbiRule } from '../rule.js';

export const fieldMismatch: AbiRule = {
  id: 'header/field-mismatch',
  looksAt: 'abi',
  summary:
    "A getter or setter with (field: x) stands for a field of its handle's live struct, of the same type and unit.",
  why: 'Bindings read and write the field in place instead of calling the function.',
  refused: `
/**
 * @brief Tells a box's size.
 *
 * @param[in] box The box.
 * @return Its size.
 *
 * @par Contract
 * (field: size)
 * @since 1.0
 */
LIB_API uint32_t lib_box_get_size(const lib_box_t *box);
`,
  settled: `
/**
 * @brief Tells a box's size.
 *
 * @param[in] box The box.
 * @return Its size.
 * @since 1.0
 */
LIB_API uint32_t lib_box_get_size(const lib_box_t *box);
`,
  check: ({ abi }) =>
    abi.functions.flatMap((func): readonly Remark[] => {
      const problem = func.field === undefined ? undefined : problemOf(func, func.field, abi);
      return problem === undefined ? [] : [{ location: func.location, ...problem }];
    }),
};

function problemOf(func: Func, name: string, abi: Abi): { readonly message: string; readonly fix: string } | undefined {
  const { role } = func;
  if (role.kind !== 'getter' && role.kind !== 'setter') {
    return { message: `${func.name} is no getter and no setter`, fix: 'remove (field), or give it the form of one' };
  }
  const struct = liveStructOf(role.handle, abi);
  const field = struct?.fields.find((candidate) => candidate.name === name);
  if (struct === undefined || field === undefined) {
    const message = struct === undefined ? `${role.handle} has no live struct` : `${struct.name} has no field ${name}`;
    return { message, fix: 'name a field, or remove (field)' };
  }
  const value = role.kind === 'getter' ? func.returns : func.parameters[1];
  if (value === undefined) return undefined;
  if (value.unit !== field.unit)
    return { message: `${func.name} and ${name} have other units`, fix: 'give both the same (unit: …)' };
  return shapeOf(value.type) === shapeOf(field.type)
    ? undefined
    : { message: `${func.name} and ${name} have other types`, fix: 'give both the same type' };
}

/** The struct that the host reads and writes in place. */
export function liveStructOf(handle: string, abi: Abi): Struct | undefined {
  const getter = abi.functions.find(({ role, returns }) => {
    return (
      role.kind === 'getter' &&
      role.handle === handle &&
      returns.type.kind === 'struct' &&
      returns.ownership?.kind === 'borrowed'
    );
  });
  const type = getter?.returns.type;
  return type?.kind === 'struct' ? abi.structs.find(({ name }) => name === type.name) : undefined;
}

/** A type without C's spelling: a pointer to an array is as good as the array. */
function shapeOf(type: Type): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'array':
      return `${JSON.stringify(type.element)} ${type.length.kind === 'fixed' ? type.length.count : type.length.name}`;
    case 'enum':
    case 'struct':
    case 'handle':
    case 'callback':
      return type.name;
    case 'string':
    case 'void':
    case 'userData':
      return type.kind;
  }
}
