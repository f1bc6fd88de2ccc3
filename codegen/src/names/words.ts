/** How words become identifiers. C names are words between underscores; nothing here knows what they stand for. */

/** Words that Go writes in capitals. A configuration may add its own library's. */
export const INITIALISMS: readonly string[] = ['abi', 'gp', 'id', 'oog', 'pc', 'pvm', 'vm', 'u32', 'u64'];

/** `PVM_PAGE_FAULT` gives `pvm page fault`; empty words (a doubled underscore) are dropped. */
export function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split('_')
    .filter((word) => word !== '');
}

/** `read memory` gives `readMemory`. */
export function camelCase(words: readonly string[]): string {
  return words.map((word, index) => (index === 0 ? word : capitalised(word))).join('');
}

/** `read memory` gives `ReadMemory`. */
export function pascalCase(words: readonly string[]): string {
  return words.map(capitalised).join('');
}

/** `host vm id` gives `HostVMID`. */
export function goExported(words: readonly string[], initialisms: ReadonlySet<string>): string {
  return words.map((word) => (initialisms.has(word) ? word.toUpperCase() : capitalised(word))).join('');
}

/** `func id` gives `funcID`, `vm options` gives `vmOptions`. */
export function goLocal(words: readonly string[], initialisms: ReadonlySet<string>): string {
  const [first, ...rest] = words;
  return first === undefined ? '' : first + goExported(rest, initialisms);
}

/** `wordsOf('pvm_vm_get_gas')` without `pvm vm` gives `get gas`; unchanged where the prefix isn't there or nothing would be left. */
export function withoutPrefix(words: readonly string[], prefix: readonly string[]): readonly string[] {
  const matches = prefix.every((word, index) => words[index] === word);
  return matches && words.length > prefix.length ? words.slice(prefix.length) : words;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
