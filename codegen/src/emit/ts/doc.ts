import type { Doc, Func } from '../../model/abi.js';
import { statusMember } from '../messages.js';
import { wrap } from '../text.js';
import { enumeratorName, type TsContext } from './context.js';
import { signatureOf } from './signature.js';

const WIDTH = 112;

/** The text of a doc comment: the header's prose with its names turned into links, notes of ours, and tags. */
export function docText(
  context: TsContext,
  doc: Doc,
  tagged: readonly string[] = [],
  func?: Func,
  notes: readonly string[] = [],
): string {
  const tail = [
    ...(doc.grayPaper === undefined ? [] : [`Gray Paper ${doc.grayPaper}.`]),
    ...(doc.since === '' ? [] : [`Since ${doc.since}.`]),
  ].join(' ');
  const paragraphs = [
    rewrite(context, doc.brief, func),
    ...doc.details.map((paragraph) => rewrite(context, paragraph, func)),
    ...notes,
    ...(doc.experimental ? ['Experimental: it may change in any release.'] : []),
    tail,
  ];
  const tags = [
    ...tagged,
    ...(doc.deprecated === undefined
      ? []
      : [`@deprecated Since ${doc.deprecated.version}. Use ${rewrite(context, doc.deprecated.replacement, func)}.`]),
    ...doc.see.map((target) => `@see ${rewrite(context, target, func)}`),
  ];
  return `${blank(paragraphs)}${tags.length === 0 ? '' : `\n\n${tags.flatMap((tag) => hanging(tag)).join('\n')}`}`;
}

/** What a function's doc comment says of its parameters, result and failures. `more`: parameters of ours. */
export function functionTags(context: TsContext, func: Func, more: readonly string[] = []): readonly string[] {
  const { inputs, outputs, result } = signatureOf(context, func);
  const tags: string[] = [];
  for (const { parameter, name, use } of inputs) {
    const prose = rewrite(context, parameter.doc, func);
    const rest = { value: '', buffer: '', room: ' A new one if it is left out.', most: ' All if it is left out.' }[use];
    if (prose + rest !== '') tags.push(`@param ${name} ${facts(parameter)}${prose}${rest}`.trimEnd());
  }
  tags.push(...more);
  const [output] = outputs;
  const { when, prose } = fallibleProse(func);
  const returned = output?.parameter === undefined ? prose : output.parameter.doc;
  if (result !== 'void' && outputs.length === 1 && returned !== '') {
    tags.push(`@returns ${facts(output?.parameter ?? func.returns)}${rewrite(context, returned, func)}`);
  }
  for (const { status, doc } of func.failures) {
    const member = statusMember(context.abi, status);
    if (member !== undefined) tags.push(`@throws {${context.names.error(member)}} ${rewrite(context, doc, func)}`);
  }
  if (when !== undefined) tags.push(`@throws {${context.names.errorBase}} If ${rewrite(context, when, func)}`);
  return tags;
}

/** `NULL if memory is short.` says when it throws. */
function fallibleProse({ returns }: Func): { readonly when?: string; readonly prose: string } {
  const [, before, when] = /^(.*?)(?:NULL|[Ff]alse|0) if (.*)$/.exec(returns.doc) ?? [];
  return returns.fallible && when !== undefined ? { when, prose: (before ?? '').trim() } : { prose: returns.doc };
}

/** Unit and range stand before the prose. */
function facts({
  unit,
  range,
}: {
  readonly unit?: string;
  readonly range?: { readonly min: bigint; readonly max: bigint };
}): string {
  const words = [
    ...(unit === undefined ? [] : [unit === 'bytes' ? 'In octets' : `In ${unit}`]),
    ...(range === undefined ? [] : [`${number(range.min)} to ${number(range.max)}`]),
  ];
  return words.length === 0 ? '' : `${words.join(', ')}. `;
}

function number(value: bigint): string {
  return value > 0xffffn ? `0x${value.toString(16)}` : String(value);
}

/** One line, for a field or an enumerator. */
export function remark(context: TsContext, prose: string, facts_: Parameters<typeof facts>[0] = {}): string {
  return blank([`${facts(facts_)}${rewrite(context, prose)}`.trim()]);
}

function blank(paragraphs: readonly string[]): string {
  return paragraphs
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => wrap(escaped(paragraph), WIDTH).join('\n'))
    .join('\n\n');
}

function hanging(tag: string): readonly string[] {
  return wrap(escaped(tag), WIDTH).map((line, index) => (index === 0 ? line : `  ${line}`));
}

function escaped(text: string): string {
  return text.replaceAll('*/', '*\\/');
}

/** C names become links to TypeScript's; what isn't public there loses its prefix only. */
export function rewrite(context: TsContext, prose: string, func?: Func): string {
  const prefix = context.abi.name;
  const names = new RegExp(`\\b(?:${prefix}_[a-z0-9_]+|${prefix.toUpperCase()}_[A-Z0-9_]+)\\b(?:\\(\\))?`, 'g');
  const linked = prose.replace(names, (cName) => reference(context, cName.replace('()', '')) ?? cName);
  return (func?.parameters ?? [])
    .reduce(
      (text, parameter) => text.replaceAll(`\`${parameter.name}\``, `\`${context.names.output(parameter)}\``),
      linked,
    )
    .replace(/`([a-z0-9]+(?:_[a-z0-9]+)+)`/g, (whole, name: string) =>
      isField(context, name) ? `\`${context.names.field({ name })}\`` : whole,
    )
    .replace(/\bNULL\b/g, 'null');
}

function isField({ abi }: TsContext, name: string): boolean {
  return abi.structs.some(({ fields }) => fields.some((field) => field.name === name));
}

function reference(context: TsContext, cName: string): string | undefined {
  const { abi, names } = context;
  const func = abi.functions.find(({ name }) => name === cName);
  if (func !== undefined) {
    if (func.role.kind === 'retain') return undefined;
    const { name } = signatureOf(context, func);
    return `{@link ${ownerOf(context, func)}.${name}}`;
  }
  const types = [...abi.handles, ...abi.structs, ...abi.enums, ...abi.callbacks];
  if (types.some(({ name }) => name === cName && name !== context.status?.name)) return `{@link ${names.type(cName)}}`;
  const constant = abi.constants.find(({ name }) => name === cName);
  if (constant !== undefined) return `{@link ${names.constant(constant)}}`;
  const member = statusMember(abi, cName);
  if (member !== undefined) return member.value === 0n ? 'success' : `{@link ${names.error(member)}}`;
  const enumerator = enumeratorName(context, cName);
  return enumerator === undefined ? undefined : `{@link ${enumerator}}`;
}

function ownerOf(context: TsContext, func: Func): string {
  const { role } = func;
  if (role.kind === 'free') return context.names.library;
  return context.names.type(role.kind === 'factory' ? (role.receiver ?? role.handle) : role.handle);
}
