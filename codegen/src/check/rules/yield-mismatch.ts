import type { Abi, Callback, Func } from '../../model/abi.js';
import type { Remark } from '../../model/draft.js';
import type { AbiRule } from '../rule.js';

export const yieldMismatch: AbiRule = {
  id: 'header/yield-mismatch',
  looksAt: 'abi',
  summary:
    'A callback with (yield: …) returns an enum that has the answer, is called by functions that return the result, and ' +
    'the function that resumes takes the handle and the answer; each of its other arguments is told by a function.',
  why:
    'Bindings never let the library call such a callback: they make it return the result instead, ask for the arguments, ' +
    'run the closure without C frames below it, and resume with its answer.',
  refused: `
/**
 * @brief What to do next.
 *
 * @par Contract
 * (closed)
 * @since 1.0
 */
typedef enum lib_answer {
    LIB_ANSWER_GO = 0,   /**< Go on. */
    LIB_ANSWER_WAIT = 1, /**< Come back. */
} lib_answer_t;

/**
 * @brief Asks what to do next.
 *
 * @param[in,out] box       The box.
 * @param[in]     question  Which question.
 * @param[in]     user_data (nullable) (user_data) As registered.
 * @return What to do next.
 *
 * @par Contract
 * (yield: answer: LIB_ANSWER_WAIT, result: LIB_ANSWER_WAIT, resume: lib_box_resume)
 * @since 1.0
 */
typedef lib_answer_t (*lib_ask_t)(lib_box_t *box, int question, void *user_data);

/**
 * @brief Sets whom to ask.
 *
 * @param[in,out] box       The box.
 * @param[in]     ask       (nullable) (scope: box) (closure: user_data) NULL: nobody.
 * @param[in]     user_data (nullable) (user_data) Passed on.
 * @since 1.0
 */
LIB_API void lib_box_set_ask(lib_box_t *box, lib_ask_t ask, void *user_data);

/**
 * @brief Goes on with an answer.
 *
 * @param[in,out] box    The box.
 * @param[in]     answer The answer.
 * @return LIB_ANSWER_WAIT if there is another question.
 *
 * @par Contract
 * (invokes: lib_ask_t)
 * @since 1.0
 */
LIB_API lib_answer_t lib_box_resume(lib_box_t *box, lib_answer_t answer);
`,
  settled: `
/**
 * @brief What to do next.
 *
 * @par Contract
 * (closed)
 * @since 1.0
 */
typedef enum lib_answer {
    LIB_ANSWER_GO = 0,   /**< Go on. */
    LIB_ANSWER_WAIT = 1, /**< Come back. */
} lib_answer_t;

/**
 * @brief Asks what to do next.
 *
 * @param[in,out] box       The box.
 * @param[in]     question  (from: lib_box_get_question) Which question.
 * @param[in]     user_data (nullable) (user_data) As registered.
 * @return What to do next.
 *
 * @par Contract
 * (yield: answer: LIB_ANSWER_WAIT, result: LIB_ANSWER_WAIT, resume: lib_box_resume)
 * @since 1.0
 */
typedef lib_answer_t (*lib_ask_t)(lib_box_t *box, int question, void *user_data);

/**
 * @brief Tells which question a box stopped at.
 *
 * @param[in] box The box.
 * @return Which question.
 * @since 1.0
 */
LIB_API int lib_box_get_question(const lib_box_t *box);

/**
 * @brief Sets whom to ask.
 *
 * @param[in,out] box       The box.
 * @param[in]     ask       (nullable) (scope: box) (closure: user_data) NULL: nobody.
 * @param[in]     user_data (nullable) (user_data) Passed on.
 * @since 1.0
 */
LIB_API void lib_box_set_ask(lib_box_t *box, lib_ask_t ask, void *user_data);

/**
 * @brief Goes on with an answer.
 *
 * @param[in,out] box    The box.
 * @param[in]     answer The answer.
 * @return LIB_ANSWER_WAIT if there is another question.
 *
 * @par Contract
 * (invokes: lib_ask_t)
 * @since 1.0
 */
LIB_API lib_answer_t lib_box_resume(lib_box_t *box, lib_answer_t answer);
`,
  check: ({ abi }) =>
    abi.callbacks.flatMap((callback) =>
      callback.yields === undefined ? strayFrom(callback) : ofYield(callback, callback.yields, abi),
    ),
};

function strayFrom({ name, parameters }: Callback): readonly Remark[] {
  return parameters
    .filter(({ from }) => from !== undefined)
    .map((parameter) => ({
      location: parameter.location,
      message: `${parameter.name} of ${name} has (from), and the callback never yields`,
      fix: 'remove it, or add (yield: …) to the callback',
    }));
}

function ofYield(callback: Callback, yields: NonNullable<Callback['yields']>, abi: Abi): readonly Remark[] {
  const { name, location, returns } = callback;
  const refuse = (message: string, fix: string): readonly Remark[] => [
    { location, message: `${name}: ${message}`, fix },
  ];
  const answers = enumOf(yields.answer, abi);
  if (returns.type.kind !== 'enum' || returns.type.name !== answers) {
    return refuse(`${yields.answer} is none of its answers`, 'name an enumerator of the enum that it returns');
  }
  const handle = callback.parameters[0]?.type;
  if (handle?.kind !== 'handle')
    return refuse('its first parameter is no handle', 'pass the handle that stopped first');
  const results = enumOf(yields.result, abi);
  const gives = (func: Func): boolean => func.returns.type.kind === 'enum' && func.returns.type.name === results;
  const resume = abi.functions.find((func) => func.name === yields.resume);
  const [first, answer, ...more] = resume?.parameters ?? [];
  const takes =
    first?.type.kind === 'handle' &&
    first.type.name === handle.name &&
    answer?.type.kind === 'enum' &&
    answer.type.name === answers;
  if (resume === undefined || !takes || more.length > 0 || !gives(resume)) {
    return refuse(
      `${yields.resume} cannot resume it`,
      `let it take ${handle.name} * and ${answers}, and return ${results ?? 'the result'}`,
    );
  }
  const stranger = abi.functions.find(
    (func) => func.invokes.includes(name) && (!gives(func) || !startsWith(func, handle.name)),
  );
  if (stranger !== undefined) {
    return refuse(
      `${stranger.name} invokes it, and does not give ${yields.result}`,
      `return ${results ?? 'its enum'}, with the handle first`,
    );
  }
  return callback.parameters.slice(1).flatMap((parameter): readonly Remark[] => {
    if (parameter.isUserData || isToldBy(parameter.from, parameter.type, handle.name, abi)) return [];
    const message = `nothing tells ${parameter.name} of ${name} while the ${handle.name} is stopped`;
    return [
      {
        location: parameter.location,
        message,
        fix: 'add (from: f) with a function that takes the handle and returns this type',
      },
    ];
  });
}

function enumOf(enumerator: string, abi: Abi): string | undefined {
  return abi.enums.find(({ members }) => members.some(({ name }) => name === enumerator))?.name;
}

function startsWith({ parameters }: Func, handle: string): boolean {
  const type = parameters[0]?.type;
  return type?.kind === 'handle' && type.name === handle;
}

function isToldBy(
  from: string | undefined,
  type: Callback['parameters'][number]['type'],
  handle: string,
  abi: Abi,
): boolean {
  const teller = abi.functions.find(({ name }) => name === from);
  if (teller === undefined || teller.parameters.length !== 1 || !startsWith(teller, handle)) return false;
  const isNumber = type.kind === 'scalar' || type.kind === 'enum';
  return isNumber && teller.returns.type.kind === type.kind && teller.returns.type.c === type.c;
}
