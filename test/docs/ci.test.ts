// The recipes for CI are run, or read as what they are written for.
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { mirrorconf, temporaryFolder } from '../cli/support.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const recipes = await readFile(join(root, 'docs', 'ci.md'), 'utf8');

function codeOf(language: string): readonly string[] {
  return [...recipes.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code = '']) => code,
  );
}

const GOOD = `version = 2

[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`;

interface Script {
  readonly problems: (path: string, target: string) => string[];
}

async function script(): Promise<Script> {
  const folder = join(root, '.cache', 'docs');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'ci.ts');
  const sources = JSON.stringify(join(root, 'src', 'index.ts'));
  await writeFile(file, (codeOf('ts')[0] ?? '').replace("'mirrorconf'", sources));
  return (await import(/* @vite-ignore */ file)) as Script;
}

async function nodes(text: string): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'nodes'));
  await writeFile(join(folder, 'nodes', 'config.toml'), text);
  return folder;
}

describe('the script', () => {
  test('has nothing to say of a good file', async () => {
    const path = join(await nodes(GOOD), 'nodes/config.toml');
    expect((await script()).problems(path, 'containerd@2.1.9')).toEqual([]);
  });

  test('tells of a missing mirror, of a mistake and of what is no TOML', async () => {
    const { problems } = await script();
    const of = async (text: string): Promise<string> =>
      problems(join(await nodes(text), 'nodes/config.toml'), 'containerd@2.1.9').join('\n');
    expect(await of('version = 2\n')).toContain('docker.io has not its mirror');
    expect(await of(GOOD.replace('["https', '"https').replace('net"]', 'net"'))).toMatch(
      /:4:\d+: /,
    );
    expect(await of('version = \n')).toContain('[toml/syntax]');
  });
});

test('every command line runs as it stands', async () => {
  const folder = await nodes(GOOD);
  await mkdir(join(folder, 'images/node/etc/containerd'), { recursive: true });
  await writeFile(join(folder, 'images/node/etc/containerd/config.toml'), GOOD);
  const lines = [...codeOf('sh'), ...codeOf('yaml')]
    .join('\n')
    .split('\n')
    .flatMap((line) => /(?:^|npx --yes )(mirrorconf [^>]*)/.exec(line)?.[1]?.trim() ?? []);
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) {
    const { exitCode, stderr } = await mirrorconf(line.split(/\s+/).slice(1), { folder });
    expect([line, stderr, exitCode]).toEqual([line, '', 0]);
  }
});

test('the action’s recipe names files that its target reads', async () => {
  const recipe = codeOf('yaml').find((each) => each.includes('uses: OWNER/mirrorconf')) ?? '';
  const [, paths = ''] = /paths: \|\n((?: {12}.*\n)+)/.exec(recipe) ?? [];
  const [, target = ''] = /target: (\S+)/.exec(recipe) ?? [];
  const folder = await nodes(GOOD);
  const names = paths.trim().split(/\s+/);
  for (const name of names) {
    const file = join(folder, name, ...(/\.\w+$/.test(name) ? [] : ['config.toml']));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, file.includes('buildkit') ? '[registry."docker.io"]\n' : GOOD);
  }
  const run = await mirrorconf(['lint', ...names, '--target', target], { folder });
  expect([names.length, run.stderr, run.exitCode]).toEqual([2, '', 0]);
});

test('the hooks name commands that there are, and files that are an engine’s', async () => {
  const hooks = await readFile(join(root, '.pre-commit-hooks.yaml'), 'utf8');
  const entries = [...hooks.matchAll(/entry: mirrorconf (\S+)/g)].map(([, command]) => command);
  expect(entries).toEqual(['lint', 'lint']);
  for (const [, id] of recipes.matchAll(/- id: (\S+)/g)) expect(hooks).toContain(`id: ${id}`);
  const [, pattern = ''] = /files: '(.*)'/.exec(hooks) ?? [];
  const names = (path: string): boolean => new RegExp(pattern).test(path);
  expect(names('certs.d/docker.io/hosts.toml')).toBe(true);
  expect(names('etc/containerd/conf.d/10.toml')).toBe(true);
  expect(names('registries.conf.d/a.conf')).toBe(true);
  expect(names('hugo/config.toml')).toBe(false);
});

test.runIf(process.platform !== 'win32')('the action’s script hands its inputs on', async () => {
  const action = await readFile(join(root, 'action.yml'), 'utf8');
  const [, body = ''] = /run: \|\n((?: {8}.*\n|\n)+)/.exec(action) ?? [];
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'npx'), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
  const run = spawnSync('bash', ['--norc', '-eo', 'pipefail', '-c', body.replace(/^ {8}/gm, '')], {
    encoding: 'utf8',
    env: {
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
      MIRRORCONF_PATHS: 'a folder\n\nfile.toml\n',
      MIRRORCONF_TARGET: 'containerd@2.1.9',
      MIRRORCONF_MAX_WARNINGS: '3',
      MIRRORCONF_VERSION: '0.1.0',
    },
  });
  expect(run.stderr).toBe('');
  expect(run.stdout.trimEnd().split('\n')).toEqual([
    '--yes',
    'mirrorconf@0.1.0',
    'lint',
    '--format',
    'github',
    '--target',
    'containerd@2.1.9',
    '--max-warnings',
    '3',
    '--',
    'a folder',
    'file.toml',
  ]);
});
