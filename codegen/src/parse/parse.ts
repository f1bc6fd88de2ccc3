import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Location } from '../model/abi.js';
import type {
  ConstantDraft,
  CType,
  Declaration,
  Draft,
  EnumDraft,
  EnumMemberDraft,
  ParameterDraft,
  Prose,
  Remark,
  StructDraft,
} from '../model/draft.js';
import type { Finding } from '../model/finding.js';
import { type Chunk, type Chunks, chunksOf, placeIn } from './chunks.js';
import { readComment, readTrailing } from './comment.js';
import { evaluate } from './expression.js';
import { type Source, scan, type Token } from './source.js';
import { runSwig, type SwigResult, startSwig } from './swig.js';
import { returnTypeOfSwig, typeOfSwig } from './swig-type.js';
import { readSwigXml, type SwigNode } from './xml.js';

export interface ParseOptions {
  /** Path of the header. */
  readonly header: string;
  /** The header as findings call it; its path if absent. */
  readonly label?: string;
  /** The prefix of all C names; the header's file name without `.h` if absent. */
  readonly name?: string;
  /** SWIG's binary. */
  readonly swig: string;
}

export type ParseResult = { readonly ok: true; readonly draft: Draft } | Refused;

interface Refused {
  readonly ok: false;
  readonly findings: readonly Finding[];
}

/** Far beyond any header; keeps a mistaken path from being read into memory. */
const MAX_HEADER_BYTES = 4 << 20;

/** Reads a header: text for the places, SWIG for the meaning. Never throws; what cannot be read is a finding. */
export function parseHeader(options: ParseOptions): ParseResult {
  const text = readHeader(options);
  return text.ok ? understood(options, text, runSwig(options.header, text.name, options.swig)) : text;
}

/** The same, with SWIG running while the caller does something else. */
export async function parseHeaderMeanwhile(options: ParseOptions): Promise<ParseResult> {
  const text = readHeader(options);
  return text.ok ? understood(options, text, await startSwig(options.header, text.name, options.swig)) : text;
}

interface HeaderText {
  readonly ok: true;
  readonly file: string;
  readonly name: string;
  readonly source: Source;
  readonly chunks: Chunks;
}

function readHeader(options: ParseOptions): HeaderText | Refused {
  const file = options.label ?? options.header;
  const start = { file, line: 1, column: 1 };
  const read = readText(options.header);
  if (!read.ok) return unreadable(start, read.message, read.fix);
  const scanned = scan(file, read.text);
  if (!scanned.ok) return unreadable(scanned.location, scanned.message, scanned.fix);
  const name = options.name ?? basename(options.header, '.h');
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    const message = `all names would start with "${name}", which C cannot write`;
    return unreadable(start, message, 'call the file library.h');
  }
  return { ok: true, file, name, source: scanned.source, chunks: chunksOf(scanned.source, name) };
}

function understood(
  { header }: ParseOptions,
  { file, name, source, chunks }: HeaderText,
  swig: SwigResult,
): ParseResult {
  if (!swig.ok) return { ok: false, findings: explained(swig.findings, chunks.unsupported, file) };
  const xml = readSwigXml(swig.xml, resolve(header));
  if (!xml.ok) {
    const message = `SWIG's answer cannot be read: ${xml.message}`;
    return unreadable({ file, line: 1, column: 1 }, message, 'name another SWIG with --swig');
  }
  return { ok: true, draft: new DraftReader(name, source, chunks).read(xml.nodes, basename(header)) };
}

/** SWIG says only "syntax error"; where the scanner knows why, its words stand alone. */
function explained(findings: readonly Finding[], unsupported: readonly Remark[], file: string): readonly Finding[] {
  const known = unsupported.map(({ location, message, fix }): Finding => {
    return { rule: 'header/unsupported-c', severity: 'error', location, message, fix };
  });
  const rest =
    known.length > 0 ? [] : findings.map((finding) => ({ ...finding, location: { ...finding.location, file } }));
  return [...known, ...rest];
}

