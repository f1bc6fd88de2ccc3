import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compilerFlags } from './c-flags.js';
import type { Source } from './files.js';
import { type Piece, piecesOf, textOf } from './lexer.js';
import { finished } from './process.js';
import { type Found, type Gap, lastName, placesIn, type Subject, type Use } from './use.js';

/**
 * Uses of struct fields in C. Two structs may have a field of one name, so the compiler is asked: with a header in which
 * the field is called otherwise, it names each place that wants the old name, in macros and designators as well.
 */
export async function fieldUses(
  sources: readonly Source[],
  roots: readonly string[],
  subjects: readonly Subject[],
  header: string | undefined,
): Promise<Found> {
  const fields = subjects.flatMap((subject) => (subject.target.kind === 'field' ? [subject] : []));
  const names = new Set(fields.map(lastName));
  const files = sources.filter(({ kind }) => kind === 'c');
  const candidates = new Map(files.map((source) => [source.path, accessesIn(source, names)] as const));
  if (![...candidates.values()].some(({ length }) => length > 0)) return { uses: [], gaps: [] };
  const folder = mkdtempSync(join(tmpdir(), 'pvm-codegen-'));
  try {
    const asked = await askCompiler({ files, candidates, roots, fields, header, folder });
    return { uses: [...asked.uses, ...guesses(files, candidates, fields, asked)], gaps: asked.gaps };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A name behind `.` or `->`, or in a macro's or designator's place for one. */
function accessesIn({ text }: Source, names: ReadonlySet<string>): readonly Piece[] {
  const pieces = piecesOf(text, 'c');
  return pieces.filter((piece) => piece.kind === 'name' && names.has(textOf(text, piece)));
}

interface Question {
  readonly files: readonly Source[];
  readonly candidates: ReadonlyMap<string, readonly Piece[]>;
  readonly roots: readonly string[];
  readonly fields: readonly Subject[];
  readonly header: string | undefined;
  readonly folder: string;
}

interface Answer extends Found {
  /** Files in which the compiler has seen all there is. */
  readonly seen: ReadonlySet<string>;
}

async function askCompiler(question: Question): Promise<Answer> {
  const { files, candidates, fields, header, folder, roots } = question;
  const seen = new Set<string>();
  const gaps: Gap[] = [];
  const uses = new Map<string, Use>();
  if (header === undefined) {
    const message = 'a record has no header text: fields of C are found by their names only; compare two headers';
    return { uses: [], gaps: [{ file: 'C', message }], seen };
  }
  const probe = join(folder, 'probe.h');
  writeFileSync(probe, probeOf(header, fields));
  const sources = new Map(files.map((source) => [source.path, source]));
  const hasHeaders = [...candidates].some(([path, list]) => list.length > 0 && !isUnit(path));
  const units = files.filter(({ path }) => isUnit(path) && (hasHeaders || (candidates.get(path)?.length ?? 0) > 0));
  for (const unit of units) {
    const reply = await compile(unit, probe, folder, roots);
    if (typeof reply === 'string') {
      gaps.push({ file: 'C', message: reply });
      break;
    }
    const stray = reply.errors.find((error) => subjectOf(error, fields) === undefined);
    if (stray !== undefined && (candidates.get(unit.path)?.length ?? 0) > 0) {
      gaps.push({
        file: unit.file,
        message: `does not compile here (${stray.message}); fields are found by their names only: add a compile_commands.json`,
      });
    }
    if (stray === undefined) for (const file of reply.files) seen.add(file);
    for (const error of reply.errors) {
      const subject = subjectOf(error, fields);
      const use = subject === undefined ? undefined : useAt(error, subject, sources, unit.path);
      if (use !== undefined) uses.set(`${use.file}:${use.line}:${use.column}`, use);
    }
  }
  return { uses: [...uses.values()], gaps, seen };
}

function isUnit(path: string): boolean {
  return /\.(c|cc|cpp|cxx)$/.test(path);
}

const ELSEWHERE = '__is_called_otherwise_now';

/** The old header with each field under a name that nobody uses. */
function probeOf(header: string, fields: readonly Subject[]): string {
  let text = header;
  for (const { target } of fields) {
    if (target.kind !== 'field') continue;
    const body = new RegExp(`(\\{[^{}]*\\})(\\s*${target.struct}\\s*;)`);
    text = text.replace(body, (_, inner: string, end: string) => {
      const pieces = piecesOf(inner, 'c');
      const declared = pieces.filter(
        (piece, index) =>
          piece.kind === 'name' &&
          textOf(inner, piece) === target.name &&
          /^[;[,:]$/.test(textOf(inner, nextCode(pieces, index))),
      );
      const at = declared[0];
      return (at === undefined ? inner : inner.slice(0, at.end) + ELSEWHERE + inner.slice(at.end)) + end;
    });
  }
  return text;
}

function nextCode(pieces: readonly Piece[], index: number): Piece | undefined {
  return pieces.slice(index + 1).find(({ kind }) => kind !== 'comment');
}

interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** Where the macros are called that it comes from. */
  readonly calls: readonly { readonly file: string; readonly line: number; readonly column: number }[];
}

async function compile(
  unit: Source,
  probe: string,
  folder: string,
  roots: readonly string[],
): Promise<{ readonly errors: readonly Diagnostic[]; readonly files: readonly string[] } | string> {
  const isCpp = !unit.path.endsWith('.c');
  const compiler = (isCpp ? process.env['CXX'] : process.env['CC']) ?? (isCpp ? 'c++' : 'cc');
  const dependencies = join(folder, 'unit.d');
  const { flags, cwd } = compilerFlags(unit.path, unit.text, roots);
  const own = ['-fsyntax-only', '-fno-diagnostics-color', '-fmax-errors=0', '-w', '-MD', '-MF', dependencies];
  const args = [...own, ...flags, '-include', probe, unit.path];
  // Its words are read, so they must be English.
  const done = await finished(compiler, args, { cwd, env: { ...process.env, LC_ALL: 'C' } });
  if (done.status === undefined) return `${compiler} does not start: fields of C are found by their names only; set CC`;
  let files: readonly string[] = [unit.path];
  try {
    files = readFileSync(dependencies, 'utf8')
      .replace(/\\\n/g, ' ')
      .split(/\s+/)
      .slice(1)
      .filter((name) => name !== '')
      .map((name) => real(resolve(cwd, name)));
  } catch {
    // It stopped before: the unit is all that is known.
  }
  return { errors: diagnosticsIn(done.err, cwd), files };
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

const LINE = /^(.+?):(\d+):(\d+): (fatal error|error|note): (.*)$/;

function diagnosticsIn(text: string, cwd: string): readonly Diagnostic[] {
  const all: { file: string; line: number; column: number; message: string; calls: Diagnostic['calls'][number][] }[] =
    [];
  for (const line of text.split('\n')) {
    const [, name = '', row, column, kind, message = ''] = LINE.exec(line) ?? [];
    if (kind === undefined) continue;
    const place = { file: real(resolve(cwd, name)), line: Number(row), column: Number(column) };
    if (kind !== 'note') all.push({ ...place, message, calls: [] });
    else if (/\bmacro\b/.test(message)) all.at(-1)?.calls.push(place);
  }
  return all;
}

const MISSING = [
  /^'(?<type>[^']+)'(?: \{aka '(?<aka>[^']+)'\})? has no (?:non-static data )?member named '(?<name>\w+)'/,
  /^no member named '(?<name>\w+)' in '(?<type>[^']+)'/,
  /^field designator '(?<name>\w+)' does not refer to any field in type '(?<type>[^']+)'(?: \(aka '(?<aka>[^']+)'\))?/,
];

