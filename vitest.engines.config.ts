import { defineConfig } from 'vitest/config';

// A program that counts the tests names a file for the results as JSON.
const report = process.env['MIRRORCONF_TEST_REPORT'];

// Suites that start real engines. One file at a time: daemons and their package caches are shared.
export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    include: ['test/engines/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
