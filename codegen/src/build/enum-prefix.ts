/**
 * The short names of an enum's members: what is left after the words that all share. Never more words than the type's
 * own name has (`pvm_gas_model_t`: three), so that members which happen to share a word keep it, and a first or only
 * member has the name it will keep when others join.
 */
export function shortNames(enumName: string, members: readonly string[]): readonly string[] {
  const words = members.map((member) => member.split('_'));
  const typeWords = enumName.replace(/_t$/, '').split('_').length;
  const shared = Math.min(typeWords, sharedWords(words), ...words.map((own) => own.length - 1));
  for (let count = shared; count > 0; count -= 1) {
    const short = words.map((own) => own.slice(count).join('_'));
    if (short.every((name) => /^[A-Za-z]/.test(name))) return short;
  }
  return members;
}

function sharedWords(words: readonly (readonly string[])[]): number {
  const [first = []] = words;
  const different = first.findIndex((word, index) => words.some((own) => own[index] !== word));
  return different === -1 ? first.length : different;
}
