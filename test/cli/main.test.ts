// The command as it is installed: a process, started from what the build makes.
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMirrors } from '../../src/index.ts';
import { fixtures } from './support.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const config = join(fixtures, 'cli', 'files', 'config.toml');
const bin = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).bin.mirrorconf as string;
const main = join(root, bin);

function mirrorconf(argv: readonly string[], input = ''): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [main, ...argv], { input, encoding: 'utf8', cwd: root });
}

test('it can be started by its name', () => {
  expect(readFileSync(main, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
});

describe('a process', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mirrorconf-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('reads standard input and prints', () => {
    const text = readFileSync(config, 'utf8');
    const { status, stdout } = mirrorconf(['add', '-', '-m', 'docker.io=https://m.example'], text);
    expect(status).toBe(0);
    expect(stdout).toBe(addMirrors(text, { 'docker.io': 'https://m.example' }).text);
  });

  test('has the three exit codes', () => {
    const argv = ['add', config, '-m', 'docker.io=https://m.example'];
    expect(mirrorconf([...argv, '--diff']).status).toBe(0);
    expect(mirrorconf([...argv, '--check']).status).toBe(1);
    expect(mirrorconf(['add', config, '-m', 'nonsense']).status).toBe(2);
  });

  test('writes, and tells its version and its schemas', () => {
    const file = join(folder, 'registries.conf');
    expect(mirrorconf(['add', file, '-m', 'docker.io=https://m.example', '--write']).status).toBe(
      0,
    );
    expect(mirrorconf(['list', file]).stdout).toBe('docker.io https://m.example\n');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(mirrorconf(['--version']).stdout).toBe(`${version}\n`);
    expect(mirrorconf(['schema', 'plan']).stdout).toBe(
      readFileSync(join(fixtures, 'contracts', 'schemas', 'plan.json'), 'utf8'),
    );
  });

  test.runIf(process.platform !== 'win32')('ends quietly when its reader goes away', async () => {
    const text = `${readFileSync(config, 'utf8')}\n${'# long\n'.repeat(200_000)}`;
    const child = spawn(process.execPath, [main, 'add', '-', '-m', 'docker.io=https://m.example']);
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.end(text);
    const exitCode = await new Promise((resolve) => child.once('close', resolve));
    expect(exitCode).toBe(0);
    expect(stderr).not.toMatch(/error|EPIPE/);
  });
});
