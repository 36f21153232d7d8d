// `mirrorconf lint --root`: a machine's files read together.
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { fixtures, mirrorconf, schemaFolder, temporaryFolder } from './support.ts';

const CRI = '[plugins."io.containerd.cri.v1.images".registry';
const MAIN = '/etc/containerd/config.toml';
const HUB = '/etc/containerd/certs.d/docker.io/hosts.toml';
const HOST = '[host."https://hub.example.net"]\n  capabilities = ["pull", "resolve"]\n';

/** A node with a mistake of each kind: in a file, between files, in a name, in a folder. */
const NODE = {
  [MAIN]: `version = 3
imports = ["/etc/containerd/conf.d/*.toml"]
${CRI}]
  config_path = "/etc/containerd/certs.d"
`,
  '/etc/containerd/conf.d/mirrors.toml': `version = 3
${CRI}.mirrors."ghcr.io"]
  endpoint = ["https://ghcr.example.net/"]
`,
  [HUB]: `server = "https://user:hunter2@hub.example.net"\n${HOST}`,
  '/etc/containerd/certs.d/registry-1.docker.io/hosts.toml': HOST,
  '/etc/containerd/certs.d/_default/hosts.toml': HOST,
  '/etc/containers/registries.conf.d/50.toml':
    '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "hub.example.net"\n',
};

async function node(files: Readonly<Record<string, string>> = NODE): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, 'node', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await mkdir(join(folder, 'node/etc/containerd/certs.d/quay.io'), { recursive: true });
  return folder;
}

const LINT = ['lint', '--root', 'node'];

describe('the report', () => {
  test.each(['text', 'json', 'github', 'gitlab', 'junit', 'sarif'])('as %s', async (format) => {
    const argv = [...LINT, '--target', 'containerd@2.1.9', '--format', format];
    const run = await mirrorconf(argv, { folder: await node() });
    expect(run.stderr).toBe('');
    expect(run.exitCode).toBe(1);
    expect(run.stdout).not.toContain('hunter2');
    await expect(run.stdout).toMatchFileSnapshot(
      join(fixtures, 'cli', 'lint', `machine.${format}`),
    );
  });

  test('as json is what its schema says', async () => {
    const schema = await readFile(join(schemaFolder, 'lint.json'), 'utf8');
    const validate = new Ajv({ strictTypes: false }).compile(JSON.parse(schema) as object);
    const run = await mirrorconf([...LINT, '--format', 'json'], { folder: await node() });
    validate(JSON.parse(run.stdout));
    expect(validate.errors).toBeNull();
  });
});

describe('which engine', () => {
  test('is each that has files, without its release', async () => {
    const { stdout } = await mirrorconf(LINT, { folder: await node() });
    expect(stdout).toContain('[registries/drop-in-name]');
    expect(stdout).toContain('warning: config_path is set too');
  });

  test('is the one that is named', async () => {
    const run = await mirrorconf([...LINT, '--target', 'podman@5.4'], { folder: await node() });
    expect(run.stdout).toContain('[registries/drop-in-name]');
    expect(run.stdout).not.toContain('containerd');
    expect(run.exitCode).toBe(1);
  });

  test.each([
    ['/etc/containers/registries.conf', '/store/registries.conf', '[registry]\n'],
    ['/etc/containers/registries.conf', '/store/registries.conf', '[[registry]]\n'],
    ['/etc/containerd', '/store/config.toml', 'version = "2"\n'],
    ['/etc/buildkit', '/store/buildkitd.toml', '[[registry]]\n'],
  ])('is there where %s is a link', async (path, file, text) => {
    const folder = await node({ [file]: text });
    const link = join(folder, 'node', path);
    await mkdir(dirname(link), { recursive: true });
    await rm(link, { recursive: true, force: true });
    await symlink(path.includes('.') ? file : dirname(file), link);
    const run = await mirrorconf(LINT, { folder });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain(`node${file}:1:1: error`);
  });

  test('must be there', async () => {
    const folder = await temporaryFolder();
    const run = await mirrorconf(['lint', '--root', '.'], { folder });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('usage/no-engine');
    const unknown = [...LINT, '--target', 'dockerd'];
    expect((await mirrorconf(unknown, { folder: await node() })).exitCode).toBe(2);
  });
});

