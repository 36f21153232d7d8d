// lintTree on machines that show one thing each: what other files make untrue, what only they make
// true, and whose files are read.
import { describe, expect, test } from 'vitest';
import { lintTree, MirrorConfError, type TreeLintOptions } from '../../src/index.ts';

const MAIN = '/etc/containerd/config.toml';
const DROP_IN = '/etc/containerd/conf.d/10.toml';
const IMPORTS = 'imports = ["/etc/containerd/conf.d/*.toml"]\n';
const V2 = '[plugins."io.containerd.grpc.v1.cri".registry';
const V3 = '[plugins."io.containerd.cri.v1.images".registry';
const HUB = '.mirrors."docker.io"]\n  endpoint = ["https://hub.example.net"]\n';
const HOST = '[host."https://hub.example.net"]\n  capabilities = ["pull", "resolve"]\n';
const CERTS = '/etc/containerd/certs.d';

/** Severity and code of what is found, without what is good to know. */
function found(
  files: Readonly<Record<string, string>>,
  target: string,
  more: Partial<TreeLintOptions> = {},
): readonly string[] {
  return lintTree(files, { target, ...more })
    .filter(({ severity }) => severity !== 'info')
    .map(({ severity, code }) => `${severity} ${code}`);
}

describe('what one file says amiss and another puts right', () => {
  test('a drop-in without version takes that of the main file', () => {
    const files = { [MAIN]: `version = 2\n${IMPORTS}`, [DROP_IN]: V2 + HUB };
    for (const release of ['1.7.24', '2.1.9', '2.3.4']) {
      expect(found(files, `containerd@${release}`)).toEqual([]);
    }
    expect(found({ [MAIN]: V2 + HUB }, 'containerd@2.1.9')).not.toEqual([]);
  });

  test('config_path = "" may stand in another file than the mirrors', () => {
    const main = `version = 3\n${IMPORTS}${V3}]\n  config_path = ""\n`;
    const files = { [MAIN]: main, [DROP_IN]: `version = 3\n${V3}${HUB}` };
    expect(found(files, 'containerd@2.2.0')).toEqual([]);
    const without = { ...files, [MAIN]: `version = 3\n${IMPORTS}` };
    expect(found(without, 'containerd@2.2.0')).toEqual(['error containerd/mirrors-only-2.2.0']);
  });

  test('a later file may take config_path back', () => {
    const main = `version = 3\n${IMPORTS}${V3}]\n  config_path = "${CERTS}"\n${V3}${HUB}`;
    const files = { [MAIN]: main, [DROP_IN]: `version = 3\n${V3}]\n  config_path = ""\n` };
    expect(found({ [MAIN]: main.replace(IMPORTS, '') }, 'containerd@2.1.9')).not.toEqual([]);
    expect(found(files, 'containerd@2.1.9', { dirs: [CERTS] })).toEqual([]);
  });

  test('several folders are looked into when another file makes pulls local', () => {
    const main = `version = 3\n${IMPORTS}${V3}]\n  config_path = "${CERTS}:/etc/docker/certs.d"\n`;
    const local = '[plugins."io.containerd.cri.v1.images"]\n  use_local_image_pull = true\n';
    const files = { [MAIN]: main, [DROP_IN]: `version = 3\n${local}` };
    const dirs = [CERTS, '/etc/docker/certs.d'];
    expect(found(files, 'containerd@2.1.9', { dirs })).toEqual([]);
    expect(found({ [MAIN]: main }, 'containerd@2.1.9', { dirs })).toEqual([
      'error containerd/config-path-multi-root',
    ]);
  });

  test('without a release, what is true of some releases stays a warning', () => {
    const files = { [MAIN]: `version = 2\n${IMPORTS}`, [DROP_IN]: V2 + HUB };
    expect(found(files, 'containerd')).toEqual(['warning containerd/mirrors-without-config-path']);
    const mixed = { ...files, [DROP_IN]: `version = 3\n${V3}${HUB}` };
    const codes = found(mixed, 'containerd');
    expect(codes).toContain('warning containerd/import-version-mix');
    expect(codes.filter((code) => code.startsWith('error'))).toEqual([]);
  });

  test('an entry of registries.conf that a drop-in replaces is no fault any more', () => {
    const entry = '[[registry]]\nlocation = "docker.io"\n';
    const own = '[[registry.mirror]]\nlocation = "docker.io"\n';
    const other = '[[registry.mirror]]\nlocation = "hub.example.net"\n';
    const main = { '/etc/containers/registries.conf': entry + own };
    const both = { ...main, '/etc/containers/registries.conf.d/10.conf': entry + other };
    expect(found(main, 'podman@5.4')).toEqual(['warning registries/mirror-equals-primary']);
    expect(found(both, 'podman@5.4')).toEqual(['warning registries/drop-in-replaces-entry']);
  });
});

describe('what only several files tell', () => {
  test('a mirror that another file blocks is never asked', () => {
    const files = {
      '/etc/containers/registries.conf':
        '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "hub.example.net"\n',
      '/etc/containers/registries.conf.d/10.conf':
        '[[registry]]\nlocation = "hub.example.net"\nblocked = true\n',
    };
    expect(found(files, 'podman@5.4')).toEqual(['error registries/mirror-blocked-elsewhere']);
  });

  test('a disabled plugin and mirrors need not stand in one file', () => {
    const files = {
      [MAIN]: `version = 2\n${IMPORTS}disabled_plugins = ["io.containerd.grpc.v1.cri"]\n`,
      [DROP_IN]: `version = 2\n${V2}${HUB}`,
    };
    expect(found(files, 'containerd@1.7.24')).toEqual(['error containerd/refused']);
  });

  test('a later file may empty a list, or the whole plugin', () => {
    const main = `version = 2\n${IMPORTS}${V2}${HUB}`;
    const empty = `version = 2\n${V2}.mirrors."docker.io"]\n  endpoint = []\n`;
    const other = `version = 2\n${V2}.mirrors."ghcr.io"]\n  endpoint = ["https://ghcr.example"]\n`;
    const run = (text: string, release: string): readonly string[] =>
      found({ [MAIN]: main, [DROP_IN]: text }, `containerd@${release}`);
    expect(run(empty, '2.1.9')).toEqual(['error containerd/import-replaces-mirrors']);
    expect(run(other, '2.1.9')).toEqual([]);
    expect(run(other, '1.7.24')).toEqual(['error containerd/import-replaces-plugin']);
  });
});

