// The commands about a whole machine, on real files below a folder that stands for `/`.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { explainPull } from '../../src/index.ts';
import { mirrorconf, schemaFolder, temporaryFolder } from './support.ts';

const CONFIG = '/etc/containerd/config.toml';
const REGISTRY = '[plugins."io.containerd.grpc.v1.cri".registry';
const INLINE = `version = 2

# our node

${REGISTRY}.mirrors."docker.io"]
  endpoint = ["https://old.example"] # keep me

${REGISTRY}.mirrors."ghcr.io"]
  endpoint = ["https://ghcr.example/v2/proxy"]
`;

async function machine(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

async function filesBelow(root: string, folder = '/'): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) Object.assign(result, await filesBelow(root, path));
    else result[path] = await readFile(join(root, path), 'utf8');
  }
  return result;
}

async function expectValid(name: string, text: string): Promise<void> {
  const schema = await readFile(join(schemaFolder, `${name}.json`), 'utf8');
  const validate = new Ajv({ strictTypes: false }).compile(JSON.parse(schema) as object);
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
}

const HUB = ['-m', 'docker.io=https://hub.example.net'];
const OLD = ['--target', 'containerd@1.7.24'];
const NEW = ['--target', 'containerd@2.1.9'];

describe('explain', () => {
  test('tells every request and where it comes from', async () => {
    const root = await machine({ [CONFIG]: INLINE });
    const { stdout, exitCode } = await mirrorconf(['explain', 'alpine', '--root', root, ...OLD]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`docker.io/library/alpine:latest on containerd (1.7.24)
  1. https://old.example:443/v2/library/alpine/manifests/latest?ns=docker.io  /etc/containerd/config.toml:6
  2. https://registry-1.docker.io:443/v2/library/alpine/manifests/latest  the registry itself
`);
  });

  test('ends with 1 and says why when the files do not load', async () => {
    const root = await machine({ [CONFIG]: 'version = 9\n' });
    const run = await mirrorconf(['explain', 'alpine', '--root', root, ...NEW]);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain(`${CONFIG}:1: `);
    const json = await mirrorconf(['explain', 'alpine', '--root', root, ...NEW, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      command: 'explain',
      load: 'fatal',
      attempts: [],
    });
    await expectValid('explain', json.stdout);
  });

  test('follows imports, links and certificate files that the configuration names', async () => {
    const root = await machine({
      [CONFIG]: 'version = 2\nimports = ["/opt/more/*.toml"]\n',
      '/opt/more/10.toml': `version = 2\n${REGISTRY}]\n  config_path = "/srv/certs"\n`,
      '/srv/hosts/hosts.toml': '[host."https://m.example"]\n  ca = "/srv/ca.pem"\n',
      '/srv/ca.pem': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    });
    await mkdir(join(root, 'srv/certs'));
    await symlink('/srv/hosts', join(root, 'srv/certs/docker.io'));
    const { stdout } = await mirrorconf(['explain', 'alpine', '--root', root, ...OLD]);
    expect(stdout).toContain(
      'https://m.example:443/v2/library/alpine/manifests/latest?ns=docker.io',
    );
  });

  test('follows links of folders above a file below the root, not below the machine that runs it', async () => {
    const root = await machine({
      '/store/etc/containers/registries.conf':
        '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "m.example"\n',
    });
    await mkdir(join(root, 'etc/containers'), { recursive: true });
    await symlink('/store/etc', join(root, 'etc/static'));
    await symlink(
      '/etc/static/containers/registries.conf',
      join(root, 'etc/containers/registries.conf'),
    );
    await symlink('/store/round/round', join(root, 'store/round'));
    await symlink('/store/round', join(root, 'etc/containers/round.conf'));
    const argv = ['explain', 'alpine', '--root', root, '--target', 'skopeo@1.22'];
    const { stdout } = await mirrorconf(argv);
    expect(stdout).toContain('/store/etc/containers/registries.conf:4');
  });

  test('reads nothing of what the configuration names for other ends', async () => {
    const root = await machine({
      [CONFIG]: `version = 2
root = "/var/lib/containerd"
imports = ["/opt/*/mirrors.toml"]
${REGISTRY}]
  config_path = "/srv/certs"
`,
      '/var/lib/containerd/blob': 'x',
      '/opt/a/other.toml': '[',
      '/opt/a/mirrors.toml': `version = 2\n${REGISTRY}]\n  config_path = "/srv/mine"\n`,
      '/srv/certs/docker.io/hosts.toml': '',
      '/srv/mine/docker.io/hosts.toml': '[host."https://m.example"]\n  ca = "pem/ca.pem"\n',
      '/srv/mine/docker.io/deep/down/blob': 'x',
      '/srv/mine/docker.io/pem/ca.pem':
        '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    });
    const read: string[] = [];
    const files = {
      readFile: ((path: string) => {
        read.push(path.slice(root.length));
        return readFile(path);
      }) as typeof readFile,
    };
    const { stdout } = await mirrorconf(['explain', 'alpine', '--root', root, ...OLD], { files });
    expect(stdout).toContain('https://m.example:443/v2/library/alpine/manifests');
    expect(read.toSorted()).toEqual([
      CONFIG,
      '/opt/a/mirrors.toml',
      '/srv/certs/docker.io/hosts.toml',
      '/srv/mine/docker.io/hosts.toml',
      '/srv/mine/docker.io/pem/ca.pem',
    ]);
  });

  test('does not take a folder that may not be read for an empty one', async () => {
    const root = await machine({ [CONFIG]: 'version = 2\n' });
    const files = {
      readdir: (() =>
        Promise.reject(
          Object.assign(new Error("EACCES: permission denied, scandir '/x'"), { code: 'EACCES' }),
        )) as unknown as typeof readdir,
    };
    const run = await mirrorconf(['explain', 'alpine', '--root', root, ...NEW], { files });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('permission denied');
    expect(run.stderr).toContain('file/unreadable');
  });

  test('wants to know the engine', async () => {
    const { exitCode, stderr } = await mirrorconf(['explain', 'alpine']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--target');
  });
});

describe('apply', () => {
  test('makes no copy that the engine would read', async () => {
    const files = {
      [CONFIG]: 'version = 2\nimports = ["/etc/containerd/conf.d/*"]\n',
      '/etc/containerd/conf.d/10.toml': `version = 2\n${REGISTRY}.mirrors."docker.io"]\n  endpoint = ["https://old.example"]\n`,
    };
    const root = await machine(files);
    const run = await mirrorconf(['apply', ...HUB, '--root', root, ...NEW, '--write', '--backup']);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('10.toml.bak: error: ');
    expect(run.stderr).toContain('[file/backup-is-read]');
    expect(await filesBelow(root)).toEqual(files);
  });

  test('shows what would change, and then writes it, with a copy when asked', async () => {
    const root = await machine({ [CONFIG]: 'version = 2\n' });
    await chmod(join(root, CONFIG), 0o600);
    const shown = await mirrorconf(['apply', ...HUB, '--root', root, ...NEW]);
    expect(shown.exitCode).toBe(0);
    expect(shown.stdout).toContain('+[host."https://hub.example.net"]');
    expect(shown.stdout).toContain('+  config_path = "/etc/containerd/certs.d"');
    expect(shown.stderr).toContain('systemctl restart containerd');
    expect(Object.keys(await filesBelow(root))).toEqual([CONFIG]);
    expect((await mirrorconf(['apply', ...HUB, '--root', root, ...NEW, '--check'])).exitCode).toBe(
      1,
    );

    const json = await mirrorconf(['apply', ...HUB, '--root', root, ...NEW, '--json']);
    await expectValid('tree', json.stdout);
    const written = await mirrorconf([
      'apply',
      ...HUB,
      '--root',
      root,
      ...NEW,
      '--write',
      '--backup',
    ]);
    expect(written).toMatchObject({ exitCode: 0, stdout: '' });
    const files = await filesBelow(root);
    expect(files[`${CONFIG}.bak`]).toBe('version = 2\n');
    expect((await stat(join(root, CONFIG))).mode & 0o777).toBe(0o600);
    const [first] = explainPull(files, 'alpine', { target: 'containerd@2.1.9' }).attempts;
    expect(first?.host).toBe('hub.example.net:443');
    const again = await mirrorconf(['apply', ...HUB, '--root', root, ...NEW, '--check']);
    expect(again).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  });

  test('writes all files or none', async () => {
    const root = await machine({ [CONFIG]: 'version = 2\n' });
    const { rename } = await import('node:fs/promises');
    let count = 0;
    const failing: typeof rename = async (from, to) => {
      if (++count === 2) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      return rename(from, to);
    };
    const before = await filesBelow(root);
    const run = await mirrorconf(['apply', ...HUB, '--root', root, ...NEW, '--write'], {
      files: { rename: failing },
    });
    expect(run.exitCode).toBe(2);
    expect(await filesBelow(root)).toEqual(before);
  });

  test('refuses a machine that the engine does not take', async () => {
    const root = await machine({ [CONFIG]: 'disabled_plugins = ["cri"]\n' });
    const run = await mirrorconf(['apply', ...HUB, '--root', root, ...OLD, '--json']);
    expect(run.exitCode).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: 'tree/refused' } });
  });
});

