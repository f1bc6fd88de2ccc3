import { annotation, firstValue } from '../../build/types.js';
import type { Location } from '../../model/abi.js';
import type { OpaqueDraft, Remark } from '../../model/draft.js';
import { baseOf, contractHas, depthOf, type Header, isStatusFunction, isVoid, spotsOfCallable } from '../header.js';
import type { DraftRule } from '../rule.js';

export const handleIncomplete: DraftRule = {
  id: 'header/handle-incomplete',
  looksAt: 'draft',
  summary: 'An opaque type is a (handle) with a function that destroys it, and that function takes it over.',
  why: 'It becomes a class: without a way to give it back every object would be a leak.',
  refused: `
/**
 * @brief A key to boxes.
 *
 * @par Contract
 * (handle)
 * @since 1.0
 */
typedef struct lib_key lib_key_t;
`,
  settled: `
/**
 * @brief A key to boxes.
 *
 * @par Contract
 * (handle) (destroy: lib_key_destroy)
 * @since 1.0
 */
typedef struct lib_key lib_key_t;

/**
 * @brief Destroys a key.
 *
 * @param[in] key (transfer) (nullable) NULL does nothing.
 * @since 1.0
 */
LIB_API void lib_key_destroy(lib_key_t *key);
`,
  check: (header) =>
    header.draft.declarations.flatMap((declaration) =>
      declaration.kind === 'opaque' ? ofHandle(declaration, header) : [],
    ),
};

function ofHandle(handle: OpaqueDraft, header: Header): readonly Remark[] {
  const { name, location, comment } = handle;
  if (comment === undefined) return [];
  const missing = ['handle', 'destroy']
    .filter((key) => !contractHas(handle, key))
    .map((key) => ({
      location,
      message: `${name} is an opaque type without (${key})`,
      fix:
        key === 'handle'
          ? 'add (handle) below its @par Contract, or give the struct a body'
          : 'add (destroy: f) with the function that frees it',
    }));
  return [
    ...missing,
    ...shapeOf(firstValue(comment.contract, 'destroy'), handle, true, header),
    ...shapeOf(firstValue(comment.contract, 'retain'), handle, false, header),
  ];
}

/** Both take the handle and nothing else; destroying takes it over. */
function shapeOf(name: string | undefined, handle: OpaqueDraft, takes: boolean, header: Header): readonly Remark[] {
  const func = header.callables.find((callable) => callable.kind === 'function' && callable.name === name);
  if (func?.comment === undefined) return [];
  const [first, ...more] = spotsOfCallable(header, func).filter(({ name: own }) => own !== '');
  const isHandle = first !== undefined && depthOf(first.ctype) === 1 && baseOf(first.ctype)?.name === handle.name;
  const isConst = first !== undefined && baseOf(first.ctype)?.constant === true;
  const refuse = (message: string, fix: string, place: Location = func.location): readonly Remark[] => [
    { location: place, message: `${func.name} ${message}`, fix },
  ];
  if (!isHandle || isConst || more.length > 0) {
    return refuse(`must take a ${handle.name} * and nothing else`, 'name another function, or change its parameters');
  }
  if (!isVoid(func.returns) && !(takes && isStatusFunction(func, header))) {
    return refuse('has nothing to return', `return void${takes ? ' or the status enum' : ''}`);
  }
  const transfers = annotation(first.said, 'transfer') !== undefined;
  if (takes && !transfers)
    return refuse(`destroys ${first.name}, and does not say so`, 'add (transfer) after its @param', first.location);
  return !takes && transfers ? refuse(`keeps ${first.name}'s owner`, 'remove (transfer)', first.location) : [];
}
