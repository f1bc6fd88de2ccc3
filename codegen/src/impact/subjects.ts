import type { Config } from '../config/config.js';
import { shapeOf } from '../diff/ctype.js';
import type { AbiFinding } from '../diff/finding.js';
import { prototype } from '../emit/c/declarations.js';
import type { Abi, Func } from '../model/abi.js';
import { type Binding, type Bindings, bindingsOf, type Shape } from './bindings.js';
import { type Pairs, pairsOf } from './pairs.js';
import type { Subject, Target, Todo } from './use.js';

export interface Sides {
  readonly old: Abi;
  readonly next: Abi;
  readonly findings: readonly AbiFinding[];
  /** The headers as they are written; records have none. */
  readonly oldText?: string;
  readonly nextText?: string;
}

/** All that callers of any language see differently, once each. */
export function subjectsOf(sides: Sides, config: Config): readonly Subject[] {
  const pairs = pairsOf(sides);
  return [...cSubjects(sides, pairs), ...bindingSubjects(sides, pairs, config)];
}

function cSubjects({ old, next, findings, oldText = '', nextText = '' }: Sides, pairs: Pairs): readonly Subject[] {
  const subject = (symbol: string, target: Target, shown: string, todo: Todo): readonly Subject[] =>
    isNothing(todo) ? [] : [{ language: 'c', target, shown, symbol, todo, ...findingOf(findings, pairs, symbol) }];
  const name = (symbol: string, words: readonly string[] = [], more: Todo = {}): readonly Subject[] => {
    const to = pairs.names.get(symbol);
    return subject(symbol, { kind: 'global', name: symbol }, symbol, todoOf(to, words, more));
  };
  const isGone = (symbol: string): readonly string[] =>
    pairs.isThere(pairs.nameOf(symbol)) ? [] : [`${symbol} is gone`];
  const valued = (symbol: string, from: bigint, to: bigint | undefined): readonly string[] =>
    to === undefined || to === from ? isGone(symbol) : [`is ${to} now and was ${from}: compile again`];
  const constants = new Map(next.constants.map((one) => [one.name, one.value]));
  const members = new Map(next.enums.flatMap((one) => one.members.map((member) => [member.name, member.value])));
  const functions = new Map(next.functions.map((one) => [one.name, one]));
  const tags = { old: tagsOf(oldText), next: tagsOf(nextText) };
  const tagged = [...old.handles, ...old.structs, ...old.enums].flatMap(({ name: symbol }): readonly Subject[] => {
    const [from, to] = [tags.old.get(symbol), tags.next.get(pairs.nameOf(symbol))];
    if (from === undefined || to === undefined || from === to) return [];
    return subject(symbol, { kind: 'tag', name: from }, from, { to, shownTo: to });
  });
  return [
    ...old.constants.flatMap((one) =>
      name(one.name, valued(one.name, one.value, constants.get(pairs.nameOf(one.name)))),
    ),
    ...[...old.handles, ...old.callbacks, ...old.enums, ...old.structs].flatMap((one) =>
      name(one.name, isGone(one.name)),
    ),
    ...tagged,
    ...old.enums.flatMap((decl) =>
      decl.members.flatMap((one) => name(one.name, valued(one.name, one.value, members.get(pairs.nameOf(one.name))))),
    ),
    ...old.structs.flatMap((struct) =>
      struct.fields.flatMap((field) => {
        const symbol = `${struct.name}.${field.name}`;
        const now = next.structs
          .find((one) => one.name === pairs.nameOf(struct.name))
          ?.fields.find((one) => one.name === pairs.fieldOf(struct.name, field.name));
        const type = now?.type.c;
        const words =
          type === undefined
            ? [`${symbol} is gone`]
            : sameType(pairs, field.type.c, type)
              ? []
              : [`has type ${type} now`];
        if (!pairs.isThere(pairs.nameOf(struct.name))) return [];
        const to = now === undefined || now.name === field.name ? undefined : now.name;
        const tag = tags.old.get(struct.name);
        const target: Target = { kind: 'field', name: field.name, struct: struct.name, ...(tag ? { tag } : {}) };
        return subject(symbol, target, symbol, todoOf(to === undefined ? to : `${struct.name}.${to}`, words, {}, to));
      }),
    ),
    ...old.functions.flatMap((func) => {
      const now = functions.get(pairs.nameOf(func.name));
      if (now === undefined) return name(func.name, isGone(func.name));
      const order = cOrder(func, now, pairs);
      if (order === undefined) return name(func.name, [`now ${prototype(now)}`]);
      return name(func.name, [], isIdentity(order) ? {} : { order });
    }),
  ];
}

