import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SCHEMAS } from '../../src/cli/commands/schema.ts';
import { addMirrors } from '../../src/index.ts';
import { mirrorconf, schemaFolder, temporaryFolder } from './support.ts';

describe('list', () => {
  test('one line for each mirror', async () => {
    const stdin = addMirrors('version = 2\n', {
      'docker.io': ['https://a.example', { url: 'https://b.example/x', overridePath: true }],
      'ghcr.io': 'http://c.example',
    }).text;
    expect(await mirrorconf(['list'], { stdin })).toEqual({
      exitCode: 0,
      stdout:
        'docker.io https://a.example\ndocker.io https://b.example/x overridePath\nghcr.io http://c.example\n',
      stderr: '',
    });
  });

  test('settings are told, but no value of a header', async () => {
    const mirror = {
      url: 'https://a.example',
      capabilities: ['pull' as const],
      skipVerify: true,
      ca: ['/a.pem', '/b.pem'],
      client: [['/c.cert', '/c.key'] as const],
      header: { authorization: 'Bearer s3cret' },
      dialTimeout: '5s',
    };
    const options = { format: 'hosts', registry: 'docker.io' } as const;
    const stdin = addMirrors('', { 'docker.io': mirror }, options).text;
    const argv = ['list', '-', '--format', 'hosts', '--registry', 'docker.io'];
    const { stdout } = await mirrorconf(argv, { stdin });
    expect(stdout).toBe(
      'docker.io https://a.example capabilities=pull skipVerify ca=/a.pem,/b.pem client=/c.cert,/c.key header=authorization dialTimeout=5s\n',
    );
  });

  test('a file without mirrors has no lines', async () => {
    const outcome = await mirrorconf(['list'], { stdin: 'version = 2\n' });
    expect(outcome).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });
});

describe('convert', () => {
  const stdin = addMirrors('version = 2\n', {
    'docker.io': 'https://a.example',
    'ghcr.io': 'https://b.example',
  }).text;

  test('to one file: its text', async () => {
    const { exitCode, stdout, stderr } = await mirrorconf(['convert', '--to', 'registries'], {
      stdin,
    });
    expect([exitCode, stderr]).toEqual([0, '']);
    const mirrors = { 'docker.io': 'https://a.example', 'ghcr.io': 'https://b.example' };
    expect(stdout).toBe(addMirrors('', mirrors, { format: 'registries' }).text);
  });

  test('to several files: each under its path', async () => {
    const { stdout } = await mirrorconf(['convert', '--to', 'hosts'], { stdin });
    expect(stdout.match(/^# .*$/gm)).toEqual([
      '# certs.d/docker.io/hosts.toml',
      '# certs.d/ghcr.io/hosts.toml',
    ]);
  });

  test('says what some releases make of a new file', async () => {
    const { exitCode, stderr } = await mirrorconf(['convert', '--to', 'hosts'], {
      stdin: addMirrors('version = 2\n', { 'quay.io': 'http://[fd00::1]:5000' }).text,
    });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /^certs\.d\/quay\.io\/hosts\.toml:1:1: warning: .*\[hosts\/ipv6-in-header\]$/m,
    );
  });

  test('--check, --diff and --write, then nothing to do', async () => {
    const folder = await temporaryFolder();
    const argv = ['convert', '-', '--to', 'hosts', '--into', 'etc'];
    const paths = ['docker.io', 'ghcr.io'].map((name) =>
      join('etc', 'certs.d', name, 'hosts.toml'),
    );
    const check = await mirrorconf([...argv, '--check'], { stdin, folder });
    expect([check.exitCode, check.stderr]).toEqual([
      1,
      paths.map((path) => `${path}: would be made\n`).join(''),
    ]);
    const diff = await mirrorconf([...argv, '--diff'], { stdin, folder });
    expect(diff.stdout.match(/^\+\+\+ .*$/gm)).toEqual(paths.map((path) => `+++ ${path}`));
    expect(await readdir(folder)).toEqual([]);
    const write = await mirrorconf([...argv, '--write'], { stdin, folder });
    expect(write).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: paths.map((path) => `${path}: made\n`).join(''),
    });
    expect(await readFile(join(folder, paths[0] ?? ''), 'utf8')).toContain('https://a.example');
    for (const mode of ['--check', '--write', '--diff']) {
      const again = await mirrorconf([...argv, mode], { stdin, folder });
      expect(again).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    }
  });

  test('a file that says something else is not written over, and no other file is made', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'certs.d', 'ghcr.io'), { recursive: true });
    await writeFile(join(folder, 'certs.d', 'ghcr.io', 'hosts.toml'), '# theirs\n');
    const argv = ['convert', '-', '--to', 'hosts', '--into', '.', '--write'];
    const { exitCode, stderr } = await mirrorconf(argv, { stdin, folder });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('[file/exists]')]);
    expect(await readdir(join(folder, 'certs.d'))).toEqual(['ghcr.io']);
  });

  test('what cannot be said is refused with its place, or left out when asked', async () => {
    const lossy = addMirrors(
      '',
      {
        'docker.io': { url: 'https://a.example', capabilities: ['pull'] },
        'ghcr.io': 'https://b.example',
      },
      { format: 'registries' },
    ).text;
    const refused = await mirrorconf(['convert', '-', '--to', 'buildkitd'], { stdin: lossy });
    expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(
      /^<stdin>:\d+:\d+: error: .*Write --lossy .*\[not-expressible\]\n$/,
    );
    const taken = await mirrorconf(['convert', '-', '--to', 'buildkitd', '--lossy'], {
      stdin: lossy,
    });
    expect(taken.exitCode).toBe(0);
    expect(taken.stdout).toContain('b.example');
    expect(taken.stdout).not.toContain('a.example');
    expect(taken.stderr).toMatch(/^<stdin>:\d+:\d+: warning: .*\[not-expressible\]\n$/);
  });

  test.each([
    [['convert', '-'], 'usage/arguments'],
    [['convert', '-', '--to', 'hosts', '--write'], 'usage/no-folder'],
    [['convert', '-', '--to', 'hosts', '--check'], 'usage/no-folder'],
    [['convert', '-', '--to', 'yaml'], 'usage/arguments'],
    [['convert', '-', '--to', 'hosts', '--target', 'podman'], 'target/other-engine'],
  ])('%j: %s', async (argv, code) => {
    const { exitCode, stderr } = await mirrorconf(argv, { stdin });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`[${code}]`)]);
  });
});

describe('schema', () => {
  test('every schema is printed', async () => {
    const files = await readdir(schemaFolder);
    expect(files.sort()).toEqual(SCHEMAS.map((name) => `${name}.json`).sort());
    for (const name of SCHEMAS) {
      const { exitCode, stdout } = await mirrorconf(['schema', name]);
      expect(exitCode).toBe(0);
      expect(stdout).toBe(await readFile(join(schemaFolder, `${name}.json`), 'utf8'));
    }
  });

  test('another name is refused with the names that there are', async () => {
    const { exitCode, stderr } = await mirrorconf(['schema', 'plans']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('mirrors-file, plan, list')]);
  });
});
