import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads the core's corpus: small programs in assembly with exact expectations. Its language: core/test/corpus_case.h. */

export interface CorpusCase {
  /** File, line and the case's own sentence. */
  readonly name: string;
  readonly models: readonly ('instruction' | 'block')[];
  readonly hasUnlikely: boolean;
  readonly code: string;
  /** Words of each `map`, `data` and `layout` line. */
  readonly settings: readonly (readonly string[])[];
  readonly blocks: readonly string[];
  readonly ends: readonly string[];
  readonly steps: readonly CorpusStep[];
}

export interface CorpusStep {
  readonly line: number;
  /** Of a new machine. */
  readonly isRun: boolean;
  readonly inputs: readonly string[];
  readonly expected: readonly string[];
}

interface Draft {
  name: string;
  models: ('instruction' | 'block')[];
  hasUnlikely: boolean;
  code: string;
  settings: string[][];
  blocks: string[];
  ends: string[];
  steps: { line: number; isRun: boolean; inputs: string[]; expected: string[] }[];
}

export function readCorpus(folder: string): readonly CorpusCase[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return files.sort().flatMap((file) => readFile(file, readFileSync(join(folder, file), 'utf8')));
}

function readFile(file: string, text: string): readonly CorpusCase[] {
  const cases: Draft[] = [];
  text.split('\n').forEach((line, index) => {
    if (line === '' || line.startsWith('#')) return;
    if (line.startsWith('case ')) cases.push(newCase(`${file}:${index + 1}: ${line.slice(5)}`));
    else readLine(cases.at(-1) ?? mistake(file, index, line), line, index + 1);
  });
  return cases;
}

function newCase(name: string): Draft {
  return {
    name,
    models: ['instruction', 'block'],
    hasUnlikely: false,
    code: '',
    settings: [],
    blocks: [],
    ends: [],
    steps: [],
  };
}

function readLine(draft: Draft, line: string, number: number): void {
  if (/^[ .]|^[a-z_0-9]+:/.test(line)) {
    draft.code += `${line}\n`;
    return;
  }
  const [word = '', ...rest] = wordsOf(line);
  switch (word) {
    case 'run':
    case 'then': {
      const [inputs = '', expected = ''] = line.slice(word.length).split('=>');
      draft.steps.push({ line: number, isRun: word === 'run', inputs: wordsOf(inputs), expected: wordsOf(expected) });
      break;
    }
    case 'repeat': {
      const [count = '', ...instruction] = rest;
      if (!/^[0-9]+$/.test(count) || instruction.length === 0) mistake(draft.name, number, line);
      draft.code += ` ${instruction.join(' ')}\n`.repeat(Number(count));
      break;
    }
    case '=>':
      (draft.steps.at(-1) ?? mistake(draft.name, number, line)).expected.push(...rest);
      break;
    case 'blocks':
      draft.blocks.push(...rest);
      break;
    case 'ends':
      draft.ends.push(...rest);
      break;
    case 'model':
      draft.models = draft.models.filter((model) => model === rest[0]);
      break;
    case 'set':
      draft.hasUnlikely = rest[0] === 'unlikely' || mistake(draft.name, number, line);
      break;
    case 'map':
    case 'data':
    case 'layout':
      draft.settings.push([word, ...rest]);
      break;
    default:
      mistake(draft.name, number, line);
  }
}

function wordsOf(text: string): string[] {
  return text.split(/[ \t]+/).filter((word) => word !== '');
}

function mistake(where: string, line: number, text: string): never {
  throw new Error(`${where}, line ${line}: not understood: ${text}`);
}
