// Runs the programs that the examples build.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const EXAMPLES = import.meta.dirname;

/** What a program prints, run in the folder of the examples. Throws with its own words if it fails. */
export function outputOf([file, ...args]) {
  return execFileSync(file, args, { cwd: EXAMPLES, encoding: 'utf8', timeout: 120_000, maxBuffer: 1 << 26 });
}

/** How the program of a name is started in each language that was built; Go may not be there. */
export const LANGUAGES = {
  TypeScript: { command: (name) => [process.execPath, `build/ts/${name.replaceAll('_', '-')}.js`] },
  Go: {
    command: (name) => [`build/go/${name}`],
    // `go build` makes all programs at once.
    missing:
      process.env.PVM_WITHOUT_GO === undefined && existsSync(join(EXAMPLES, 'build/go/guests'))
        ? undefined
        : 'Go is not installed',
  },
};

export function readJson(file) {
  return JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8'));
}

/** Every guest on every engine and in both gas models, run from one language. */
export function runGuests(language) {
  return JSON.parse(outputOf([...LANGUAGES[language].command('guests'), 'guests/manifest.json']));
}

/** In what a run differs from what the manifest expects, field by field; nothing if it doesn't. */
export function differences(run, { expected }) {
  const wanted = {
    result: expected.result,
    output: expected.output,
    gasUsed: expected.gasUsed[run.gasModel],
    hostCalls: expected.hostCalls ?? 0,
    storage: expected.storage ?? null,
  };
  return Object.entries(wanted).flatMap(([field, value]) => {
    const [want, got] = [JSON.stringify(value), JSON.stringify(run[field])];
    return want === got ? [] : [`${field}: expected ${want}, got ${got}`];
  });
}
