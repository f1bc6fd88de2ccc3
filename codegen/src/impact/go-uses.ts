import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Source, shownPath } from './files.js';
import { piecesOf, textOf } from './lexer.js';
import { mentionsIn, type Vocabulary } from './mentions.js';
import { finished } from './process.js';
import { reordered } from './reorder.js';
import { type Edit, type Found, type Gap, placesIn, type Span, type Subject, type Use } from './use.js';

/** A Go program of this package: types of Go are Go's own matter. Beside `src` and `dist`. */
const PROGRAM = join(import.meta.dirname, '../../go-uses');

/** Loading compiles what cgo needs. */
const SECONDS = 600;

/** Uses in Go: by types in code, by names in texts. */
export async function goUses(
  sources: readonly Source[],
  subjects: readonly Subject[],
  all: Vocabulary,
  module: string,
): Promise<Found> {
  const files = sources.filter(({ kind }) => kind === 'go');
  const own = subjects.filter(({ language }) => language === 'go');
  if (files.length === 0) return { uses: [], gaps: [] };
  const asked = own.length === 0 ? { uses: [], gaps: [] } : await ask(files, own, module);
  return { uses: [...asked.uses, ...files.flatMap((source) => textsIn(source, all))], gaps: asked.gaps };
}

interface GoSpan {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Answer {
  readonly uses: readonly (GoSpan & {
    readonly path: string;
    readonly arguments: readonly GoSpan[] | null;
    readonly hindrance?: string;
  })[];
  readonly gaps: readonly Gap[];
}

async function ask(files: readonly Source[], subjects: readonly Subject[], module: string): Promise<Found> {
  if (module === '') {
    return { uses: [], gaps: [{ file: 'Go', message: 'the configuration has no Go target; name one with --config' }] };
  }
  const paths = new Map(
    subjects.flatMap((subject) =>
      subject.target.kind === 'declaration' ? [[subject.target.path, subject] as const] : [],
    ),
  );
  const folders = new Map(files.map(({ path }) => [moduleOf(dirname(path)), path] as const));
  const outside = folders.get(undefined);
  folders.delete(undefined);
  const question = {
    package: module,
    folders: [...folders.keys()],
    files: files.map(({ path }) => path),
    paths: [...paths.keys()],
  };
  const done = await finished('go', ['run', '.'], {
    cwd: realpathSync(PROGRAM),
    env: { ...process.env, GOWORK: 'off' },
    input: JSON.stringify(question),
    seconds: SECONDS,
  });
  const answer = done.status === 0 ? answerIn(done.out) : undefined;
  if (answer === undefined) {
    const why = done.status === undefined ? 'Go is not installed' : (done.err.trim().split('\n').at(-1) ?? 'it failed');
    return { uses: [], gaps: [{ file: 'Go', message: `only texts were looked at: ${why}` }] };
  }
  const sources = new Map(files.map((source) => [source.path, source]));
  const gaps = answer.gaps.map(({ file, message }) => ({ file: shownPath(file), message }));
  if (outside !== undefined) gaps.push({ file: shownPath(outside), message: 'has no go.mod above it' });
  return {
    uses: answer.uses.flatMap((one): readonly Use[] => {
      const [source, subject] = [sources.get(one.file), paths.get(one.path)];
      return source === undefined || subject === undefined ? [] : useOf(source, subject, one);
    }),
    gaps,
  };
}

function moduleOf(folder: string): string | undefined {
  if (existsSync(join(folder, 'go.mod'))) return folder;
  const up = dirname(folder);
  return up === folder ? undefined : moduleOf(up);
}

function answerIn(text: string): Answer | undefined {
  try {
    // The program is this package's own.
    return JSON.parse(text) as Answer;
  } catch {
    return undefined;
  }
}

function useOf(source: Source, subject: Subject, one: Answer['uses'][number]): readonly Use[] {
  const lines = source.text.split('\n');
  const span = spanIn(lines, one);
  const place = { file: source.file, ...placesIn(source.text)(span.start) };
  const { to, order } = subject.todo;
  const edits: readonly Edit[] = to === undefined ? [] : [{ ...span, text: to }];
  const use: Use = { subject, ...place, place: 'code', edits };
  if (order === undefined) return [use];
  const given = one.arguments?.map((argument) => spanIn(lines, argument));
  // What was not asked for by order comes before all that was: a context.
  const first = given === undefined ? 0 : given.length - order.length;
  if (given === undefined) return [{ ...use, hindrance: 'no call: the order is for whoever calls it from here' }];
  if (one.hindrance !== undefined) return [{ ...use, hindrance: one.hindrance }];
  const moved = first < 0 ? undefined : reordered(given.slice(first), order);
  if (moved === undefined) return [{ ...use, hindrance: `${given.length} arguments instead of ${order.length}` }];
  return [{ ...use, edits: [...edits, ...moved] }];
}

/** Go counts octets. */
function spanIn(lines: readonly string[], { line, column, endLine, endColumn }: GoSpan): Span {
  return { start: offsetOf(lines, line, column), end: offsetOf(lines, endLine, endColumn) };
}

function offsetOf(lines: readonly string[], line: number, column: number): number {
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const octets = Buffer.from(lines[line - 1] ?? '', 'utf8').subarray(0, column - 1);
  return before + octets.toString('utf8').length;
}

/** Comments and strings, what cgo is told in them, and `C.name`. */
function textsIn(source: Source, all: Vocabulary): readonly Use[] {
  const { text, file } = source;
  const placeOf = placesIn(text);
  const pieces = piecesOf(text, 'go');
  return pieces.flatMap((piece, index): readonly Use[] => {
    const isC =
      piece.kind === 'name' && textOf(text, pieces[index - 1]) === '.' && textOf(text, pieces[index - 2]) === 'C';
    if (!isC && piece.kind !== 'comment' && piece.kind !== 'string') return [];
    const place = isC ? 'code' : piece.kind === 'string' ? 'string' : 'comment';
    return mentionsIn(textOf(text, piece), all, 'go', piece.start).map(({ subject, start, edits, hindrance }) => ({
      subject,
      file,
      ...placeOf(start),
      place,
      edits,
      ...(hindrance === undefined ? {} : { hindrance }),
    }));
  });
}
