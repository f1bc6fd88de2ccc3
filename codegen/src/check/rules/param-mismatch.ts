import type { Callable, Remark } from '../../model/draft.js';
import type { DraftRule } from '../rule.js';
import { didYouMean } from '../suggest.js';

export const paramMismatch: DraftRule = {
  id: 'header/param-mismatch',
  looksAt: 'draft',
  summary: 'There is one @param for each parameter, with its name, in the order of the signature.',
  why: 'Annotations find their parameter by its name; one that was renamed or left out would have none.',
  refused: `
/**
 * @brief Adds two numbers.
 *
 * @param[in] right One number.
 * @param[in] left  Another.
 * @return Their sum.
 * @since 1.0
 */
LIB_API uint64_t lib_add(uint32_t left, uint32_t right);
`,
  settled: `
/**
 * @brief Adds two numbers.
 *
 * @param[in] left  One number.
 * @param[in] right Another.
 * @return Their sum.
 * @since 1.0
 */
LIB_API uint64_t lib_add(uint32_t left, uint32_t right);
`,
  check: ({ callables }) => callables.filter(({ comment }) => comment !== undefined).flatMap(mismatchesOf),
};

function mismatchesOf({ name: owner, parameters: all, comment }: Callable): readonly Remark[] {
  const said = comment?.params ?? [];
  const parameters = all.filter(({ type }) => !(type.kind === 'foreign' && type.text === '...'));
  const names = parameters.map(({ name }) => name);
  const unnamed = parameters
    .filter(({ name }) => name === '')
    .map(({ location }) => ({
      location,
      message: `a parameter of ${owner} has no name`,
      fix: 'give it the one that its @param has',
    }));
  const twice = names
    .filter((name, index) => name !== '' && names.indexOf(name) !== index)
    .map((name) => ({
      location: parameters.findLast((parameter) => parameter.name === name)?.location ??
        parameters[0]?.location ?? { file: '', line: 1, column: 1 },
      message: `${owner} has two parameters called ${name}`,
      fix: 'rename one',
    }));
  if (unnamed.length > 0 || twice.length > 0) return [...unnamed, ...twice];
  const strangers = said
    .filter(({ name }) => !names.includes(name))
    .map(({ name, location }) => {
      const meant = didYouMean(name, names);
      return {
        location,
        message: `@param ${name} is no parameter of ${owner}`,
        fix: meant === undefined ? 'remove it, or write the name as in the signature' : `write ${meant}`,
      };
    });
  const silent = parameters
    .filter(({ name }) => !said.some((param) => param.name === name))
    .map(({ name, location }) => ({
      location,
      message: `${name} of ${owner} has no @param`,
      fix: `add @param[in] ${name}, or [out]`,
    }));
  if (strangers.length > 0 || silent.length > 0) return [...strangers, ...silent];
  const misplaced = said.find(({ name }, index) => name !== names[index]);
  return misplaced === undefined
    ? []
    : [
        {
          location: misplaced.location,
          message: `the @params of ${owner} have another order, or stand twice`,
          fix: `write them as in the signature: ${names.join(', ')}`,
        },
      ];
}
