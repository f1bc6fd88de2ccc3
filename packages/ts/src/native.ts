import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The compiled addon of this package. */
export function loadAddon(): unknown {
  return require('../build/pvm.node');
}