describe('what cannot be read', () => {
  const apply = async (root: string): Promise<unknown> => {
    const run = await mirrorconf(['apply', ...HUB, '--root', root, ...NEW, '--write', '--json']);
    expect(run.exitCode).toBe(2);
    return (JSON.parse(run.stdout) as { readonly error: { readonly code: string } }).error.code;
  };

  test('ends the command instead of being passed over: a pipe, a huge file, a missing root', async () => {
    const hosts = '/etc/containerd/certs.d/docker.io/hosts.toml';
    const pipe = await machine({
      [CONFIG]: 'version = 2\n',
      '/etc/containerd/certs.d/docker.io/x': '',
    });
    execFileSync('mkfifo', [join(pipe, hosts)]);
    expect(await apply(pipe)).toBe('file/not-regular');
    const huge = await machine({ [CONFIG]: `version = 2\n${'#'.repeat(9 * 1024 * 1024)}` });
    expect(await apply(huge)).toBe('file/too-large');
    expect(await apply(join(huge, 'missing'))).toBe('file/no-folder');
    expect(await apply(join(huge, CONFIG))).toBe('file/no-folder');
  });

  test('does not matter where another engine would read it', async () => {
    const root = await machine({ [CONFIG]: 'version = 2\n', '/etc/containers/x': '' });
    await writeFile(join(root, '/etc/containers/registries.conf'), Buffer.from([0xff]));
    const run = (target: string): ReturnType<typeof mirrorconf> =>
      mirrorconf(['explain', 'alpine', '--root', root, '--target', target]);
    expect((await run('containerd@2.1.9')).exitCode).toBe(0);
    expect((await run('podman@5.4')).stderr).toContain('[file/not-utf8]');
  });

  test('a pipe that has come since is not waited for', async () => {
    const root = await machine({ [CONFIG]: 'version = 2\n' });
    const { open } = await import('node:fs/promises');
    const meanwhile: typeof open = async (path, ...rest) => {
      if (!existsSync(join(root, `${CONFIG}.old`))) {
        renameSync(join(root, CONFIG), join(root, `${CONFIG}.old`));
        execFileSync('mkfifo', [join(root, CONFIG)]);
      }
      return open(path, ...rest);
    };
    const run = await mirrorconf(['apply', ...HUB, '--root', root, ...NEW, '--write'], {
      files: { open: meanwhile },
    });
    expect(run).toMatchObject({ exitCode: 2 });
    expect(run.stderr).toContain('[file/not-regular]');
  });
});

