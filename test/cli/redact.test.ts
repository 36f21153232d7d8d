import { expect, test } from 'vitest';
import { redacted, shown } from '../../src/cli/redact.ts';
import { mirrorconf } from './support.ts';

test.each([
  ['https://user:secret@m.example/x', 'https://***@m.example/x'],
  [
    '"https://user:se@cret@m.example" and https://token@n',
    '"https://***@m.example" and https://***@n',
  ],
  ['https://m.example/x', 'https://m.example/x'],
])('%s is shown as %s', (text, result) => {
  expect(redacted(text)).toBe(result);
});

test('control characters cannot reach a terminal', () => {
  expect(shown('a\u001b[31mb\nc\u009b')).toBe('a\\u001b[31mb\\u000ac\\u009b');
});

test.each([
  ['add', '-', '-m', 'docker.io=https://user:s3cret@m.example'],
  ['add', '-', '-m', 'https://user:s3cret@m.example'],
  ['add', '-', '-m', 'user:s3cret@m.example'],
  ['add', '-', '-m', 'docker.io=user:s3cret@m.example'],
  ['add', '-', '--nope=https://user:s3cret@m.example'],
  ['add', '-', '-m', 'https://user:s3cret@docker.io=https://m.example'],
  ['remove', '-', '-m', 'docker.io=https://user:s3cret@m.example'],
  ['set', '-', '-m', 'docker.io=https://user:s3cret@m.example'],
])('no secret of the arguments is printed: %s %s %s %s', async (...argv) => {
  for (const json of [[], ['--json']]) {
    const { exitCode, stdout, stderr } = await mirrorconf([...argv, ...json], {
      stdin: 'unqualified-search-registries = []\n',
    });
    expect(exitCode).toBe(2);
    expect(stdout + stderr).not.toContain('s3cret');
  }
});

test.each(['a', '://', '@', '://a@', 'a://b '])(
  'a long line of "%s" is shown in linear time',
  (part) => {
    const start = performance.now();
    redacted(part.repeat(200_000));
    expect(performance.now() - start).toBeLessThan(1000);
  },
);
