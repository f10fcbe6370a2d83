import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/prepare.ts'],
    // Processes, not threads: native modules (hnswlib, better SQLite) and a global logger live once per process.
    pool: 'forks',
    // Files share their worker's modules, its browser and its assistant: no file leaves anything behind in them.
    isolate: false,
    // Browser tests wait more than they compute: on two cores three take 15 minutes, where two take 17.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // A retry hides a race; a test that is not deterministic is a fault.
    retry: 0,
  },
});
