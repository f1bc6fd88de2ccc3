import type { EmittedFile } from '../emitter.js';
import { blocks, generatedNotice } from '../text.js';
import type { GoContext } from './context.js';
import { callsBack, shimName } from './shims.js';

/** One file of the Go package. What it imports, and what it promises of the C functions it calls, follows from its text. */
export interface GoSource {
  /** Without `.gen.go`. */
  readonly name: string;
  readonly text: string;
  /** A build constraint, on top of cgo's own. */
  readonly constraint?: string;
  /** Import paths beside the standard library's. */
  readonly imports?: readonly string[];
  /** The comment of the package. */
  readonly doc?: string;
  /** Lines of C and of cgo behind the include of the shims. */
  readonly preamble?: readonly string[];
}

/** Packages of the standard library, as the text calls them. */
const STANDARD: readonly string[] = [
  'context',
  'errors',
  'fmt',
  'math',
  'runtime',
  'runtime/cgo',
  'slices',
  'strconv',
  'strings',
  'sync',
  'sync/atomic',
  'time',
  'unsafe',
  'weak',
];

export function goFile(context: GoContext, source: GoSource): EmittedFile {
  const used = codeOnly(source.text);
  const usesC = /\bC\./.test(used);
  const constraint = source.constraint ?? (usesC ? undefined : 'cgo');
  const standard = STANDARD.filter((path) => new RegExp(`\\b${path.split('/').at(-1)}\\.[A-Z]`).test(used));
  const text = blocks(
    `// ${generatedNotice(context.abi.header)}`,
    constraint === undefined ? '' : `//go:build ${constraint}`,
    `${source.doc === undefined ? '' : `${source.doc}\n`}package ${context.target.package}`,
    usesC ? `${preambleText(context, source, used)}\nimport "C"` : '',
    importText(standard, source.imports ?? []),
    source.text,
  );
  return { path: `${context.target.out}/${source.name}.gen.go`, text: `${text}\n` };
}

function importText(standard: readonly string[], own: readonly string[]): string {
  const [only] = [...standard, ...own];
  if (only === undefined) return '';
  if (standard.length + own.length === 1) return `import "${only}"`;
  const groups = [standard, [...own].sort()].filter((group) => group.length > 0);
  return `import (\n${groups.map((group) => group.map((path) => `\t"${path}"`).join('\n')).join('\n\n')}\n)`;
}

function preambleText(context: GoContext, { preamble = [] }: GoSource, used: string): string {
  const called = new Set([...used.matchAll(/\bC\.(\w+)\(/g)].map(([, name]) => name));
  const quick = context.abi.functions.filter(
    (func) => called.has(shimName(context, func)) && !callsBack(context, func),
  );
  const promises = quick.flatMap((func) => [
    `#cgo noescape ${shimName(context, func)}`,
    `#cgo nocallback ${shimName(context, func)}`,
  ]);
  const parts = [[`#include "${context.abi.name}_go.h"`], [...preamble], promises].filter((part) => part.length > 0);
  return `/*\n${parts.map((part) => part.join('\n')).join('\n\n')}\n*/`;
}

/** The text without comments and without what stands in quotes. */
function codeOnly(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|`[^`]*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '""');
}
