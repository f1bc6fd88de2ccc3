import type { Func, Type } from '../../model/abi.js';
import type { Remark } from '../../model/draft.js';
import type { AbiRule } from '../rule.js';

export const propertyMismatch: AbiRule = {
  id: 'header/property-mismatch',
  looksAt: 'abi',
  summary: 'A getter and a setter of one name have one type.',
  why: 'They become one property, which can have only one.',
  refused: `
/**
 * @brief Tells a box's size.
 *
 * @param[in] box The box.
 * @return Its size.
 * @since 1.0
 */
LIB_API uint32_t lib_box_get_size(const lib_box_t *box);

/**
 * @brief Sets a box's size.
 *
 * @param[in,out] box  The box.
 * @param[in]     size Its size.
 * @since 1.0
 */
LIB_API void lib_box_set_size(lib_box_t *box, uint64_t size);
`,
  settled: `
/**
 * @brief Tells a box's size.
 *
 * @param[in] box The box.
 * @return Its size.
 * @since 1.0
 */
LIB_API uint64_t lib_box_get_size(const lib_box_t *box);

/**
 * @brief Sets a box's size.
 *
 * @param[in,out] box  The box.
 * @param[in]     size Its size.
 * @since 1.0
 */
LIB_API void lib_box_set_size(lib_box_t *box, uint64_t size);
`,
  check: ({ abi }) =>
    abi.functions.flatMap((setter): readonly Remark[] => {
      const { role } = setter;
      const value = setter.parameters[1];
      if (role.kind !== 'setter' || value === undefined) return [];
      const getter = abi.functions.find((func) => isGetter(func, role.handle, role.property));
      if (getter === undefined) return [];
      const [takes, gives] = [
        typeWords(value.type, value.nullable),
        typeWords(getter.returns.type, getter.returns.nullable),
      ];
      return takes === gives
        ? []
        : [
            {
              location: value.location,
              message: `${setter.name} takes ${takes}, and ${getter.name} gives ${gives}`,
              fix: 'give both the same type, or one of them another name',
            },
          ];
    }),
};

function isGetter({ role }: Func, handle: string, property: string): boolean {
  return role.kind === 'getter' && role.handle === handle && role.property === property;
}

function typeWords(type: Type, nullable: boolean): string {
  const suffix = nullable ? ' or NULL' : '';
  switch (type.kind) {
    case 'scalar':
      return type.c + suffix;
    case 'enum':
    case 'struct':
    case 'handle':
    case 'callback':
      return type.name + suffix;
    case 'string':
      return `a string${suffix}`;
    case 'array':
    case 'userData':
    case 'void':
      return type.c + suffix;
  }
}
