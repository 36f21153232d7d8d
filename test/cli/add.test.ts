import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addMirrors } from '../../src/index.ts';
import { mirrorconf, temporaryFolder } from './support.ts';

const config = join('cli', 'files', 'config.toml');
const one = ['-m', 'docker.io=https://hub.example.net'];
const dropIn = '[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n';

function systemFailure(code: string): () => Promise<never> {
  return async () => {
    throw Object.assign(new Error(`${code}: no such luck, write`), { code });
  };
}

describe('where the text comes from', () => {
  test.each([[[]], [['-']]])('standard input: %j', async (file) => {
    const { exitCode, stdout, stderr } = await mirrorconf(['add', ...file, ...one], {
      stdin: dropIn,
    });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toBe(addMirrors(dropIn, { 'docker.io': 'https://hub.example.net' }).text);
  });

  test('a person at the keyboard is asked for a file', async () => {
    const { exitCode, stderr } = await mirrorconf(['add', ...one], { terminal: true });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Which file?');
  });

  test('a relative path is looked at as an absolute one', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'registries.conf'), '');
    const { exitCode } = await mirrorconf(['add', 'registries.conf', ...one], { folder });
    expect(exitCode).toBe(0);
  });

  test.each([
    ['nowhere.toml', 'file/not-found'],
    ['config.toml', 'file/not-found'],
    ['.', 'file/is-folder'],
  ])('%s is refused: %s', async (file, code) => {
    const { exitCode, stdout, stderr } = await mirrorconf(['add', file, ...one]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(new RegExp(`^${file.replace('.', '\\.')}: error: .* \\[${code}\\]\n$`));
  });

  test('what the system refuses to read is named', async () => {
    const readFile = async (): Promise<never> => {
      throw Object.assign(new Error("EACCES: permission denied, open 'x'"), { code: 'EACCES' });
    };
    const { exitCode, stderr } = await mirrorconf(['list', 'x'], {
      files: { readFile } as never,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      'x: error: The file cannot be read: EACCES: permission denied. [file/unreadable]\n',
    );
  });
});

