import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const everywhere = { environment: 'node', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**'] } as const;

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    // The engine is pure: what one file of tests loads, the next may use.
    isolate: false,
    minWorkers: 1,
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          ...everywhere,
          name: 'fast',
          exclude: [...everywhere.exclude, '**/*.slow.test.ts'],
          globalSetup: 'test/harness/tables-ready.ts',
          // Slow machines are slow, not wrong.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...everywhere,
          name: 'slow',
          include: ['test/**/*.slow.test.ts'],
          globalSetup: 'test/harness/bundles-ready.ts',
          setupFiles: 'test/harness/breathe.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