function unreadable(location: Location, message: string, fix: string): Refused {
  return { ok: false, findings: [{ rule: 'header/unreadable', severity: 'error', location, message, fix }] };
}

type TextResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string; readonly fix: string };

function readText(path: string): TextResult {
  try {
    const info = statSync(path);
    if (!info.isFile()) return { ok: false, message: 'this is no file', fix: 'name the header itself' };
    const { size } = info;
    if (size > MAX_HEADER_BYTES) {
      return {
        ok: false,
        message: `the header has ${size} bytes, more than ${MAX_HEADER_BYTES}`,
        fix: 'name the header itself',
      };
    }
    const bytes = readFileSync(path);
    if (bytes.includes(0))
      return { ok: false, message: 'this is not text: it has NUL bytes', fix: 'name the header itself' };
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const reason = error instanceof TypeError ? 'this is not UTF-8 text' : `the header cannot be read: ${text}`;
    return { ok: false, message: reason, fix: 'name a header that exists, in UTF-8' };
  }
}

class DraftReader {
  /** Values of constants and enumerators so far, for expressions that name them. */
  readonly #values = new Map<string, bigint>();
  /** `struct pvm_vm` and `pvm_vm_t` are one type: tags to typedef names. */
  readonly #typedefs = new Map<string, string>();
  readonly #unsupported: Remark[] = [];
  /** Somewhere, `…_API` tells what a library exports. */
  readonly #marksExports: boolean;

  constructor(
    readonly name: string,
    readonly source: Source,
    readonly chunks: Chunks,
  ) {
    this.#marksExports = [...chunks.byName.values()].some(({ exported }) => exported);
  }

