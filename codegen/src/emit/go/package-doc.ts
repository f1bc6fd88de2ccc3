import type { GoContext } from './context.js';
import { comment } from './doc.js';
import type { GoSource } from './file.js';

/** What godoc shows first: the rules that hold for all of the package, in Go's terms. */
export function packageDoc(context: GoContext): GoSource {
  const { abi, names, library, config } = context;
  const type = names.library;
  const [first] = config.builtins;
  const shared = abi.handles.filter(({ thread }) => thread === 'any').map(({ name }) => `[${names.type(name)}]`);
  const libraries =
    first === undefined
      ? `A library that has these functions is loaded with [Load${type}].`
      : `The functions of this package use the ${library} that is built in; [Load${type}] loads any other library that has the same functions, and its methods use that one.`;
  return {
    name: 'doc',
    text: '',
    doc: comment([
      ...opening(context),
      libraries,
      'A value with a Close method stands for something that the library holds. Close gives it back, at once and as often as you like; what is forgotten is given back when the garbage collector finds it. Pointers and slices into it that methods return are live: they end where their comment says, and do not keep it alive.',
      'Every failure can be compared with the Err values through [errors.Is]; those with details have a type for [errors.As].',
      `${shared.length === 0 ? 'A value' : `${shared.join(' and ')} may be used by any number of goroutines at once. Everything else`} belongs to one goroutine at a time, any goroutine; methods that may be called at any time say so. After Close, methods that return an error fail with ErrDestroyed, and all others do nothing and give zero.`,
      `Build with the tag ${abi.name}_debug to find missing life times in tests: every call into C then collects garbage first.`,
    ]),
  };
}

/** What the header says of itself, up to its example: "pvm.h - the machine, for embedding." */
function opening({ abi, target }: GoContext): readonly string[] {
  const [first = '', second = ''] = abi.overview.split(/\n\n+/);
  const title = first.replace(/\s+/g, ' ').replace(`${abi.header} - `, '');
  const name = title === '' ? `${abi.header} for Go.` : title;
  // The sentence that leads to the example, "A first complete use:", stays behind.
  const rest = second.replace(/\s+/g, ' ').replace(/(^|(?<=\.) )[^.]*:$/, '');
  return [`Package ${target.package} is ${name}`, /^ {4}/.test(second) ? '' : rest];
}
