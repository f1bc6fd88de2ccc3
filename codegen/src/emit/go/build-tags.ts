import { code } from '../text.js';
import type { GoContext } from './context.js';
import type { GoSource } from './file.js';

/** The collection at every crossing, and nothing in its place. */
export function debugSupport({ abi }: GoContext): readonly GoSource[] {
  if (abi.functions.length === 0) return [];
  return [
    { name: 'debug', constraint: `cgo && ${abi.name}_debug`, text: collectText(true) },
    { name: 'nodebug', constraint: `cgo && !${abi.name}_debug`, text: collectText(false) },
  ];
}

function collectText(isDebug: boolean): string {
  return isDebug
    ? code`
        // collect runs the garbage collector right before a call into C, and what it finds to be cleaned up: a handle that a
        // call does not keep alive is destroyed under it, in tests and not at a user's.
        func collect() {
        	runtime.GC()
        	time.Sleep(time.Microsecond)
        }
      `
    : code`
        // collect does nothing; see debug.gen.go.
        func collect() {}
      `;
}

/** Without cgo nothing of the package is there: one line says why. */
export function withoutCgo(context: GoContext): GoSource {
  return {
    name: 'nocgo',
    constraint: '!cgo',
    text: code`
      // Package ${context.target.package} calls C, so it needs cgo: set CGO_ENABLED=1 and install a C compiler, such as gcc or clang.
      var _ = this_package_needs_cgo_so_set_CGO_ENABLED_1_and_install_a_C_compiler
    `,
  };
}
