import { XMLParser } from 'fast-xml-parser';

/** One node of SWIG's tree: its attributes by name, its parameters, its children. Only this file knows the XML's form. */
export interface SwigNode {
  readonly kind: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly parameters: readonly SwigNode[];
  readonly children: readonly SwigNode[];
}

export type XmlResult =
  | { readonly ok: true; readonly nodes: readonly SwigNode[] }
  | { readonly ok: false; readonly message: string };

const ATTRIBUTES = ':@';

/** Reads what SWIG found in our header, and nothing of the 30 000 lines that it puts before. */
export function readSwigXml(xml: string, headerPath: string): XmlResult {
  const text = includeOf(xml, headerPath.replaceAll('\\', '/'));
  if (text === undefined) return { ok: false, message: 'the XML has no node for the header' };
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: true,
    processEntities: false,
  });
  let tree: unknown;
  try {
    tree = parser.parse(text);
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
  const [root] = nodesOf(tree);
  return root === undefined ? { ok: false, message: 'the XML is empty' } : { ok: true, nodes: root.children };
}

/** The text of our header's `include` element. Cut out first: parsing the preamble would take longer than SWIG does. */
function includeOf(xml: string, headerPath: string): string | undefined {
  const escaped = headerPath.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const name = xml.indexOf(`name="name" value="${escaped}"`);
  const start = name === -1 ? -1 : xml.lastIndexOf('<include ', name);
  if (start === -1) return undefined;
  const tag = /<include |<\/include>/g;
  tag.lastIndex = start;
  let depth = 0;
  for (let match = tag.exec(xml); match !== null; match = tag.exec(xml)) {
    depth += match[0] === '</include>' ? -1 : 1;
    // SWIG calls one kind of node `constructor`, a name that the parser refuses to make a key of. It is of no use to us.
    if (depth === 0) return xml.slice(start, tag.lastIndex).replaceAll(/(?<=<\/?)constructor\b/g, 'implicit');
  }
  return undefined;
}

function nodesOf(tree: unknown): readonly SwigNode[] {
  return elementsOf(tree).map(({ tag, content }) => {
    const list = elementsOf(content).find((element) => element.tag === 'attributelist')?.content;
    const inList = elementsOf(list);
    return {
      kind: tag,
      attributes: new Map(inList.flatMap(attributeOf)),
      parameters: inList.filter((element) => element.tag === 'parmlist').flatMap((element) => nodesOf(element.content)),
      children: nodesOf(
        elementsOf(content)
          .filter((element) => element.tag !== 'attributelist')
          .map(({ source }) => source),
      ),
    };
  });
}

interface Element {
  readonly tag: string;
  readonly content: unknown;
  readonly attributes: unknown;
  readonly source: unknown;
}

function elementsOf(tree: unknown): readonly Element[] {
  if (!Array.isArray(tree)) return [];
  return tree.flatMap((source: unknown) => {
    if (!isRecord(source)) return [];
    const tag = Object.keys(source).find((key) => key !== ATTRIBUTES && !key.startsWith('#') && !key.startsWith('?'));
    return tag === undefined ? [] : [{ tag, content: source[tag], attributes: source[ATTRIBUTES], source }];
  });
}

function attributeOf(element: Element): readonly (readonly [string, string])[] {
  if (element.tag !== 'attribute' || !isRecord(element.attributes)) return [];
  const { name, value } = element.attributes;
  return typeof name === 'string' && typeof value === 'string' ? [[name, decoded(value)]] : [];
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** In one pass, so that `&amp;lt;` stays `&lt;`. The parser's own decoding stops after a number of entities. */
function decoded(value: string): string {
  return value.replace(/&(#x?[0-9a-fA-F]+|[a-z]+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES.get(name) ?? whole;
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