function subjectOf({ message }: Diagnostic, fields: readonly Subject[]): Subject | undefined {
  for (const pattern of MISSING) {
    const { type = '', aka = '', name } = pattern.exec(message)?.groups ?? {};
    if (name === undefined) continue;
    const types = [type, aka].map((one) => one.replace(/\b(?:const|volatile|struct)\b|\*/g, '').trim());
    return fields.find(
      ({ target }) =>
        target.kind === 'field' &&
        target.name === name &&
        (types.includes(target.struct) || (target.tag !== undefined && types.includes(target.tag))),
    );
  }
  return undefined;
}

/** Compilers point at the member, at the dot before it, or at the macro that it is an argument of. */
function useAt(
  { file, line, column, calls }: Diagnostic,
  subject: Subject,
  sources: ReadonlyMap<string, Source>,
  unit: string,
): Use | undefined {
  for (const place of [{ file, line, column }, ...calls]) {
    const source = sources.get(place.file) ?? (place.file === unit ? sources.get(unit) : undefined);
    if (source === undefined) continue;
    const piece = namedBehind(source.text, lastName(subject), place);
    if (piece === undefined) continue;
    return useOf(source, piece, subject, 'code');
  }
  return undefined;
}

function namedBehind(
  text: string,
  name: string,
  { line, column }: { readonly line: number; readonly column: number },
): Piece | undefined {
  const lines = text.split('\n');
  const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  // A macro's arguments may run over some lines.
  const to = from + lines.slice(line - 1, line + 3).join('\n').length;
  const piece = piecesOf(text.slice(from, to), 'c').find(
    (one) => one.kind === 'name' && textOf(text.slice(from, to), one) === name,
  );
  return piece === undefined ? undefined : { kind: 'name', start: from + piece.start, end: from + piece.end };
}

function useOf(source: Source, piece: Piece, subject: Subject, place: 'code' | 'guess', hindrance?: string): Use {
  const { to } = subject.todo;
  return {
    subject,
    file: source.file,
    ...placesIn(source.text)(piece.start),
    place,
    edits: to === undefined || hindrance !== undefined ? [] : [{ start: piece.start, end: piece.end, text: to }],
    ...(hindrance === undefined ? {} : { hindrance }),
  };
}

/** Where no compiler has looked: members of that name. One whose variable is named after the struct is taken for it. */
function guesses(
  files: readonly Source[],
  candidates: ReadonlyMap<string, readonly Piece[]>,
  fields: readonly Subject[],
  { seen, uses }: Answer,
): readonly Use[] {
  const known = new Set(uses.map(({ file, line, column }) => `${file}:${line}:${column}`));
  return files
    .filter(({ path }) => !seen.has(path))
    .flatMap((source) =>
      (candidates.get(source.path) ?? []).flatMap((piece): readonly Use[] => {
        const before = /(\w*)\s*(?:->|\.)\s*$/.exec(source.text.slice(0, piece.start))?.[1];
        if (before === undefined) return [];
        const name = textOf(source.text, piece);
        const named = fields.filter((field) => lastName(field) === name);
        const [first] = named;
        if (first === undefined) return [];
        const owner = named.find(({ target }) => target.kind === 'field' && isNamedAfter(before, target.struct));
        const hindrance = owner === undefined ? 'whether it is that struct is not known' : undefined;
        const use = useOf(source, piece, owner ?? first, 'guess', hindrance);
        return known.has(`${use.file}:${use.line}:${use.column}`) ? [] : [use];
      }),
    );
}

function isNamedAfter(variable: string, struct: string): boolean {
  return variable !== '' && struct.replace(/_t$/, '').endsWith(`_${variable}`);
}
