import type { Doc, Func, Parameter } from '../../model/abi.js';
import { fieldsOfFailure, sentence } from '../messages.js';
import { wrap } from '../text.js';
import { enumeratorName, type GoContext } from './context.js';
import { signatureOf } from './signature.js';

const WIDTH = 77;

/** A doc comment as godoc reads it: the name first, then the header's prose with its names turned into Go's. */
export function docComment(
  context: GoContext,
  name: string,
  doc: Doc,
  extra: readonly string[] = [],
  func?: Func,
): string {
  const tail = [
    ...(doc.grayPaper === undefined ? [] : [`Gray Paper ${doc.grayPaper}.`]),
    ...(doc.since === '' ? [] : [`Since ${doc.since}.`]),
  ].join(' ');
  const deprecated = doc.deprecated;
  return comment([
    briefOf(context, name, doc, func),
    ...doc.details.map((paragraph) => rewrite(context, paragraph, func)),
    ...extra.map((paragraph) => rewrite(context, paragraph, func)),
    ...(func === undefined ? [] : callLists(context, func)),
    ...(doc.experimental ? ['Experimental: it may change in any release.'] : []),
    tail,
    ...(deprecated === undefined
      ? []
      : [`Deprecated: since ${deprecated.version}. Use ${rewrite(context, deprecated.replacement, func)}`]),
  ]);
}

/** `ReadMemory copies guest memory out.`, `Program is a decoded program.`, `Status: outcome of a call that can fail.` */
function briefOf(context: GoContext, name: string, doc: Doc, func: Func | undefined): string {
  const brief = rewrite(context, doc.brief, func);
  if (func !== undefined || isThirdPerson(context, name)) return `${name} ${lowered(brief)}`;
  if (/^(A|An|The|One|What|How|Why|Where|Who) /.test(brief)) return `${name} is ${lowered(brief)}`;
  if (!isType(context, name)) return `${name}: ${lowered(brief)}`;
  return /^[A-Z][a-z]*[^s\W]s /.test(brief) ? `${name} are ${lowered(brief)}` : `${name} is the ${lowered(brief)}`;
}

function isType({ abi, names }: GoContext, name: string): boolean {
  return [...abi.handles, ...abi.structs, ...abi.enums].some((declared) => names.type(declared.name) === name);
}

/** Callbacks do something, as functions do. */
function isThirdPerson({ abi, names }: GoContext, name: string): boolean {
  return abi.callbacks.some((callback) => names.type(callback.name) === name);
}

