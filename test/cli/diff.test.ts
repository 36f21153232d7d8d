// Diffs are what other programs take: applied to the old text they give the new one, byte for byte.
import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { colorsFor } from '../../src/cli/colors.ts';
import type { Host } from '../../src/cli/host.ts';
import { colored, unifiedDiff } from '../../src/cli/unified-diff.ts';
import { mirrorconf } from './support.ts';

const line = fc.constantFrom('', 'a = 1', '[x]', '# c', '-- minus', '++ plus', '\\ back', '\ttab');
const text = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 30 })
  .chain((lines) =>
    fc.boolean().map((ends) => {
      const joined = lines.map(([content, eol]) => content + eol).join('');
      return ends ? joined : joined.replace(/\r?\n$/, '');
    }),
  );

test('applied to the old text, a diff gives the new text', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = unifiedDiff({ name: 'file', before, after });
      expect(diff === '').toBe(before === after);
      if (diff === '') return;
      expect(applyPatch(before, diff, { autoConvertLineEndings: false })).toBe(after);
    }),
  );
});

test('a new file comes from nowhere', () => {
  expect(unifiedDiff({ name: 'new.conf', before: undefined, after: 'a\n' })).toBe(
    '--- /dev/null\n+++ new.conf\n@@ -0,0 +1,1 @@\n+a\n',
  );
});

test('a missing final newline is told', () => {
  expect(unifiedDiff({ name: 'f', before: 'a', after: 'a\nb' })).toBe(
    '--- f\n+++ f\n@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n',
  );
});

describe('colour', () => {
  const argv = ['add', '-', '-m', 'docker.io=https://hub.example.net', '--diff'];
  const stdin = '[[registry]]\r\nlocation = "quay.io"\r\n';
  const control = '\u001b[';

  test('is for a terminal', async () => {
    const { stdout } = await mirrorconf(argv, { stdin, terminal: true });
    expect(stdout).toContain(`${control}32m+[[registry]]${control}39m\r\n`);
    expect((await mirrorconf(argv, { stdin })).stdout).not.toContain(control);
  });

  test.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('is not wanted with %o', async (environment) => {
    const { stdout } = await mirrorconf(argv, { stdin, terminal: true, environment });
    expect(stdout).not.toContain(control);
  });

  test('an empty NO_COLOR says nothing', async () => {
    const { stdout } = await mirrorconf(argv, {
      stdin,
      terminal: true,
      environment: { NO_COLOR: '' },
    });
    expect(stdout).toContain(control);
  });

  test('taken away, leaves the diff', () => {
    const host = { environment: {} } as Host;
    const colors = colorsFor({ isTerminal: true, width: 80, write: async () => {} }, host);
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff({ name: 'file', before, after });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what colours are made of
        expect(colored(diff, colors).replace(/\u001b\[\d+m/g, '')).toBe(diff);
      }),
    );
  });
});
