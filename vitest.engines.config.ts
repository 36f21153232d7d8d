import { defineConfig } from 'vitest/config';

// Suites that start real engines. One file at a time: daemons and their package caches are shared.
export default defineConfig({
  test: {
    include: ['test/engines/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
