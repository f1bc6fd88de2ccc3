import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
// ts-morph: it brings a compiler whose API is stable, which TypeScript 7 itself has not yet.
import { Project, ts } from 'ts-morph';
import type { Source } from './files.js';
import { shownPath } from './files.js';
import { mentionsIn, type Vocabulary } from './mentions.js';
import { reordered } from './reorder.js';
import { isOfBinding, pathOf, type TsPackage } from './ts-binding.js';
import { meaningOf } from './ts-meaning.js';
import { type Edit, type Found, type Gap, lastName, placesIn, type Subject, type Use } from './use.js';

/** Uses in TypeScript and JavaScript, by their types: what refers to a declaration of the generated binding. */
export function tsUses(
  sources: readonly Source[],
  subjects: readonly Subject[],
  all: Vocabulary,
  library: TsPackage,
): Found {
  const own = subjects.filter(({ language }) => language === 'typescript');
  const uses: Use[] = [];
  const gaps: Gap[] = [];
  for (const [config, files] of byProject(sources)) {
    // Without its types, a project has only texts.
    const program = own.length === 0 ? undefined : programOf(config, files, library, gaps);
    for (const source of files) {
      const file =
        program?.getSourceFile(source.path) ??
        ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true);
      uses.push(...usesIn(source, file, program, own, all, library));
      if (program !== undefined) gaps.push(...unresolved(source, file, program, library));
    }
  }
  return { uses, gaps };
}

/** Files by the tsconfig.json above them; none: on their own. */
function byProject(sources: readonly Source[]): ReadonlyMap<string | undefined, readonly Source[]> {
  const projects = new Map<string | undefined, Source[]>();
  const known = new Map<string, string | undefined>();
  const configOf = (folder: string): string | undefined => {
    if (known.has(folder)) return known.get(folder);
    const path = join(folder, 'tsconfig.json');
    const up = dirname(folder);
    const found = existsSync(path) ? path : up === folder ? undefined : configOf(up);
    known.set(folder, found);
    return found;
  };
  for (const source of sources.filter(({ kind }) => kind === 'typescript')) {
    const config = configOf(dirname(source.path));
    projects.set(config, [...(projects.get(config) ?? []), source]);
  }
  return projects;
}

const LOOSE: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  skipLibCheck: true,
};

function programOf(
  config: string | undefined,
  files: readonly Source[],
  library: TsPackage,
  gaps: Gap[],
): ts.Program | undefined {
  // The generated sources are what clients see, also where the package is not built.
  const index = join(library.out, 'index.ts');
  const paths = library.name !== '' && existsSync(index) ? { paths: { [library.name]: [index] } } : {};
  const looks: ts.CompilerOptions = { allowJs: true, checkJs: false, noEmit: true, ...paths };
  try {
    const project =
      config === undefined
        ? new Project({ compilerOptions: { ...LOOSE, ...looks } })
        : new Project({ tsConfigFilePath: config, skipAddingFilesFromTsConfig: true, compilerOptions: looks });
    for (const { path } of files) project.addSourceFileAtPath(path);
    return project.getProgram().compilerObject;
  } catch (error) {
    const message = `cannot be read (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`;
    gaps.push({ file: shownPath(config ?? files[0]?.path ?? ''), message: `${message}; only texts were looked at` });
    return undefined;
  }
}

/** An import of the binding that leads nowhere: all types behind it are unknown. */
function unresolved(source: Source, file: ts.SourceFile, program: ts.Program, library: TsPackage): readonly Gap[] {
  const checker = program.getTypeChecker();
  return file.statements.flatMap((statement): readonly Gap[] => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const name = statement.moduleSpecifier;
    if (name === undefined || !ts.isStringLiteral(name) || library.name === '' || name.text !== library.name) return [];
    if (checker.getSymbolAtLocation(name) !== undefined) return [];
    return [{ file: source.file, message: `imports ${name.text}, which is not there; install and build it first` }];
  });
}