describe('migrate', () => {
  test('moves inline mirrors, once, with the same requests', async () => {
    const root = await machine({ [CONFIG]: INLINE });
    const target = { target: 'containerd@2.1.9' };
    const image = 'ghcr.io/a/b:1';
    const requests = explainPull(await filesBelow(root), image, target).attempts.map(
      (each) => each.path,
    );
    const run = await mirrorconf(['migrate', '--root', root, ...NEW, '--write']);
    expect(run).toMatchObject({ exitCode: 0, stdout: '' });
    const files = await filesBelow(root);
    expect(files[CONFIG]).toContain('# our node');
    expect(files[CONFIG]).not.toContain('endpoint');
    expect(explainPull(files, image, target).attempts.map((each) => each.path)).toEqual(requests);
    expect((await mirrorconf(['migrate', '--root', root, ...NEW, '--check'])).exitCode).toBe(0);
  });
});

test('killed at any moment, each file is old or new and the engine can start', async () => {
  const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
  const root = await machine({ [CONFIG]: INLINE });
  const before = await filesBelow(root);
  const wanted = await mirrorconf(['migrate', '--root', root, ...NEW, '--json']);
  const plan = JSON.parse(wanted.stdout) as { files: { path: string; text: string }[] };
  const after = new Map(plan.files.map(({ path, text }) => [path.slice(root.length), text]));
  const ends = new Set<string>();
  for (let round = 0; round < 40; round++) {
    const copy = await machine(before);
    const child = spawn(process.execPath, [main, 'migrate', '--root', copy, ...NEW, '--write']);
    const ended = new Promise((resolve) => child.on('close', resolve));
    // From before the first file is staged to after the last is renamed, however fast the machine.
    const watch = setInterval(() => {
      if (round % 8 === 7) return;
      readdir(join(copy, 'etc/containerd')).then(
        (names) => {
          if (names.length > 1 + (round % 3)) child.kill('SIGKILL');
        },
        () => {},
      );
    }, 1);
    const late = setTimeout(() => child.kill('SIGKILL'), 20 * (round % 8) + 40);
    if (round % 8 === 7) clearTimeout(late);
    await ended;
    clearInterval(watch);
    clearTimeout(late);
    const files = await filesBelow(copy);
    const state = Object.entries(files)
      .filter(([path]) => !/\.mirrorconf-[^/]*$/.test(path))
      .map(([path, text]) => {
        const isNew = text === after.get(path);
        expect([path, isNew || text === before[path]]).toEqual([path, true]);
        return `${path} ${isNew ? 'new' : 'old'}`;
      });
    ends.add(state.join(', '));
    for (const image of ['alpine', 'ghcr.io/a/b']) {
      expect(explainPull(files, image, { target: 'containerd@2.1.9' }).load).toBe('ok');
    }
  }
  // It was really killed before the end, and it really came to the end.
  expect(ends.size).toBeGreaterThan(1);
}, 120_000);
