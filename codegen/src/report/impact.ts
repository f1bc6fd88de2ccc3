import pc from 'picocolors';
import type { Impact } from '../impact/impact.js';
import type { Language, Subject, Use } from '../impact/use.js';
import { changeWords, isManual, languageWords, todoWords } from '../impact/words.js';

const ORDER: readonly Language[] = ['c', 'typescript', 'go'];

/** For a terminal: subject by subject, each place with what to do there. */
export function impactText({ uses, gaps, subjects, files, generated }: Impact, colour: boolean): string {
  const colours = pc.createColors(colour);
  const blocks = bySubject(subjects, uses).map(([subject, own]) =>
    [
      `${colours.bold(`${languageWords(subject.language)}: ${changeWords(subject)}`)}${ruleOf(subject)}`,
      ...own.map((use) => `  ${placeOf(use)}  ${isManual(use) ? colours.yellow(todoWords(use)) : todoWords(use)}`),
      '',
    ].join('\n'),
  );
  const missing = gaps.map(({ file, message }) => `${colours.yellow('not looked at')}  ${file}: ${message}`);
  return `${[...blocks, ...missing, colours.bold(totalWords(uses, files, generated))].join('\n')}\n`;
}

const MOST_PLACES = 15;

/** Part of a pull-request comment: how many, and where the first of them are. */
export function impactMarkdown({ uses, gaps, subjects, files, generated }: Impact): string {
  const lists = bySubject(subjects, uses).map(([subject, own]) => {
    const places = own
      .slice(0, MOST_PLACES)
      .map((use) => `- \`${placeOf(use)}\` ${isManual(use) ? '(by hand) ' : ''}${escaped(todoWords(use))}`);
    const rest = own.length - places.length;
    const more = rest > 0 ? [`- … and ${rest} more`] : [];
    const title = `${languageWords(subject.language)}: ${escaped(changeWords(subject))} (${own.length})`;
    return `<details><summary>${title}</summary>\n\n${[...places, ...more].join('\n')}\n\n</details>`;
  });
  const missing =
    gaps.length === 0
      ? []
      : [`**Not looked at**\n\n${gaps.map(({ file, message }) => `- \`${file}\`: ${escaped(message)}`).join('\n')}`];
  return `${[`**Uses**: ${totalWords(uses, files, generated)}`, ...lists, ...missing].join('\n\n')}\n`;
}

/** For programs: see `abi/diff.schema.json`. */
export function impactData({ uses, gaps, files, generated, changes }: Impact): unknown {
  return {
    files,
    generated,
    changed: changes.length,
    uses: uses.map((use) => ({
      file: use.file,
      line: use.line,
      column: use.column,
      language: use.subject.language,
      place: use.place,
      symbol: use.subject.symbol,
      rule: use.subject.finding?.rule ?? null,
      name: use.subject.shown,
      ...(use.subject.todo.shownTo === undefined ? {} : { newName: use.subject.todo.shownTo }),
      todo: todoWords(use),
      mechanical: !isManual(use),
    })),
    gaps,
  };
}

function bySubject(
  subjects: readonly Subject[],
  uses: readonly Use[],
): readonly (readonly [Subject, readonly Use[]])[] {
  const ordered = ORDER.flatMap((language) => subjects.filter((subject) => subject.language === language));
  return ordered.flatMap((subject) => {
    const own = uses.filter((use) => use.subject === subject);
    return own.length === 0 ? [] : [[subject, own] as const];
  });
}

function ruleOf({ finding }: Subject): string {
  return finding === undefined ? '' : `  ${finding.rule}`;
}

function placeOf({ file, line, column }: Use): string {
  return `${file}:${line}:${column}`;
}

function totalWords(uses: readonly Use[], files: number, generated: number): string {
  const hands = uses.filter(isManual).length;
  const inFiles = new Set(uses.map(({ file }) => file)).size;
  const left = hands === 0 ? 'all of them mechanical' : `${hands} of them by hand`;
  const found = uses.length === 0 ? 'no uses' : `${uses.length} uses in ${inFiles} files, ${left}`;
  return `${found}; ${files} files looked through, ${generated} generated ones left to generate`;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, (mark) => `\\${mark}`);
}