function usesIn(
  source: Source,
  file: ts.SourceFile,
  program: ts.Program | undefined,
  subjects: readonly Subject[],
  all: Vocabulary,
  library: TsPackage,
): readonly Use[] {
  const placeOf = placesIn(source.text);
  const names = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const name = lastName(subject);
    names.set(name, [...(names.get(name) ?? []), subject]);
  }
  const uses: Use[] = [];
  /** Where code has names: they mean what the compiler says, and nothing else. */
  const code = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) code.add(node.getStart(file));
    const isKey =
      ts.isStringLiteralLike(node) &&
      ts.isElementAccessExpression(node.parent) &&
      node.parent.argumentExpression === node;
    const named = ts.isIdentifier(node) || isKey ? names.get(node.text) : undefined;
    if (named !== undefined && program !== undefined && (ts.isIdentifier(node) || ts.isStringLiteralLike(node))) {
      const use = useAt(node, named, file, program, library);
      if (use !== undefined) {
        code.add(node.getStart(file) + (isKey ? 1 : 0));
        uses.push({ ...use, file: source.file, ...placeOf(node.getStart(file)) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  for (const { subject, start, edits, hindrance } of mentionsIn(source.text, all, 'typescript')) {
    if (code.has(start)) continue;
    const place = isComment(file, start) ? 'comment' : 'string';
    uses.push({
      subject,
      file: source.file,
      ...placeOf(start),
      place,
      edits,
      ...(hindrance === undefined ? {} : { hindrance }),
    });
  }
  return uses;
}

type Seen = Pick<Use, 'subject' | 'place' | 'edits' | 'hindrance'>;

function useAt(
  node: ts.Identifier | ts.StringLiteralLike,
  named: readonly Subject[],
  file: ts.SourceFile,
  program: ts.Program,
  library: TsPackage,
): Seen | undefined {
  const meaning = meaningOf(node, program.getTypeChecker());
  if (meaning.kind === 'unknown') return guessed(node, named, file, meaning.owner);
  const declarations = meaning.declarations.filter((one) => isOfBinding(one, library, program));
  if (declarations.length === 0) return undefined;
  const paths = new Set(declarations.map(pathOf));
  const subject = named.find(({ target }) => target.kind === 'declaration' && paths.has(target.path));
  if (subject === undefined) return undefined;
  const others = meaning.declarations.length - declarations.length;
  if (others > 0) {
    return { subject, place: 'code', edits: [], hindrance: 'other types have a member of that name here, too' };
  }
  return { subject, place: 'code', ...editsAt(node, subject, file) };
}

/** JavaScript without types: `vm.gas` is taken for what the variable is called after. */
function guessed(
  node: ts.Identifier | ts.StringLiteralLike,
  named: readonly Subject[],
  file: ts.SourceFile,
  owner: string | undefined,
): Seen | undefined {
  const members = named.filter(({ target }) => target.kind === 'declaration' && target.path.includes('.'));
  const own = members.find(({ target }) => target.kind === 'declaration' && target.qualifiers.includes(owner ?? ''));
  if (own !== undefined) return { subject: own, place: 'guess', ...editsAt(node, own, file) };
  const [first] = members;
  if (first === undefined) return undefined;
  return { subject: first, place: 'guess', edits: [], hindrance: 'the type of what stands before it is not known' };
}

function editsAt(
  node: ts.Identifier | ts.StringLiteralLike,
  subject: Subject,
  file: ts.SourceFile,
): { readonly edits: readonly Edit[]; readonly hindrance?: string } {
  const { to, order } = subject.todo;
  const edits: Edit[] = [];
  if (to !== undefined) edits.push(renamedAt(node, to, file));
  if (order === undefined) return { edits };
  const call = callOf(node);
  if (call === undefined) return { edits, hindrance: 'no call: the order is for whoever calls it from here' };
  if (call.arguments?.some(ts.isSpreadElement) === true)
    return { edits, hindrance: 'spread arguments have no order to change' };
  const items = (call.arguments ?? []).map((one) => ({ start: one.getStart(file), end: one.getEnd() }));
  const moved = reordered(items, order);
  return moved === undefined ? { edits, hindrance: 'some arguments are left out' } : { edits: [...edits, ...moved] };
}

/** What is short for two names becomes long: `{ gas }` is `{ fuel: gas }`. */
function renamedAt(node: ts.Identifier | ts.StringLiteralLike, to: string, file: ts.SourceFile): Edit {
  const { parent } = node;
  const [start, end] = [node.getStart(file), node.getEnd()];
  if (ts.isStringLiteralLike(node)) return { start: start + 1, end: end - 1, text: to };
  const isShort =
    ts.isShorthandPropertyAssignment(parent) ||
    (ts.isBindingElement(parent) && parent.propertyName === undefined && ts.isObjectBindingPattern(parent.parent));
  return isShort ? { start, end: start, text: `${to}: ` } : { start, end, text: to };
}

/** The call of `vm.step`, `Program.parse` or `parse` at this name. */
function callOf(node: ts.Node): ts.CallExpression | undefined {
  const callee =
    ts.isPropertyAccessExpression(node.parent) || ts.isElementAccessExpression(node.parent) ? node.parent : node;
  return ts.isCallExpression(callee.parent) && callee.parent.expression === callee ? callee.parent : undefined;
}

function isComment(file: ts.SourceFile, position: number): boolean {
  let inside: ts.Node = file;
  for (;;) {
    const child: ts.Node | undefined = ts.forEachChild(inside, (one) =>
      one.getStart(file) <= position && position < one.getEnd() ? one : undefined,
    );
    if (child === undefined) break;
    inside = child;
  }
  const isText =
    ts.isStringLiteralLike(inside) ||
    inside.kind === ts.SyntaxKind.TemplateHead ||
    inside.kind === ts.SyntaxKind.TemplateMiddle ||
    inside.kind === ts.SyntaxKind.TemplateTail ||
    inside.kind === ts.SyntaxKind.RegularExpressionLiteral;
  return !isText;
}