test('a root and a path, or neither, are wrong usage', async () => {
  const folder = await node();
  for (const argv of [['lint'], [...LINT, 'node'], [...LINT, '--as', 'hosts']]) {
    expect((await mirrorconf(argv, { folder })).exitCode).toBe(2);
  }
});

test('rules can be set for a folder too, and warnings be counted', async () => {
  const folder = await node({
    [MAIN]: NODE[MAIN],
    '/etc/containerd/certs.d/_default/hosts.toml': HOST,
  });
  const run = async (...more: string[]): Promise<number> =>
    (await mirrorconf([...LINT, '--target', 'containerd@2.1.9', ...more], { folder })).exitCode;
  expect(await run()).toBe(1);
  expect(await run('--rule', 'hosts/empty-folder=off')).toBe(0);
  expect(await run('--rule', 'hosts/empty-folder=warning')).toBe(0);
  expect(await run('--rule', 'hosts/empty-folder=warning', '--max-warnings', '0')).toBe(1);
});

describe('--fix', () => {
  const MISSPELT = 'server = "https://hub.example.net"\n[host."HTTPS://hub.example.net"]\n';
  const FIXABLE = {
    [MAIN]: NODE[MAIN],
    [HUB]: MISSPELT,
    '/etc/containerd/certs.d/_default/hosts.toml': MISSPELT,
  };
  const FIX = [...LINT, '--target', 'containerd@2.1.9', '--fix'];

  test('writes what is safe and prints what is left', async () => {
    const folder = await node(FIXABLE);
    const run = await mirrorconf(FIX, { folder });
    expect(run.stderr).toBe('');
    expect(await readFile(join(folder, 'node', HUB), 'utf8')).toContain('[host."https://hub');
    expect(await mirrorconf(FIX, { folder })).toEqual(run);
  });

  test('knows which folder of several is there, and says what to restart', async () => {
    const several = NODE[MAIN].replace('certs.d"', 'certs.d:/etc/docker/certs.d"');
    const folder = await node({ [MAIN]: several, [HUB]: HOST });
    const run = await mirrorconf(FIX, { folder });
    expect(run).toMatchObject({
      stderr: 'Now run: systemctl restart containerd\n',
      stdout: 'No findings in 2 files.\n',
    });
    expect(await readFile(join(folder, 'node', MAIN), 'utf8')).toBe(NODE[MAIN]);
  });

  test('writes all files or none', async () => {
    const folder = await node(FIXABLE);
    const { rename } = await import('node:fs/promises');
    let count = 0;
    const failing: typeof rename = async (from, to) => {
      if (++count === 2) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      return rename(from, to);
    };
    const run = await mirrorconf(FIX, { folder, files: { rename: failing } });
    expect(run.exitCode).toBe(2);
    for (const [path, text] of Object.entries(FIXABLE)) {
      expect(await readFile(join(folder, 'node', path), 'utf8')).toBe(text);
    }
  });

  test('writes through links, and names the file that a person edits', async () => {
    const folder = await node({ [MAIN]: NODE[MAIN], '/srv/hub/hosts.toml': MISSPELT });
    await symlink('/srv/hub', join(folder, 'node/etc/containerd/certs.d/docker.io'));
    const run = await mirrorconf(FIX, { folder });
    expect(run.stdout).toContain('node/srv/hub/hosts.toml:');
    const text = await readFile(join(folder, 'node/srv/hub/hosts.toml'), 'utf8');
    expect(text).toContain('[host."https://hub');
  });
});
