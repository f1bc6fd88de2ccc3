import { AUDIENCES } from '../diff/finding.js';
import type { AbiRule } from '../diff/rule.js';
import { ABI_RULES } from '../diff/rules/index.js';
import { severityOf } from '../diff/severity.js';
import type { Emitter } from '../emit/emitter.js';
import { blocks, generatedNotice, wrap } from '../emit/text.js';
import { audienceWords, SEVERITIES, verdictWords } from './words.js';

const WIDTH = 120;

/** One page per rule of the comparison, and an index. */
export const emitRulePages: Emitter = (abi, _names, config) => {
  const out = config.targets.rules?.out;
  if (out === undefined) return [];
  const notice = `<!-- ${generatedNotice(abi.header)} -->`;
  return [
    { path: `${out}/abi/README.md`, text: `${blocks(notice, index())}\n` },
    ...ABI_RULES.map((rule) => ({ path: `${out}/abi/${pageOf(rule)}`, text: `${blocks(notice, page(rule))}\n` })),
  ];
};

function pageOf({ id }: AbiRule): string {
  return `${id.replace(/^abi\//, '')}.md`;
}

function page(rule: AbiRule): string {
  const { id, summary, effects, why, advice, before, after } = rule;
  const example = before === after ? '' : blocks('## Example', `\`\`\`diff\n${difference(before, after)}\n\`\`\``);
  return blocks(
    `# ${id}`,
    prose(`${summary} Usually **${severityOf(effects)}**: a finding may know better.`),
    '## Who notices',
    [
      '| who | what | why |',
      '|---|---|---|',
      ...AUDIENCES.map((who) => `| ${audienceWords(who)} | ${verdictWords(effects[who])} | ${why[who]} |`),
    ].join('\n'),
    '## How to do it compatibly',
    prose(`${advice.charAt(0).toUpperCase()}${advice.slice(1)}.`),
    example,
    '[All rules of the comparison](README.md)',
  );
}

function index(): string {
  const sections = SEVERITIES.map((severity) => {
    const rules = ABI_RULES.filter(({ effects }) => severityOf(effects) === severity);
    const rows = rules.map((rule) => `| [\`${rule.id}\`](${pageOf(rule)}) | ${rule.summary} |`);
    return blocks(`## ${severity}`, ['| rule | what is found |', '|---|---|', ...rows].join('\n'));
  });
  return blocks(
    '# Rules of the comparison',
    prose(
      '`pvm-codegen abi diff OLD NEW` compares two headers, records, revisions or built libraries. Each finding has a ' +
        'verdict for C that is compiled again, for C that is not, for Go and for TypeScript. If it breaks somebody, or ' +
        'acts otherwise for somebody, it is *breaking* and asks for a major version; if somebody gains, it is *additive* ' +
        'and asks for a minor one; what nobody notices is *docs*. Rules are listed by their usual severity.',
    ),
    prose(
      'Before version 1.0 a minor version is enough for everything, and there is no third number: what is added asks ' +
        'for a minor version as well. What is `(experimental)` is no promise: breaking it is additive.',
    ),
    ...sections,
  );
}

/** Lines that go and lines that come; those that both begin or end with stand once. */
function difference(before: string, after: string): string {
  const [old, next] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < Math.min(old.length, next.length) && old[start] === next[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, next.length) - start && old.at(-1 - end) === next.at(-1 - end)) end += 1;
  return [
    ...old.slice(0, start).map((line) => ` ${line}`),
    ...old.slice(start, old.length - end).map((line) => `-${line}`),
    ...next.slice(start, next.length - end).map((line) => `+${line}`),
    ...old.slice(old.length - end).map((line) => ` ${line}`),
  ]
    .map((line) => line.trimEnd())
    .join('\n');
}

function linesOf(text: string): readonly string[] {
  const trimmed = text.replace(/^\n+|\n+$/g, '');
  return trimmed === '' ? [] : trimmed.split('\n');
}

function prose(text: string): string {
  return wrap(text, WIDTH).join('\n');
}
