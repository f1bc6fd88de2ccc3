import type { Where } from '../../check/header.js';
import type { Rule } from '../../check/rule.js';
import { RULES } from '../../check/rules/index.js';
import { placeWords, type Values, VOCABULARY } from '../../check/vocabulary.js';
import type { Emitter } from '../emitter.js';
import { blocks, generatedNotice, wrap } from '../text.js';

/** One page per rule, and an index with all annotations: what to write in a header, and why. */
export const emitRules: Emitter = (abi, _names, config) => {
  const out = config.targets.rules?.out;
  if (out === undefined) return [];
  const notice = `<!-- ${generatedNotice(abi.header)} -->`;
  return [
    { path: `${out}/README.md`, text: `${blocks(notice, index())}\n` },
    ...RULES.map((rule) => ({ path: `${out}/${pageOf(rule)}`, text: `${blocks(notice, page(rule))}\n` })),
  ];
};

const WIDTH = 120;

function pageOf({ id }: Rule): string {
  return `${id.replace(/^header\//, '')}.md`;
}

function page(rule: Rule): string {
  const { id, summary, why, refused, settled } = rule;
  return blocks(
    `# ${id}`,
    prose(summary),
    '## Why',
    prose(why),
    '## What is refused',
    cCode(refused),
    '## What settles it',
    cCode(settled),
    prose(foundBy(rule)),
    '[All rules](README.md)',
  );
}

function foundBy({ looksAt }: Rule): string {
  switch (looksAt) {
    case 'text':
      return 'Found while the header is read: nothing else is looked at as long as there is such a finding.';
    case 'draft':
      return 'In these examples `lib_box_t` is a handle, and `lib_status_t` the status enum.';
    case 'abi':
      return 'In these examples `lib_box_t` is a handle. Found only in headers that no rule has anything against which looks at single declarations.';
  }
}

function index(): string {
  const rules = RULES.map((rule) => `| [\`${rule.id}\`](${pageOf(rule)}) | ${rule.summary} |`);
  const words = [...VOCABULARY].map(([key, { at, values, meaning }]) => {
    return `| \`${formOf(key, values)}\` | ${placesOf(at)} | ${meaning} |`;
  });
  return blocks(
    '# Rules of the header',
    prose(
      'The generator refuses a declaration whose meaning it would have to guess. A finding is one line, and as long as ' +
        'there is one nothing is written:',
    ),
    '```text\nfile:line:column  severity  rule  message; fix\n```',
    ['| rule | what it wants |', '|---|---|', ...rules].join('\n'),
    '## Annotations',
    prose(
      'They stand in doc comments, `(key)` or `(key: value, label: value)`: first thing after `@param[in] name`, `@return` ' +
        'and `/**<`, and alone below `@par Contract`. The first character that is no `(` ends them.',
    ),
    ['| annotation | where | meaning |', '|---|---|---|', ...words].join('\n'),
  );
}

/** Long lists have names of their own. */
function placesOf(at: readonly Where[]): string {
  const groups: readonly (readonly [string, readonly Where[]])[] = [
    ['any parameter', ['input', 'output', 'in-out', 'callback-input', 'callback-output']],
    ['any return value', ['return', 'callback-return']],
    ['any declaration', ['constant', 'enum', 'struct', 'opaque', 'callback', 'function']],
  ];
  const whole = groups.filter(([, places]) => places.every((place) => at.includes(place)));
  const covered = new Set(whole.flatMap(([, places]) => places));
  return [...whole.map(([name]) => name), ...at.filter((place) => !covered.has(place)).map(placeWords)].join(', ');
}

function formOf(key: string, values: Values): string {
  switch (values.kind) {
    case 'none':
      return `(${key})`;
    case 'name':
      return values.optional ? `(${key}), (${key}: name)` : `(${key}: name)`;
    case 'names':
      return `(${key}: name, …)`;
    case 'word':
      return `(${key}: ${values.words.join(' \\| ')})`;
    case 'range':
      return `(${key}: 0..255)`;
    case 'section':
      return `(${key}: A.5)`;
    case 'extent':
      return `${values.optional ? `(${key}), ` : ''}(${key}: count), (${key}: capacity, filled: count)`;
    case 'labels':
      return `(${key}: ${values.labels.map((label) => `${label}: name`).join(', ')})`;
  }
}

function prose(text: string): string {
  return wrap(text, WIDTH).join('\n');
}

function cCode(text: string): string {
  return `\`\`\`c\n${text.trim()}\n\`\`\``;
}
