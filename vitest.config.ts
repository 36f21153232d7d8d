import { defineConfig } from 'vitest/config';

// A program that counts the tests names a file for the results as JSON.
const report = process.env['MIRRORCONF_TEST_REPORT'];

export default defineConfig({
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    include: ['test/**/*.test.ts'],
    exclude: ['test/engines/**'],
    globalSetup: ['test/support/build.ts'],
    setupFiles: ['test/support/properties.ts'],
    // Properties take their time on a busy machine; a test that hangs still ends.
    testTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/schema/**', 'src/cli/main.ts'],
      reporter: ['text-summary', 'html'],
    },
  },
});
