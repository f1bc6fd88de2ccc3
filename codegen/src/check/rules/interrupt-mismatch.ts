import type { Abi, Func } from '../../model/abi.js';
import type { Remark } from '../../model/draft.js';
import type { AbiRule } from '../rule.js';

export const interruptMismatch: AbiRule = {
  id: 'header/interrupt-mismatch',
  looksAt: 'abi',
  summary:
    'The functions that interrupt a (blocking) one take its handle and nothing else, return nothing, and may be called by any thread.',
  why: 'AbortSignal and context.Context call them while another thread is inside the blocking function.',
  refused: `
/**
 * @brief Stops what a box does.
 *
 * @param[in,out] box The box.
 * @since 1.0
 */
LIB_API void lib_box_stop(lib_box_t *box);

/**
 * @brief Lets a box do something for long.
 *
 * @param[in,out] box The box.
 * @since 1.0
 *
 * @par Contract
 * (blocking: interrupt: lib_box_stop)
 */
LIB_API void lib_box_run(lib_box_t *box);
`,
  settled: `
/**
 * @brief Stops what a box does.
 *
 * @param[in,out] box The box.
 *
 * @par Contract
 * (thread: any)
 * @since 1.0
 */
LIB_API void lib_box_stop(lib_box_t *box);

/**
 * @brief Lets a box do something for long.
 *
 * @param[in,out] box The box.
 *
 * @par Contract
 * (blocking: interrupt: lib_box_stop)
 * @since 1.0
 */
LIB_API void lib_box_run(lib_box_t *box);
`,
  check: ({ abi }) =>
    abi.functions.flatMap((func): readonly Remark[] => {
      const { blocking, location, name } = func;
      const remarks = [blocking?.interrupt, blocking?.clear].flatMap((helper) =>
        helper === undefined ? [] : ofHelper(func, helper, abi),
      );
      if (blocking?.clear !== undefined && blocking.interrupt === undefined) {
        return [
          {
            location,
            message: `${name} clears an interrupt that it does not have`,
            fix: 'add interrupt: f, or remove clear',
          },
        ];
      }
      return remarks;
    }),
};

function ofHelper(func: Func, helper: string, abi: Abi): readonly Remark[] {
  const found = abi.functions.find(({ name }) => name === helper);
  const [receiver, other] = [func.parameters[0]?.type, found?.parameters[0]?.type];
  const same = receiver?.kind === 'handle' && other?.kind === 'handle' && receiver.name === other.name;
  const fits = found?.parameters.length === 1 && found.returns.type.kind === 'void' && found.thread === 'any';
  if (same && fits) return [];
  return [
    {
      location: func.location,
      message: `${helper} cannot interrupt ${func.name}`,
      fix: 'let it take the same handle alone, return void, and say (thread: any)',
    },
  ];
}
