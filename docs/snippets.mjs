// Keeps the hand-written Markdown honest: snippets are regions of files that tests compile and run, links lead somewhere.
//   node docs/snippets.mjs           lists what is wrong; exit status 1 if anything is
//   node docs/snippets.mjs --write   copies the regions into the Markdown first
//
// In Markdown, a comment stands above the fence; in the source, `region: NAME` and `endregion` stand in comments:
//   <!-- snippet: examples/taste.c#taste -->
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(import.meta.dirname, '..');

/** Languages that tests can compile: whoever shows them must name the file. */
const CODE = new Set(['c', 'h', 'ts', 'js', 'go', 'pasm']);

/** Folders of generated pages; the generator's own tests check them. */
const GENERATED = ['docs/reference', 'docs/rules'];

const FENCE = /^(?:<!-- snippet: (?<source>\S+) -->\n+)?^```(?<language>\w*)\n(?<body>[\s\S]*?)^```$/gm;

export function pages(root = ROOT) {
  const top = readdirSync(root).filter((name) => extname(name) === '.md');
  return [...top, ...markdownIn(root, 'docs'), ...markdownIn(root, 'examples'), ...markdownIn(root, 'bench')];
}

function markdownIn(root, folder) {
  if (!existsSync(join(root, folder)) || GENERATED.includes(folder)) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ['node_modules', 'build'].includes(entry.name) ? [] : markdownIn(root, path);
    return extname(entry.name) === '.md' ? [path] : [];
  });
}

/** What is wrong on a page, one sentence each. */
export function problemsOf(page, root = ROOT) {
  const text = readFileSync(join(root, page), 'utf8');
  return [...snippetProblems(page, text, root), ...linkProblems(page, text, root)];
}

function snippetProblems(page, text, root) {
  return [...text.matchAll(FENCE)].flatMap((match) => {
    const { source, language, body } = match.groups;
    const where = `${page}:${lineOf(text, match.index)}`;
    if (source === undefined) {
      return CODE.has(language) ? [`${where}: a ${language} snippet without a file behind it; put one under test`] : [];
    }
    const region = regionOf(source, root);
    if (region.problem !== undefined) return [`${where}: ${region.problem}`];
    return region.text === body ? [] : [`${where}: differs from ${source}; run node docs/snippets.mjs --write`];
  });
}

/** `file#region`, or `file` for all of it. */
export function regionOf(source, root = ROOT) {
  const [file, name] = source.split('#');
  if (!existsSync(join(root, file))) return { problem: `there is no ${file}` };
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  if (name === undefined) return { text: lines.join('\n') };
  const start = lines.findIndex((line) => new RegExp(`\\bregion: ${name}(?!\\S)`).test(line));
  if (start === -1) return { problem: `${file} has no region ${name}` };
  const length = lines.slice(start).findIndex((line) => /\bendregion\b/.test(line));
  if (length === -1) return { problem: `region ${name} of ${file} has no end` };
  return {
    text: dedented(
      lines
        .slice(start + 1, start + length)
        .join('\n')
        .replace(/^\n+|\s+$/g, '')
        .split('\n'),
    ),
  };
}

function dedented(lines) {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)[0].length);
  const indent = Math.min(...indents);
  return `${lines.map((line) => line.slice(indent)).join('\n')}\n`;
}

function linkProblems(page, text, root) {
  const prose = text.replace(/```[\s\S]*?```/g, (fence) => fence.replace(/[^\n]/g, ' ')).replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]*)\)/g)].flatMap((match) => {
    const where = `${page}:${lineOf(prose, match.index)}`;
    const [path, anchor] = match[1].split('#');
    if (/^[a-z]+:/.test(path)) return [];
    const target = path === '' ? page : relative(root, join(root, dirname(page), path));
    if (!existsSync(join(root, target))) return [`${where}: dead link to ${match[1]}`];
    if (anchor === undefined || statSync(join(root, target)).isDirectory()) return [];
    return anchorsOf(join(root, target)).has(anchor) ? [] : [`${where}: ${target} has no #${anchor}`];
  });
}

/** Explicit anchors, and headings as code hosts name them. */
function anchorsOf(file) {
  const text = readFileSync(file, 'utf8').replace(/```[\s\S]*?```/g, '');
  const explicit = [...text.matchAll(/<a id="([^"]*)">/g)].map((match) => match[1]);
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map((match) =>
    match[1]
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set([...explicit, ...headings]);
}

function lineOf(text, index) {
  return text.slice(0, index).split('\n').length;
}

/** Copies every region into its fence. */
export function rewrite(page, root = ROOT) {
  const text = readFileSync(join(root, page), 'utf8');
  const written = text.replace(FENCE, (whole, ...rest) => {
    const { source, language } = rest.at(-1);
    const region = source === undefined ? {} : regionOf(source, root);
    return region.text === undefined ? whole : `<!-- snippet: ${source} -->\n\`\`\`${language}\n${region.text}\`\`\``;
  });
  if (written !== text) writeFileSync(join(root, page), written);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--write')) for (const page of pages()) rewrite(page);
  const problems = pages().flatMap((page) => problemsOf(page));
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
