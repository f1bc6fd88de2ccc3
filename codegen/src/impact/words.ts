import { type Language, lastName, type Subject, type Use } from './use.js';

const LANGUAGES: Readonly<Record<Language, string>> = { c: 'C', typescript: 'TypeScript', go: 'Go' };

export function languageWords(language: Language): string {
  return LANGUAGES[language];
}

/** `vm.gas is now vm.fuel`: what has changed, in the language's own names. */
export function changeWords({ shown, todo }: Subject): string {
  const said = [
    ...(todo.shownTo === undefined ? [] : [`${shown} is now ${todo.shownTo}`]),
    ...(todo.order === undefined
      ? []
      : [`arguments in another order (${todo.order.map((place) => place + 1).join(', ')})`]),
    ...(todo.words === undefined ? [] : [todo.words]),
  ];
  return todo.shownTo === undefined ? `${shown}: ${said.join('; ')}` : said.join('; ');
}

/** What to do at one place. */
export function todoWords(use: Use): string {
  const { subject, hindrance, place } = use;
  const { todo } = subject;
  const steps = [
    ...(todo.to === undefined ? [] : [`${lastName(subject)} → ${todo.to}`]),
    ...(todo.order === undefined ? [] : [`arguments in the order ${todo.order.map((at) => at + 1).join(', ')}`]),
    ...(todo.words === undefined ? [] : [todo.words]),
  ];
  const where =
    place === 'code'
      ? ''
      : ` (${place === 'guess' ? 'by its name only' : `in a ${place === 'prose' ? 'text' : place}`})`;
  return `${steps.join('; ')}${where}${hindrance === undefined ? '' : `: ${hindrance}`}`;
}

/** Whether `--write` leaves something to people here. */
export function isManual({ edits, subject, hindrance }: Use): boolean {
  return edits.length === 0 || subject.todo.words !== undefined || hindrance !== undefined;
}