/** The new order of the same parameters; undefined where they are others. */
function cOrder(func: Func, now: Func, pairs: Pairs): readonly number[] | undefined {
  if (!sameType(pairs, func.returns.type.c, now.returns.type.c)) return undefined;
  const order = now.parameters.map((parameter) =>
    func.parameters.findIndex(
      ({ name, type }) =>
        pairs.parameterOf(func.name, name) === parameter.name && sameType(pairs, type.c, parameter.type.c),
    ),
  );
  return order.includes(-1) || order.length !== func.parameters.length ? undefined : order;
}

function sameType(pairs: Pairs, from: string, to: string): boolean {
  const spelled = (c: string): string => JSON.stringify(shapeOf(c));
  return spelled(from.replace(/\w+/g, (word) => pairs.nameOf(word))) === spelled(to);
}

function bindingSubjects({ old, next, findings }: Sides, pairs: Pairs, config: Config): readonly Subject[] {
  const before = bindingsOf(old, config);
  const after = bindingsOf(next, config);
  const renamedTypes = typeNames(before, after, pairs);
  const subjects = new Map<string, Subject>();
  for (const [symbol, bindings] of before) {
    const now = after.get(pairs.keyOf(symbol)) ?? [];
    for (const binding of bindings) {
      const slot = pairs.slotOf(binding.slot);
      const other = now.find((one) => one.language === binding.language && one.slot === slot);
      const todo =
        other === undefined ? goneOrOther(binding, now) : changed(binding, other, renamedTypes, symbol, pairs);
      if (isNothing(todo)) continue;
      const id = `${binding.language} ${binding.path}`;
      const there = subjects.get(id);
      const subject: Subject = {
        language: binding.language,
        target: { kind: 'declaration', path: binding.path, qualifiers: binding.qualifiers },
        shown: binding.shown,
        symbol,
        todo,
        ...findingOf(findings, pairs, symbol),
      };
      subjects.set(id, there === undefined ? subject : merged(there, subject));
    }
  }
  return withUnchangedHalves([...subjects.values()], before, after, pairs);
}

/** A getter and its setter are one property: they must agree before anything is written. */
function merged(a: Subject, b: Subject): Subject {
  if (a.todo.to === b.todo.to && a.todo.words === b.todo.words) return a;
  if (a.todo.to === b.todo.to)
    return { ...a, todo: { ...a.todo, ...b.todo, ...wordsOf([a.todo.words, b.todo.words]) } };
  return { ...a, todo: { words: `${halfWords(a)}; ${halfWords(b)}` } };
}

function halfWords({ symbol, todo }: Subject): string {
  return `${symbol}: ${todo.shownTo ?? todo.words ?? 'as before'}`;
}

/** Where only the getter has another name, the old name lives on in the setter. */
function withUnchangedHalves(
  subjects: readonly Subject[],
  before: Bindings,
  after: Bindings,
  pairs: Pairs,
): readonly Subject[] {
  const owners = new Map<string, string[]>();
  for (const [symbol, bindings] of before) {
    for (const { language, path } of bindings) {
      const id = `${language} ${path}`;
      owners.set(id, [...(owners.get(id) ?? []), symbol]);
    }
  }
  return subjects.map((subject) => {
    const { target, language, todo } = subject;
    if (target.kind !== 'declaration' || todo.to === undefined) return subject;
    const others = (owners.get(`${language} ${target.path}`) ?? []).filter((symbol) => symbol !== subject.symbol);
    const stays = others.filter((symbol) =>
      (after.get(pairs.keyOf(symbol)) ?? []).some((one) => one.language === language && one.path === target.path),
    );
    if (stays.length === 0) return subject;
    const words = `${subject.symbol}: ${todo.shownTo ?? ''}; ${stays.map((symbol) => `${symbol}: as before`).join('; ')}`;
    return { ...subject, todo: { words } };
  });
}

