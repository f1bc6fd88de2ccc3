import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What the loader itself needs of the addon. */
interface Loaded {
  refuseForeignMemory(): void;
}

/** The compiled addon of this package. */
export function loadAddon(): unknown {
  const addon = require('../build/pvm.node') as Loaded;
  // Some runtimes let no JavaScript see C memory. With this set, others act like them.
  if (process.env['PVM_COPY_MEMORY'] === '1') addon.refuseForeignMemory();
  return addon;
}
