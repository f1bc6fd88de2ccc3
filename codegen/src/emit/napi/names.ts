import type { Abi } from '../../model/abi.js';
import { pascalCase } from '../../names/words.js';

/** `pvm_vm_read_memory` is `VmReadMemory` in the addon. */
export function cppName(abi: Abi, { name }: { readonly name: string }): string {
  const rest = name.startsWith(`${abi.name}_`) ? name.slice(abi.name.length + 1) : name;
  return pascalCase(rest.split('_'));
}

/** What generated functions call their own variables, so that a parameter of that name gets an underscore. */
const TAKEN: ReadonlySet<string> = new Set(['info', 'table', 'frame', 'result', 'target', 'made', 'visit', 'library']);

/** A parameter's variable. */
export function local({ name }: { readonly name: string }): string {
  return TAKEN.has(name) || CPP_KEYWORDS.has(name) ? `${name}_` : name;
}

/** Words that C allows as names and C++ does not. */
const CPP_KEYWORDS: ReadonlySet<string> = new Set(
  `alignas alignof and and_eq asm bitand bitor bool catch class compl const_cast constexpr decltype delete dynamic_cast
   explicit export false final friend mutable namespace new noexcept not not_eq nullptr operator or or_eq override private
   protected public reinterpret_cast static_assert static_cast template this thread_local throw true try typeid typename
   using virtual wchar_t xor xor_eq`.split(/\s+/),
);