  read(nodes: readonly SwigNode[], header: string): Draft {
    for (const node of nodes) this.#learn(node);
    const bodies = new Set(
      nodes.filter(({ kind }) => kind === 'class' || kind === 'enum').map((node) => attribute(node, 'tdname')),
    );
    const found = nodes.flatMap((node) => this.#declaration(node, bodies));
    const declarations = found
      .map((declaration) => ({ declaration, offset: this.chunks.byName.get(declaration.name)?.offset ?? 0 }))
      .sort((a, b) => a.offset - b.offset)
      .map(({ declaration }) => declaration);
    const names = new Set(declarations.map((declaration) => declaration.name));
    this.#unsupported.push(...twice(declarations));
    return {
      name: this.name,
      header,
      overview: this.chunks.overview,
      sections: this.chunks.sections
        .map(({ title, members }) => ({ title, members: members.filter((member) => names.has(member)) }))
        .filter(({ members }) => members.length > 0),
      declarations,
      unsupported: [...this.chunks.unsupported, ...this.#unsupported, ...this.#dropped(names), ...this.#hidden(found)],
    };
  }

  #learn(node: SwigNode): void {
    const tag = attribute(node, 'name');
    if (node.kind === 'class' || node.kind === 'enum') this.#typedefs.set(tag, attribute(node, 'tdname') || tag);
    const type = /^(?:struct|enum) (\w+)$/.exec(attribute(node, 'type'))?.[1];
    if (
      node.kind === 'cdecl' &&
      attribute(node, 'storage') === 'typedef' &&
      type !== undefined &&
      attribute(node, 'decl') === ''
    ) {
      this.#typedefs.set(type, tag);
    }
  }

  #declaration(node: SwigNode, bodies: ReadonlySet<string>): readonly Declaration[] {
    switch (node.kind) {
      case 'constant':
        return [this.#constant(node)];
      case 'enum':
        return attribute(node, 'tdname') === '' ? [] : [this.#enum(node)];
      case 'class':
        return attribute(node, 'kind') === 'struct' && !node.attributes.has('nested') ? [this.#struct(node)] : [];
      case 'cdecl':
        return bodies.has(attribute(node, 'name')) ? [] : this.#simple(node);
      default:
        return [];
    }
  }

  #simple(node: SwigNode): readonly Declaration[] {
    const name = attribute(node, 'name');
    const declarator = attribute(node, 'decl');
    const isTypedef = attribute(node, 'storage') === 'typedef';
    const common = this.#common(node, name);
    if (isTypedef && declarator.startsWith('p.f(')) {
      return [{ ...common, kind: 'callback', parameters: this.#parameters(node, name), returns: this.#returns(node) }];
    }
    if (isTypedef && declarator === '' && attribute(node, 'type').startsWith('struct '))
      return [{ ...common, kind: 'opaque' }];
    if (isTypedef) {
      this.#unsupported.push({
        location: common.location,
        message: `${name} is a second name for a type, and bindings have one name for each`,
        fix: 'use the type itself, or a struct with one field',
      });
      return [];
    }
    if (attribute(node, 'kind') !== 'function' || attribute(node, 'storage') === 'static') return [];
    const unexported = this.#marksExports && this.chunks.byName.get(name)?.exported !== true;
    return [
      {
        ...common,
        kind: 'function',
        unexported,
        parameters: this.#parameters(node, name),
        returns: this.#returns(node),
      },
    ];
  }

  #constant(node: SwigNode): ConstantDraft {
    const name = attribute(node, 'name');
    const text = attribute(node, 'rawval') || attribute(node, 'value');
    const value = evaluate(text, this.#values);
    if (value !== undefined) this.#values.set(name, value);
    return {
      kind: 'constant',
      ...this.#common(node, name),
      text: this.#asWritten(name) ?? text,
      ...(value === undefined ? {} : { value }),
    };
  }

  /** The macro's own text: SWIG replaces macros in it by theirs. */
  #asWritten(name: string): string | undefined {
    const chunk = this.chunks.byName.get(name);
    const token =
      chunk === undefined
        ? undefined
        : this.source.tokens.find(({ offset, text, kind }) => {
            return kind === 'directive' && offset <= chunk.offset && chunk.offset < offset + text.length;
          });
    const rest = token?.text.slice((chunk?.offset ?? 0) - token.offset + name.length);
    return rest
      ?.replaceAll('\\\n', ' ')
      .replace(/\/\/.*$/, '')
      .replace(/\s+/g, ' ')
      .trim();
  }

  #enum(node: SwigNode): EnumDraft {
    const name = attribute(node, 'tdname') || attribute(node, 'name');
    const members = node.children.filter(({ kind }) => kind === 'enumitem').map((item) => this.#member(item, name));
    return { kind: 'enum', ...this.#common(node, name), members };
  }

  #member(item: SwigNode, enumName: string): EnumMemberDraft {
    const name = attribute(item, 'name');
    const location = this.#place(enumName, name);
    const text = item.attributes.get('enumvalue');
    const value = text === undefined ? undefined : evaluate(text, this.#values);
    if (value !== undefined) this.#values.set(name, value);
    return {
      name,
      location,
      ...(text === undefined ? {} : { text }),
      ...(value === undefined ? {} : { value }),
      ...this.#trailing(item, enumName, location),
    };
  }

  #struct(node: SwigNode): StructDraft {
    const name = attribute(node, 'tdname') || attribute(node, 'name');
    const fields = node.children
      .filter((child) => child.kind === 'cdecl')
      .map((child) => {
        const location = this.#place(name, attribute(child, 'name'));
        const type = this.#resolved(typeOfSwig(attribute(child, 'decl') + attribute(child, 'type')));
        return { name: attribute(child, 'name'), location, type, ...this.#trailing(child, name, location) };
      });
    return { kind: 'struct', ...this.#common(node, name), fields };
  }

  #parameters(node: SwigNode, owner: string): readonly ParameterDraft[] {
    const list = node.parameters.filter((parameter) => attribute(parameter, 'type') !== 'void');
    return list.map((parameter) => {
      const name = attribute(parameter, 'name');
      return {
        name,
        location: this.#place(owner, name),
        type: this.#resolved(typeOfSwig(attribute(parameter, 'type'))),
      };
    });
  }

  #returns(node: SwigNode): CType {
    return this.#resolved(returnTypeOfSwig(attribute(node, 'decl'), attribute(node, 'type')));
  }

  #resolved(type: CType): CType {
    switch (type.kind) {
      case 'named':
        return { ...type, name: this.#typedefs.get(type.name) ?? type.name };
      case 'pointer':
        return { ...type, to: this.#resolved(type.to) };
      case 'array':
        return {
          ...type,
          of: this.#resolved(type.of),
          extent: evaluate(type.extent, this.#values)?.toString() ?? type.extent,
        };
      case 'foreign':
        return type;
    }
  }

  #common(
    node: SwigNode,
    name: string,
  ): Pick<Declaration, 'name' | 'location' | 'guarded' | 'comment' | 'deprecatedMacro'> {
    const chunk = this.chunks.byName.get(name);
    const location = this.source.locate(chunk?.offset ?? 0);
    const text = node.attributes.get('doxygen');
    return {
      name,
      location,
      guarded: chunk?.guarded ?? false,
      ...(text === undefined ? {} : { comment: readComment(text, chunk?.doc, this.source, location) }),
      ...(chunk?.deprecatedMacro === undefined ? {} : { deprecatedMacro: chunk.deprecatedMacro }),
    };
  }

  #place(owner: string, name: string): Location {
    const chunk = this.chunks.byName.get(owner);
    if (chunk === undefined) return this.source.locate(0);
    return name === '' ? this.source.locate(chunk.offset) : placeIn(chunk, name, bodyOffset(chunk), this.source);
  }

  #trailing(node: SwigNode, owner: string, location: Location): { readonly comment?: Prose } {
    const text = node.attributes.get('doxygen');
    if (text === undefined) return {};
    const trailing = this.chunks.byName.get(owner)?.trailing ?? [];
    const token = trailing.find(({ offset }) => this.source.locate(offset).line >= location.line);
    return { comment: readTrailing(text, token, this.source, location) };
  }

