import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', ['json', { outputFile: 'build/results/ts.json' }]],
    // The conformance data takes seconds, more on a busy machine.
    testTimeout: 120_000,
  },
});
