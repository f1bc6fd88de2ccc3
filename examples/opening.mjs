// Prints the program in a header's opening comment: the lines that are indented by four spaces more than its prose.
import { readFileSync } from 'node:fs';

const [comment = ''] = /\/\*[\s\S]*?\*\//.exec(readFileSync(process.argv[2], 'utf8')) ?? [];
const lines = comment.split('\n').map((line) => line.replace(/^ \* ?/, ''));
const first = lines.findIndex((line) => /^ {4}\S/.test(line));
const length = lines.slice(first).findIndex((line) => /^\S/.test(line));
if (first === -1 || length === -1) throw new Error(`${process.argv[2]}: no program in the opening comment`);
process.stdout.write(
  `${lines
    .slice(first, first + length)
    .map((line) => line.slice(4))
    .join('\n')
    .trimEnd()}\n`,
);
