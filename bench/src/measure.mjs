// Rounds of competing measurements, interleaved so that a noisy moment of the machine hits all of them.
import { max, median, min } from 'simple-statistics';

/**
 * Runs each measurement once per round and gives, by name, the smallest and the median value.
 *
 * @param {Record<string, () => number>} measurements each gives one value: a time, a rate
 * @param {number} rounds
 * @returns {Record<string, { min: number, median: number, max: number }>}
 */
export function interleaved(measurements, rounds) {
  const values = Object.fromEntries(Object.keys(measurements).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(measurements)) values[name].push(measure());
  }
  return Object.fromEntries(Object.entries(values).map(([name, list]) => [name, summary(list)]));
}

export function summary(values) {
  return { min: min(values), median: median(values), max: max(values) };
}

/** Nanoseconds that `work` takes. */
export function nanoseconds(work) {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start);
}
