import { annotation, firstValue } from '../../build/types.js';
import type { Callable, Remark } from '../../model/draft.js';
import { baseOf, type Header, spotsOfCallable } from '../header.js';
import type { DraftRule } from '../rule.js';

export const userDataUnpaired: DraftRule = {
  id: 'header/user-data-unpaired',
  looksAt: 'draft',
  summary: 'User data has a callback that gets it, and every callback type gets user data.',
  why: 'A closure travels as user data: without it a binding would need a global variable to find the closure again.',
  refused: `
/**
 * @brief Hears of changes.
 *
 * @param[in] number Which change.
 * @since 1.0
 */
typedef void (*lib_hook_t)(int number);
`,
  settled: `
/**
 * @brief Hears of changes.
 *
 * @param[in] number    Which change.
 * @param[in] user_data (nullable) (user_data) As registered.
 * @since 1.0
 */
typedef void (*lib_hook_t)(int number, void *user_data);
`,
  check: (header) =>
    header.callables.filter(({ comment }) => comment !== undefined).flatMap((callable) => ofCallable(callable, header)),
};

function ofCallable(callable: Callable, header: Header): readonly Remark[] {
  const spots = spotsOfCallable(header, callable);
  const data = spots.filter(({ said }) => annotation(said, 'user_data') !== undefined);
  if (callable.kind === 'callback') {
    const { name, location } = callable;
    if (data.length === 1) return [];
    return [
      {
        location,
        message: `${name} has ${data.length === 0 ? 'no user data' : 'several user data'}, and a closure needs one`,
        fix: 'give it one parameter void *user_data with (user_data)',
      },
    ];
  }
  const closures = spots.flatMap(({ said, name, ctype }) => {
    const closure = firstValue(said, 'closure');
    const isCallback = header.scope.kinds.get(baseOf(ctype)?.name ?? '')?.kind === 'callback';
    return closure === undefined || !isCallback ? [] : [{ closure, name }];
  });
  // A callback that says nothing is another rule's, and its user data with it.
  const isOpen = spots.some(({ where, ctype, said, name }) => {
    const base = baseOf(ctype);
    const isCallback = base === undefined || header.scope.kinds.get(base.name)?.kind === 'callback';
    const isDrop = spots.some((other) => firstValue(other.said, 'destroy') === name);
    const closure = firstValue(said, 'closure');
    return where === 'input' && isCallback && !isDrop && !spots.some((other) => other.name === closure);
  });
  const lonely = (isOpen ? [] : data)
    .filter(({ name }) => !closures.some(({ closure }) => closure === name))
    .map(({ name, location }) => ({
      location,
      message: `${name} of ${callable.name} is user data, and no callback gets it`,
      fix: `add (closure: ${name}) to the callback`,
    }));
  const wrong = closures
    .filter(({ closure }) => spots.some(({ name }) => name === closure) && !data.some(({ name }) => name === closure))
    .map(({ closure, name }) => ({
      location: spots.find((spot) => spot.name === closure)?.location ?? callable.location,
      message: `${closure} of ${callable.name} goes to ${name} as user data, and does not say so`,
      fix: `add (user_data) to ${closure}`,
    }));
  return [...lonely, ...wrong];
}
