import { defineConfig } from 'vitest/config';

// A program that counts the tests names a file for the results as JSON.
const report = process.env['MIRRORCONF_TEST_REPORT'];

// Suites that start real engines. Two files at a time: each test has a network and root file systems
// of its own, and an engine is mostly waited for.
export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    include: ['test/engines/**/*.test.ts'],
    globalSetup: ['test/support/build.ts', 'test/engines/setup.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