  /**
   * What SWIG finds and the scanner does not stands behind a macro, or behind braces that do not match. One finding:
   * the first such name hides the rest.
   */
  #hidden(found: readonly Declaration[]): readonly Remark[] {
    if (this.chunks.unsupported.length > 0) return [];
    const isHidden = ({ name }: Declaration): boolean => !this.chunks.byName.has(name);
    const index = found.findIndex(isHidden);
    const [first, before] = [found[index], found[index - 1]];
    if (first === undefined) return [];
    const behind = before === undefined ? 'the start' : before.name;
    const others = found.filter(isHidden).length - 1;
    const more = others === 0 ? '' : `, nor ${others} more`;
    return [
      {
        location: before?.location ?? this.source.locate(0),
        message: `${first.name}, somewhere behind ${behind}, cannot be found in the text${more}`,
        fix: 'write each declaration out, on its own, without macros and with matching braces',
      },
    ];
  }

  /** Documented macros that SWIG left out: their comment would silently go to the next declaration. */
  #dropped(names: ReadonlySet<string>): readonly Remark[] {
    return [...this.chunks.byName.values()]
      .filter((chunk) => chunk.tokens.length === 0 && chunk.doc !== undefined && !names.has(chunk.name))
      .map((chunk) => ({
        location: this.source.locate(chunk.offset),
        message: `${chunk.name} is no plain number, so SWIG drops it and its comment goes to the next declaration`,
        fix: 'write a literal or a shift of literals',
      }));
  }
}

/** C allows it where both are the same; then one is enough. */
function twice(declarations: readonly Declaration[]): readonly Remark[] {
  return declarations
    .filter(({ name }, index) => declarations.findIndex((other) => other.name === name) !== index)
    .map(({ name, location }) => ({ location, message: `${name} is declared twice`, fix: 'keep one declaration' }));
}

/** A function's own name may be a parameter's, too: names inside are looked for behind the first bracket. */
function bodyOffset(chunk: Chunk): number {
  const open: Token | undefined = chunk.tokens.find(({ text, offset }) => {
    return text === '{' || (text === '(' && offset > chunk.offset);
  });
  return open?.offset ?? chunk.offset;
}

function attribute(node: SwigNode, name: string): string {
  return node.attributes.get(name) ?? '';
}
