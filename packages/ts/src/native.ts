import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** What the loader itself needs of the addon. */
interface Loaded {
  /** Gives each copy of this module an addon of its own. */
  open(): { refuseForeignMemory(): void };
}

/** Where the addon is: built here, or built elsewhere and shipped. */
const PLACES = ['../build/pvm.node', `../prebuilds/${process.platform}-${process.arch}/pvm.node`].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** The compiled addon of this package. */
export function loadAddon(): unknown {
  const addon = load().open();
  // Some runtimes let no JavaScript see C memory. With this set, others act like them.
  if (process.env['PVM_COPY_MEMORY'] === '1') addon.refuseForeignMemory();
  return addon;
}

function load(): Loaded {
  const reasons: string[] = [];
  for (const place of PLACES.filter((path) => existsSync(path))) {
    try {
      return require(place) as Loaded;
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  const why = reasons.length === 0 ? `none of ${PLACES.join(', ')} is there` : reasons.join('; ');
  const how = 'install make, a C and a C++17 compiler, and install the package again';
  throw new Error(`@pvm-ffi/core has no addon for ${process.platform}-${process.arch} (${why}); ${how}`);
}
