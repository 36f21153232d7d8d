import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addMirrors, applyEdits, removeMirrors, setMirrors } from '../../src/index.ts';
import type { PlanReport } from '../../src/schema/plan-report.ts';
import { mirrorconf, temporaryFolder } from './support.ts';

const mirrors = {
  'docker.io': ['https://a.example', 'https://b.example'],
  'ghcr.io': ['https://a.example', 'https://c.example'],
  'quay.io': ['https://d.example'],
};
const empty = '# mine\nunqualified-search-registries = []\n';
const full = addMirrors(empty, mirrors).text;

describe('set', () => {
  test('gives exactly the asked mirrors', async () => {
    const asked = { 'docker.io': ['https://c.example', 'https://b.example'] };
    const argv = ['-m', 'docker.io=https://c.example', '-m', 'docker.io=https://b.example'];
    const { exitCode, stdout } = await mirrorconf(['set', '-', ...argv], { stdin: full });
    expect(exitCode).toBe(0);
    expect(stdout).toBe(setMirrors(full, asked).text);
  });

  test('takes all mirrors away for an empty list', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'm.json'), '{"quay.io": []}');
    const { stdout } = await mirrorconf(['set', '-', '--mirrors', 'm.json'], {
      stdin: full,
      folder,
    });
    expect(stdout).toBe(setMirrors(full, { 'quay.io': [] }).text);
    expect(stdout).not.toContain('d.example');
  });
});

describe('remove', () => {
  test('with the arguments of add it is the way back', async () => {
    const argv = Object.entries(mirrors).flatMap(([registry, urls]) =>
      urls.flatMap((url) => ['-m', `${registry}=${url}`]),
    );
    expect((await mirrorconf(['add', '-', ...argv], { stdin: empty })).stdout).toBe(full);
    expect((await mirrorconf(['remove', '-', ...argv], { stdin: full })).stdout).toBe(empty);
  });

  test('it is the way back for mirrors that share the settings of their host', async () => {
    const argv = ['docker.io=http://m.example/hub', 'quay.io=http://m.example/quay'].flatMap(
      (each) => ['-m', each],
    );
    const format = ['--format', 'buildkitd'];
    const stdin = 'debug = true\n';
    const { stdout } = await mirrorconf(['add', '-', ...format, ...argv], { stdin });
    expect(stdout).toContain('http = true');
    const back = await mirrorconf(['remove', '-', ...format, ...argv], { stdin: stdout });
    expect(back.stdout).toBe(stdin);
  });

  test.each([
    [['docker.io=https://a.example'], { registry: 'docker.io', mirror: 'https://a.example' }],
    [['docker.io'], { registry: 'docker.io' }],
    [['https://a.example'], { mirror: 'https://a.example' }],
    [['docker.io', 'quay.io'], { registry: ['docker.io', 'quay.io'] }],
    [['https://a.example/?b=c://d'], undefined],
  ])('-m %j', async (values, selection) => {
    const argv = values.flatMap((value) => ['-m', value]);
    const { exitCode, stdout, stderr } = await mirrorconf(['remove', '-', ...argv], {
      stdin: full,
    });
    if (selection === undefined) {
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('[mirror/query]')]);
    } else {
      expect([exitCode, stdout]).toEqual([0, removeMirrors(full, selection).text]);
    }
  });

  test('a file of mirrors names what to take out; an empty list names nothing', async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, 'm.json'),
      '{"docker.io": "https://b.example", "ghcr.io": [{"url": "https://c.example"}], "quay.io": []}',
    );
    const { stdout } = await mirrorconf(['remove', '-', '--mirrors', 'm.json'], {
      stdin: full,
      folder,
    });
    expect(stdout).not.toMatch(/b\.example|c\.example/);
    expect(stdout).toContain('d.example');
  });

  test('several selections are one plan against the text that was read', async () => {
    const argv = ['-m', 'docker.io=https://b.example', '-m', 'https://a.example', '-m', 'quay.io'];
    const { stdout } = await mirrorconf(['remove', '-', ...argv, '--json'], { stdin: full });
    const report = JSON.parse(stdout) as PlanReport;
    expect(applyEdits(full, report.edits)).toBe(report.text);
    expect(report.text).not.toMatch(/a\.example|b\.example|d\.example/);
    const lines = full.split('\n');
    for (const { line } of report.changes) expect(lines[line - 1]).toBe('[[registry.mirror]]');
    expect(report.changes).toHaveLength(4);
  });

  test('what is not there is not missed', async () => {
    const outcome = await mirrorconf(['remove', '-', '-m', 'gcr.io', '--check'], { stdin: full });
    expect(outcome).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  test('--check says what would go', async () => {
    const { exitCode, stderr } = await mirrorconf(['remove', '-', '-m', 'quay.io', '--check'], {
      stdin: full,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toBe('<stdin>: https://d.example would be removed from quay.io\n');
  });
});