describe('what is done with the new text', () => {
  test('it is printed', async () => {
    const { exitCode, stdout } = await mirrorconf(['add', config, ...one]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("registry.mirrors.'docker.io']");
  });

  test('a text that stays as it is is printed too', async () => {
    const stdin = `${dropIn}[[registry.mirror]]\nlocation = "hub.example.net"`;
    expect((await mirrorconf(['add', ...one], { stdin })).stdout).toBe(stdin);
  });

  test('bytes go through unharmed', async () => {
    const stdin = '\ufeff# é 😀\r\n[[registry]]\r\nlocation = "quay.io"';
    const { stdout } = await mirrorconf(['add', ...one], { stdin });
    expect(stdout.startsWith(`${stdin}\r\n`)).toBe(true);
  });

  test('--check tells by its exit code, and says what is missing', async () => {
    const changed = await mirrorconf(['add', '-', ...one, '--check'], { stdin: dropIn });
    expect(changed).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: '<stdin>: https://hub.example.net would be added to docker.io\n',
    });
    const stdin = (await mirrorconf(['add', ...one], { stdin: dropIn })).stdout;
    const same = await mirrorconf(['add', '-', ...one, '--check'], { stdin });
    expect(same).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  test('--diff of no change is empty', async () => {
    const stdin = `${dropIn}[[registry.mirror]]\nlocation = "hub.example.net"\n`;
    const outcome = await mirrorconf(['add', '-', ...one, '--diff'], { stdin });
    expect(outcome).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });
});

describe('which mirrors', () => {
  test('a registry named again gets one more mirror, in order; a URL may hold "="', async () => {
    const stdin = 'version = 2\n';
    const { stdout } = await mirrorconf(
      ['add', '-m', 'a.io=http://m/x=y', '-m', 'b.io=https://n', '-m', 'a.io=https://o'],
      { stdin },
    );
    const mirrors = { 'a.io': ['http://m/x=y', 'https://o'], 'b.io': 'https://n' };
    expect(stdout).toBe(addMirrors(stdin, mirrors).text);
  });

  test('--position first', async () => {
    const stdin = `${dropIn}[[registry.mirror]]\nlocation = "old.example"\n`;
    const { stdout } = await mirrorconf(['add', '-', ...one, '--position', 'first'], { stdin });
    expect(stdout.indexOf('hub.example.net')).toBeLessThan(stdout.indexOf('old.example'));
  });

  test('--mirrors', async () => {
    const folder = await temporaryFolder();
    const mirrors = { 'docker.io': ['https://a.example', { url: 'http://b.example' }] };
    const json = `\ufeff${JSON.stringify({ $schema: './x', ...mirrors })}`;
    await writeFile(join(folder, 'mirrors.json'), json);
    const { exitCode, stdout } = await mirrorconf(['add', '-', '--mirrors', 'mirrors.json'], {
      stdin: dropIn,
      folder,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toBe(addMirrors(dropIn, mirrors).text);
  });

  test('a name that objects inherit is a name like others', async () => {
    const { exitCode, stderr } = await mirrorconf(
      ['add', '-', '-m', '__proto__=https://a.example'],
      {
        stdin: dropIn,
      },
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain('[registry/invalid]');
    expect(({} as Record<string, unknown>)['url']).toBeUndefined();
  });
});

describe('refusals', () => {
  test.each([
    [['add', '-'], 'usage/no-mirrors'],
    [['add', '-', '-m', 'docker.io'], 'usage/mirror'],
    [['add', '-', ...one, '--mirrors', 'x.json'], 'usage/arguments'],
    [['add', '-', ...one, '--write', '--check'], 'usage/arguments'],
    [['add', '-', ...one, '--write', '--diff'], 'usage/arguments'],
    [['add', '-', ...one, '--check', '--diff'], 'usage/arguments'],
    [['add', '-', ...one, '--write'], 'usage/write-stdin'],
    [['add', '-', ...one, '--format', 'yaml'], 'usage/arguments'],
    [['add', '-', ...one, '--position', 'middle'], 'usage/arguments'],
    [['add', 'a', 'b', ...one], 'usage/arguments'],
    [['nothing'], 'usage/arguments'],
    [['add', '-', ...one, '--target', 'docker'], 'target/unknown'],
    [['add', '-', ...one, '--mirrors'], 'usage/arguments'],
  ])('%j: %s', async (argv, code) => {
    const { exitCode, stdout, stderr } = await mirrorconf(argv, { stdin: dropIn });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.endsWith(` [${code}]\n`)).toBe(true);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  test('a fault of the file is told with its place', async () => {
    const { exitCode, stderr } = await mirrorconf(['add', '-', ...one, '--format', 'registries'], {
      stdin: 'a = 1\nb = = 2\n',
    });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^<stdin>:2:5: error: .* \[toml\/syntax\]\n$/);
  });

  test('an output that nothing can be written to is told', async () => {
    const argv = ['add', '-', ...one];
    const output = systemFailure('ENOSPC');
    for (const json of [[], ['--json']]) {
      const outcome = await mirrorconf([...argv, ...json], { stdin: dropIn, output });
      expect(outcome).toEqual({
        exitCode: 2,
        stdout: '',
        stderr: 'mirrorconf: error: The system refused: ENOSPC: no such luck. [system/refused]\n',
      });
    }
    expect((await mirrorconf(['--help'], { output })).exitCode).toBe(2);
  });

  test('a failing system is told', async () => {
    const outcome = await mirrorconf(['add', config, ...one, '--write'], {
      files: {
        realpath: (async () => {
          throw Object.assign(new Error('EIO: i/o error, realpath'), { code: 'EIO' });
        }) as never,
      },
    });
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr).toContain('The file cannot be written: EIO: i/o error.');
    expect(
      await readFile(new URL('../../fixtures/cli/files/config.toml', import.meta.url), 'utf8'),
    ).not.toContain('hub.example');
  });
});