function goneOrOther(binding: Binding, now: readonly Binding[]): Todo {
  const other = now.find(({ language }) => language === binding.language);
  return { words: other === undefined ? `${binding.shown} is gone` : `now ${other.shape.text || other.shown}` };
}

function changed(from: Binding, to: Binding, types: ReadonlyMap<string, string>, symbol: string, pairs: Pairs): Todo {
  const [was, is] = [from.path.split('.').at(-1), to.path.split('.').at(-1) ?? ''];
  const name: Todo = was === is ? {} : { to: is, shownTo: to.shown };
  const shape = translated(from.shape, types.get.bind(types), from.language);
  const order = orderOf(shape, to.shape, symbol, pairs);
  if (order === undefined) return { ...name, words: `now ${to.shape.text}` };
  return isIdentity(order) ? name : { ...name, order };
}

/** As in C: the same inputs in another order, or undefined. */
function orderOf(from: Shape, to: Shape, symbol: string, pairs: Pairs): readonly number[] | undefined {
  if (from.kind !== to.kind || from.results.join('\n') !== to.results.join('\n')) return undefined;
  if (from.inputs.length !== to.inputs.length) return undefined;
  const order = to.inputs.map(({ parameter, type }) =>
    from.inputs.findIndex((one) => pairs.parameterOf(symbol, one.parameter) === parameter && one.type === type),
  );
  return order.includes(-1) ? undefined : order;
}

function translated(shape: Shape, typeOf: (name: string) => string | undefined, language: string): Shape {
  const word = (text: string): string => text.replace(/[A-Za-z_]\w*/g, (name) => typeOf(`${language} ${name}`) ?? name);
  return {
    ...shape,
    inputs: shape.inputs.map(({ parameter, type }) => ({ parameter, type: word(type) })),
    results: shape.results.map(word),
  };
}

/** `typescript Vm` to `Machine`. */
function typeNames(before: Bindings, after: Bindings, pairs: Pairs): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [symbol, bindings] of before) {
    for (const { language, slot, path } of bindings) {
      if (slot !== 'type') continue;
      const now = after.get(pairs.keyOf(symbol))?.find((one) => one.language === language && one.slot === slot);
      if (now !== undefined && now.path !== path) names.set(`${language} ${path}`, now.path);
    }
  }
  return names;
}

function todoOf(shownTo: string | undefined, words: readonly string[], more: Todo, to = shownTo): Todo {
  return {
    ...(to === undefined || shownTo === undefined ? {} : { to, shownTo }),
    ...more,
    ...wordsOf(words),
  };
}

function wordsOf(words: readonly (string | undefined)[]): Todo {
  const said = words.filter((one) => one !== undefined);
  return said.length === 0 ? {} : { words: said.join('; ') };
}

function isNothing({ to, order, words }: Todo): boolean {
  return to === undefined && order === undefined && words === undefined;
}

function isIdentity(order: readonly number[]): boolean {
  return order.every((place, index) => place === index);
}

/** The finding that says it: about this very symbol, or about what it stands in. */
function findingOf(findings: readonly AbiFinding[], pairs: Pairs, symbol: string): { finding?: AbiFinding } {
  const [owner] = symbol.split(/[.(]/);
  const wanted = [pairs.keyOf(symbol), symbol, pairs.nameOf(owner ?? ''), owner];
  for (const name of wanted) {
    const about = findings.filter((finding) => finding.symbol === name || bare(finding.symbol) === name);
    const finding = about.find(({ severity }) => severity === 'breaking') ?? about[0];
    if (finding !== undefined) return { finding };
  }
  return {};
}

/** Members are said with their enum: `pvm_result_t.PVM_RESULT_OOG`. */
function bare(symbol: string): string {
  return symbol.split('.').at(-1) ?? symbol;
}

const TAGGED = /typedef\s+(?:struct|enum)\s+(\w+)\s*(?:\{[^}]*\})?\s*(\w+)\s*;/g;

/** Typedef names to the tags behind `struct` and `enum`. */
function tagsOf(header: string): ReadonlyMap<string, string> {
  const code = header.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ');
  return new Map([...code.matchAll(TAGGED)].map(([, tag = '', name = '']) => [name, tag]));
}
