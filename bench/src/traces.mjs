// Replays recorded host calls of a real service: ours through the TypeScript binding against the peer, line by line exact.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtinEngine, builtinEngines } from '@pvm-ffi/core';
import { Replay, readTrace } from '@pvm-ffi/core/conformance';
import { interleaved, nanoseconds } from './measure.mjs';
import * as ananAs from './peers/anan-as.mjs';
import * as ours from './replay.mjs';

/** Traces of a folder; undefined if there is none. */
export function tracesIn(folder) {
  let names;
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.log'));
  } catch {
    return undefined;
  }
  return names.sort().map((name) => readTrace(readFileSync(join(folder, name), 'utf8'), name));
}

/**
 * @returns {{ title: string, header: string[], rows: string[][], goal: string }}
 */
export function measureTraces(traces, rounds) {
  const instructions = traces.reduce((sum, trace) => sum + Number(instructionsOf(trace)), 0);
  const prepared = traces.map(ananAs.prepare);
  const engines = builtinEngines.map((name) => ({ name, engine: builtinEngine(name) }));
  const whole = {};
  const run = {};
  for (const { name, engine } of engines) {
    for (const trace of traces) checkEveryLine(trace, engine);
    const ready = traces.map((trace) => ours.prepare(trace, engine));
    const machines = ours.load(ready);
    whole[name] = () => nanoseconds(() => ready.forEach(ours.loadAndRun));
    const rerun = (prepared, index) => void ours.rerun(prepared, machines[index]);
    run[name] = () => nanoseconds(() => ready.forEach(rerun));
  }
  const peer = () => {
    let inside = 0;
    const all = nanoseconds(() => {
      for (const trace of prepared) inside += ananAs.replay(trace);
    });
    return { all, inside };
  };
  let last;
  const results = interleaved(
    {
      ...Object.fromEntries(Object.entries(whole).map(([name, measure]) => [`${name} whole`, measure])),
      ...Object.fromEntries(Object.entries(run).map(([name, measure]) => [`${name} run`, measure])),
      'peer whole': () => {
        last = peer();
        return last.all;
      },
      'peer run': () => last.inside,
    },
    rounds,
  );
  const rows = ['run', 'whole'].flatMap((phase) =>
    [...engines.map(({ name }) => name), 'peer'].map((name) => {
      const mine = results[`${name} ${phase}`];
      const theirs = results[`peer ${phase}`];
      return [
        name === 'peer' ? 'anan-as 1.2.0' : name,
        phase === 'run' ? 'run alone' : 'load and run',
        rate(instructions, mine.min),
        ratio(theirs.min / mine.min),
        ratio(theirs.median / mine.median),
      ];
    }),
  );
  return {
    title: `${traces.length} traces of a real service, ${instructions} instructions, through the TypeScript binding`,
    header: ['engine', 'what', 'million instructions/s', 'times the peer (minima)', 'times the peer (medians)'],
    rows,
    goal: 'at least 100 times the peer',
  };
}

/** What the guest used itself: gas is instructions here. */
function instructionsOf({ start, stops }) {
  let used = 0n;
  let gas = start.gas;
  for (const stop of stops) {
    used += gas - stop.gas;
    gas = stop.effects.reduce((left, effect) => (effect.kind === 'setgas' ? effect.gas : left), stop.gas);
  }
  return used;
}

/** Registers and octets too, which the timed runs do not look at. */
function checkEveryLine(trace, engine) {
  const replay = new Replay(trace, { engine });
  const { mismatch } = replay.run();
  replay[Symbol.dispose]();
  if (mismatch !== undefined) throw new Error(`ours differs from ${trace.file}:${mismatch.line}`);
}

function rate(instructions, ns) {
  return ((instructions * 1000) / ns).toFixed(1);
}

function ratio(value) {
  return value.toFixed(value < 10 ? 2 : 0);
}
