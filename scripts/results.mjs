// Reads what test runners write into build/results: one suite a file.
//   *.json   vitest --reporter=json        *.jsonl  go test -json        *.tap  ours, in C        *.xml  JUnit, abi check
// Each reader gives tests: { name, outcome: 'passed' | 'failed' | 'skipped', why }.

export const READERS = { '.json': readVitest, '.jsonl': readGo, '.tap': readTap, '.xml': readJunit };

export function readVitest(text) {
  return JSON.parse(text).testResults.flatMap((file) => {
    const tests = file.assertionResults.map((test) => ({
      name: test.fullName,
      outcome: ['passed', 'failed'].includes(test.status) ? test.status : 'skipped',
      why: test.failureMessages?.join('\n') || test.meta?.skipped || '',
    }));
    const broken = file.status === 'failed' && !tests.some((test) => test.outcome === 'failed');
    return broken ? [...tests, { name: file.name, outcome: 'failed', why: file.message }] : tests;
  });
}

export function readGo(text) {
  const outcomes = { pass: 'passed', fail: 'failed', skip: 'skipped' };
  const tests = new Map();
  const packages = new Map();
  for (const line of text.split('\n').filter((line) => line.startsWith('{'))) {
    const event = JSON.parse(line);
    const group = event.Test === undefined ? packages : tests;
    const key = `${event.Package ?? event.ImportPath} ${event.Test ?? ''}`.trim();
    const entry = group.get(key) ?? { name: key, why: '' };
    if (event.Action.endsWith('output') && !/^\s*(===|---)/.test(event.Output)) entry.why += event.Output;
    if (event.Action in outcomes) entry.outcome = outcomes[event.Action];
    group.set(key, entry);
  }
  // A test stands for its subtests and a package for its tests: it counts only if it failed and none of them did,
  // or if it panicked, since no test after that was run.
  const entries = [...packages.values(), ...tests.values()].map((entry) => ({ outcome: 'failed', ...entry }));
  const parents = new Set(entries.flatMap(({ name }) => parentsOf(name)));
  const blamed = new Set(entries.filter(({ outcome }) => outcome === 'failed').flatMap(({ name }) => parentsOf(name)));
  return entries.filter(({ name, outcome, why }) => {
    const isGroup = parents.has(name) || packages.has(name);
    return !isGroup || (outcome === 'failed' && (!blamed.has(name) || /^panic: /m.test(why)));
  });
}

/** `pkg TestA/b/c` is part of `pkg TestA/b`, `pkg TestA` and `pkg`. */
function parentsOf(name) {
  const ends = [...name.matchAll(/\/| /g)].map((match) => match.index);
  return ends.map((end) => name.slice(0, end));
}

/** Each case says all in its attributes; one that has failed has its words inside. */
export function readJunit(text) {
  return [...text.matchAll(/<testcase ([^>]*?)(?:\/>|>(.*?)<\/testcase>)/gs)].map(([, attributes, inside = '']) => {
    const [, type] = /\bclassname="([^"]*)"/.exec(attributes) ?? [];
    const [, name] = /\bname="([^"]*)"/.exec(attributes.replace(/\bclassname="[^"]*"/, '')) ?? [];
    const [, why] = /<failure[^>]*>(.*?)<\/failure>/s.exec(inside) ?? [];
    const outcome = why === undefined ? 'passed' : 'failed';
    return { name: plain(`${type} ${name}`), outcome, why: plain(why ?? '') };
  });
}

const ENTITIES = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function plain(text) {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_all, name) => ENTITIES[name]);
}

/** Ours are flat and say why behind the name; node's are nested, and say it in a block below. */
export function readTap(text) {
  const lines = text.split('\n');
  const entries = lines.flatMap((line, index) => entryOf(line, lines, index));
  const tests = entries.filter((_entry, index) => !isHolder(entries, index)).map(({ depth, ...test }) => test);
  const reported = entries.filter(({ depth }) => depth === 0).length;
  const planned = Number(lines.map((line) => /^1\.\.(\d+)/.exec(line)?.[1]).find(Boolean) ?? reported);
  if (planned === reported) return tests;
  return [...tests, { name: 'plan', outcome: 'failed', why: `${planned} tests were planned, ${reported} reported` }];
}

function entryOf(line, lines, index) {
  const match = /^( *)(not )?ok\b(?: \d+\b)?(?: -)? *(.*)$/.exec(line);
  if (match === null) return [];
  const [, indent, not, rest] = match;
  const depth = indent.length;
  const [, skipped, reason] = /^(.*?) *# *skip\S* *(.*)$/i.exec(rest) ?? [];
  if (skipped !== undefined) return [{ depth, name: skipped, outcome: 'skipped', why: reason }];
  const block = blockBelow(lines, index, indent);
  const [name, ...why] = block === undefined ? rest.split(' - ') : [rest, block];
  return [{ depth, name, outcome: not ? 'failed' : 'passed', why: why.join(' - ') }];
}

/** What stands between `---` and `...`; undefined if nothing does. */
function blockBelow(lines, index, indent) {
  if (lines[index + 1] !== `${indent}  ---`) return undefined;
  const end = lines.indexOf(`${indent}  ...`, index);
  const block = lines.slice(index + 2, end < 0 ? undefined : end);
  return block.map((line) => line.slice(indent.length + 2)).join('\n');
}

/** It stands for the tests right before it that are nested deeper, unless it alone failed. */
function isHolder(entries, index) {
  const { depth, outcome } = entries[index];
  let first = index;
  while (first > 0 && entries[first - 1].depth > depth) first--;
  const nested = entries.slice(first, index);
  return nested.length > 0 && (outcome !== 'failed' || nested.some((test) => test.outcome === 'failed'));
}
