// From the octets of a program to the end of one run, nothing kept from before: what a short run costs on each engine.
import { builtinEngine } from '@pvm-ffi/core';
import { interleaved, nanoseconds } from './measure.mjs';
import * as ours from './replay.mjs';

const ENGINES = ['interpreter', 'recompiler'];

export function measureCold(traces, rounds) {
  const measured = traces.flatMap((trace) =>
    ENGINES.map((name) => {
      const ready = ours.prepare(trace, builtinEngine(name));
      return [`${trace.file} ${name}`, () => nanoseconds(() => ours.loadAndRun(ready))];
    }),
  );
  const results = interleaved(Object.fromEntries(measured), rounds);
  const compared = traces.map(({ file }) => {
    const [interpreter, recompiler] = ENGINES.map((name) => results[`${file} ${name}`]);
    return { file, interpreter, recompiler, ratio: recompiler.min / interpreter.min };
  });
  const byTime = [...compared].sort((a, b) => a.interpreter.min - b.interpreter.min);
  const byRatio = [...compared].sort((a, b) => a.ratio - b.ratio);
  const row = (what, { file, interpreter, recompiler }) => [
    file === undefined ? what : `${what}: ${file}`,
    micros(interpreter.min),
    micros(recompiler.min),
    (recompiler.min / interpreter.min).toFixed(2),
    (recompiler.median / interpreter.median).toFixed(2),
  ];
  return {
    title: 'One trace from the octets of its program to the end, compiling included',
    header: [
      'trace',
      'interpreter, µs (minimum)',
      'recompiler, µs (minimum)',
      'recompiler, times the interpreter’s time (minima)',
      '(medians)',
    ],
    rows: [
      row(`all ${traces.length}`, {
        interpreter: total(compared.map(({ interpreter }) => interpreter)),
        recompiler: total(compared.map(({ recompiler }) => recompiler)),
      }),
      row('shortest', byTime.at(0)),
      row('longest', byTime.at(-1)),
      row('best for the recompiler', byRatio.at(0)),
      row('worst for the recompiler', byRatio.at(-1)),
    ],
    goal: 'at most 1',
  };
}

function total(summaries) {
  const sum = (name) => summaries.reduce((all, each) => all + each[name], 0);
  return { min: sum('min'), median: sum('median') };
}

function micros(ns) {
  return (ns / 1000).toFixed(0);
}