export function lowered(text: string): string {
  return /^(A|[A-Z][a-z]+)[ ,;:-]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** Paragraphs as `//` lines. A paragraph of indented lines stays as it is; one whose lines start with a dash is a list. */
export function comment(paragraphs: readonly string[]): string {
  return paragraphs
    .filter((paragraph) => paragraph.trim() !== '')
    .map(paragraphLines)
    .join('\n//\n');
}

function paragraphLines(paragraph: string): string {
  if (/^(\t| {4})/.test(paragraph))
    return paragraph
      .split('\n')
      .map((line) => `//\t${line.replace(/^(\t| {4})/, '')}`)
      .join('\n');
  if (!paragraph.startsWith('- '))
    return wrap(paragraph, WIDTH)
      .map((line) => `// ${line}`)
      .join('\n');
  return paragraph
    .split('\n')
    .flatMap((item) => wrap(item.slice(2), WIDTH - 4).map((line, index) => `//   ${index === 0 ? '-' : ' '} ${line}`))
    .join('\n');
}

/** What goes in, what comes out, and how it fails, each as a list. */
function callLists(context: GoContext, func: Func): readonly string[] {
  const signature = signatureOf(context, func);
  const inputs = signature.inputs.map(({ name, parameter }) => [name, inputProse(func, parameter)] as const);
  const isNamed = signature.results.length > 1;
  const results = signature.results.flatMap(({ name, parameter }) => {
    if (signature.inputs.some((input) => input.parameter === parameter)) return [];
    return [[isNamed ? name : 'result', parameter === undefined ? func.returns.doc : parameter.doc] as const];
  });
  const items = [...inputs, ...results].filter(([, prose]) => prose !== '');
  const failures = func.failures.flatMap(({ status, doc }) => failureItem(context, func, status, doc));
  return [
    items.map(([name, prose]) => `- ${name}: ${lowered(rewrite(context, prose, func))}`).join('\n'),
    ...(failures.length === 0 ? [] : [`It fails with\n${failures.join('\n')}`]),
  ].flatMap((paragraph) => splitList(paragraph));
}

/** A sentence in front of a list is a paragraph of its own. */
function splitList(paragraph: string): readonly string[] {
  const [first = '', ...rest] = paragraph.split('\n');
  return first.startsWith('- ') || rest.length === 0 ? [paragraph] : [first, rest.join('\n')];
}

/** A parameter's prose, with its range, or that of its length. */
function inputProse(func: Func, parameter: Parameter): string {
  const { type } = parameter;
  const length = type.kind === 'array' && type.length.kind === 'name' ? type.length.name : undefined;
  const counted = length === undefined ? undefined : func.parameters.find(({ name }) => name === length);
  const range = parameter.range ?? counted?.range;
  const prose = parameter.doc.replace(/\.$/, '');
  if (range === undefined) return parameter.doc;
  const limits = `${numberText(range.min)} to ${numberText(range.max)}`;
  return parameter.range === undefined ? `${prose}; ${limits} of them.` : `${prose}; ${limits}.`;
}

function numberText(value: bigint): string {
  return value > 0xffffn ? `0x${value.toString(16)}` : String(value);
}

/** Nothing of what Go users cannot cause, and of what holds everywhere: NULL, and handles that are gone. */
function failureItem(context: GoContext, func: Func, status: string, doc: string): readonly string[] {
  const member = context.status?.members.find(({ name }) => name === status);
  if (member === undefined || member.shortName === 'DESTROYED' || /^(A|The) [a-z ]*is NULL\.?$/.test(doc)) return [];
  const detailed = fieldsOfFailure(func, status, context.abi).length > 0;
  const kind = `[${context.names.sentinel(member)}]${detailed ? `, a *[${context.names.error(member)}]` : ''}`;
  return [`- ${kind}: ${rewrite(context, sentence(doc), func)}.`];
}

/** Prose of a field or an enumerator: one comment line or more. */
export function remark(context: GoContext, prose: string): string {
  return comment([rewrite(context, prose)]);
}

/** C names become links to Go's; what isn't public in Go loses its prefix only. */
export function rewrite(context: GoContext, prose: string, func?: Func): string {
  const prefix = context.abi.name;
  const names = new RegExp(`\\b(?:${prefix}_[a-z0-9_]+|${prefix.toUpperCase()}_[A-Z0-9_]+)\\b`, 'g');
  const linked = prose.replace(names, (cName) => goReference(context, cName) ?? cName);
  const parameters = func?.parameters ?? [];
  return parameters
    .reduce((text, parameter) => text.replaceAll(`\`${parameter.name}\``, context.names.parameter(parameter)), linked)
    .replace(/\bNULL\b/g, 'nil')
    .replace(/`/g, '');
}

export function goReference(context: GoContext, cName: string): string | undefined {
  const { abi, names } = context;
  const func = abi.functions.find(({ name }) => name === cName);
  if (func !== undefined) {
    if (func.role.kind === 'retain') return undefined;
    return `[${signatureOf(context, func).operation}]`;
  }
  const types = [...abi.handles, ...abi.structs, ...abi.enums, ...abi.callbacks];
  if (types.some(({ name }) => name === cName)) return `[${names.type(cName)}]`;
  const constant = abi.constants.find(({ name }) => name === cName);
  if (constant !== undefined) return `[${names.constant(constant)}]`;
  const member = context.status?.members.find(({ name }) => name === cName);
  if (member !== undefined && member.value !== 0n) return `[${names.sentinel(member)}]`;
  const enumerator = enumeratorName(context, cName);
  return enumerator === undefined ? undefined : `[${enumerator}]`;
}