describe('whose files are read', () => {
  test('of hosts.toml the folder tells the registry, through links too', () => {
    const files = {
      [MAIN]: `version = 2\n${V2}]\n  config_path = "${CERTS}"\n`,
      '/srv/hub/hosts.toml': `server = "https://docker.io"\n${HOST}`,
    };
    const links = { [`${CERTS}/docker.io`]: '/srv/hub', [`${CERTS}/ghcr.io`]: '/srv/hub' };
    const all = lintTree(files, { target: 'containerd@2.1.9', links });
    expect(all.map(({ path, code }) => `${path} ${code}`)).toEqual([
      '/srv/hub/hosts.toml hosts/server-docker-io',
    ]);
  });

  test('of the home that is named', () => {
    const files = { '/home/a/.config/containers/registries.conf': 'a = \n' };
    expect(found(files, 'podman', { home: '/home/b' })).toEqual([]);
    expect(found(files, 'podman', { home: '/home/a' })).toEqual(['error toml/syntax']);
  });

  test("of BuildKit the machine's and, as a rootless one reads it, the user's", () => {
    const system = '/etc/buildkit/buildkitd.toml';
    const own = '/home/a/.config/buildkit/buildkitd.toml';
    const hub = (mirror: string): string => `[registry."docker.io"]\n  mirrors = ["${mirror}"]\n`;
    const files = { [system]: hub('hub.example.net'), [own]: `[[registry]]\n${hub('a.example')}` };
    const all = lintTree(files, { target: 'buildkit@0.13' });
    expect(all.map(({ path, code }) => `${path} ${code}`)).toEqual([
      `${own} buildkitd/registry-array`,
    ]);
    const certificate = `${hub('m.example')}[registry."m.example"]\n  ca = ["/gone.pem"]\n`;
    const alone = lintTree({ [own]: certificate }, { target: 'buildkit@0.13' });
    expect(alone.map(({ path, code }) => `${path} ${code}`)).toEqual([
      `${own} buildkitd/missing-certificate`,
    ]);
  });

  test('nothing where there is nothing, and any text without throwing', () => {
    for (const target of ['containerd', 'podman', 'buildkit@0.13']) {
      expect(found({}, target)).toEqual([]);
    }
    for (const text of [
      '',
      '[',
      'imports = 1',
      'imports = ["/etc/containerd/*"]',
      'version = -1',
    ]) {
      expect(() => lintTree({ [MAIN]: text }, { target: 'containerd@2.1.9' })).not.toThrow();
    }
    expect(() => lintTree({}, { target: 'dockerd' })).toThrow(MirrorConfError);
  });
});

test('a comment for the sake of one file is not idle on a machine', () => {
  const files = {
    [MAIN]: `version = 2\n${IMPORTS}`,
    [DROP_IN]: `# mirrorconf-disable containerd/missing-version containerd/version-1-ignored\n${V2}${HUB}`,
  };
  expect(
    found(files, 'containerd@2.1.9').filter((each) => each.includes('missing-version')),
  ).toEqual([]);
  const [idle, ...others] = lintTree(files, { target: 'containerd@2.1.9' }).filter(({ code }) =>
    code.startsWith('lint/'),
  );
  expect(idle?.message).toContain('version-1-ignored');
  expect(others).toEqual([]);
});

test('no finding repeats a secret', () => {
  const files = {
    [MAIN]: `version = 2\n${IMPORTS}${V2}]\n  config_path = "/srv/hunter2@x?token=hunter2"\n`,
    [DROP_IN]: `version = 2\n${V2}.mirrors."https://u:hunter2@docker.io"]\n  endpoint = ["https://u:hunter2@hub.example.net"]\n${V2}.configs."hub.example.net".auth]\n  password = "hunter2"\n`,
  };
  for (const release of ['1.7.24', '2.1.9', '2.3.4']) {
    const messages = lintTree(files, { target: `containerd@${release}` }).map(
      (each) => each.message,
    );
    expect(messages.join('\n')).not.toContain('hunter2');
  }
});

test('fixes of one file are not tried on another', () => {
  const files = {
    [MAIN]: `'imports'  =  [\r\n\t"/etc/containerd/conf.d/*.toml"\r\n]\r\n'version'  =  1\r\n'plugins'  =  {'cri'.'registry'  =  {\r\n'config_path'  =  "/etc/docker/certs.d",\r\n}}\r\n`,
    [DROP_IN]:
      "version  =  1\t#\nplugins.cri.cni.bin_dir  =  '/opt/cni/bin'\nplugins.cri.registry.mirrors.'reg.example:8443'.endpoint  =  ['http://old.example:5000']\nplugins. cri. registry. mirrors. 'registry.k8s.io'  =  {}\n plugins.'io.containerd.internal.v1.opt'.path  =  '/var/lib/containerd' \n",
  };
  expect(found(files, 'containerd@1.7.34')).not.toEqual([]);
});
