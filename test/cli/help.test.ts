// The help is what people read first: every change of it is looked at.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixtures, mirrorconf } from './support.ts';

test.each(['', 'add', 'set', 'remove', 'list', 'lint', 'convert', 'schema'])(
  'help of "%s"',
  async (name) => {
    const { exitCode, stdout, stderr } = await mirrorconf([...(name ? [name] : []), '--help']);
    expect([exitCode, stderr]).toEqual([0, '']);
    await expect(stdout).toMatchFileSnapshot(
      join(fixtures, 'cli', 'help', `${name || 'mirrorconf'}.txt`),
    );
  },
);

test('the help command prints the same', async () => {
  expect(await mirrorconf(['help', 'add'])).toEqual(await mirrorconf(['add', '--help']));
});

test('no arguments are wrong usage, with the help on standard error', async () => {
  const { exitCode, stdout, stderr } = await mirrorconf([]);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Usage: mirrorconf');
});

test('version', async () => {
  expect(await mirrorconf(['--version'])).toEqual({
    exitCode: 0,
    stdout: '0.0.0-test\n',
    stderr: '',
  });
});
