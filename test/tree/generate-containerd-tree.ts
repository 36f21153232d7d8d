// Whole machines with containerd: a config.toml in any state, drop-ins, and folders of hosts.toml,
// with mirrors to ask for. Now and then something is wrong with them.
import type fc from 'fast-check';
import type { Mirror, MirrorMap } from '../../src/index.ts';
import { type Choices, chosen } from '../support/generate.ts';
import { MIRRORS } from '../support/generate-mirrors.ts';
import { spell } from '../support/generate-toml.ts';
import { accepts } from '../support/judge.ts';
import { type Tree, tree, type Value } from '../support/tree.ts';
import type { Machine } from './plan-laws.ts';

export const RELEASES = [
  '2.1.9',
  '1.7.24',
  '1.6.20',
  '2.0.11',
  '2.2.0',
  '2.2.1',
  '2.2.7',
  '2.3.4',
  'main',
  '1.6.33',
  '1.7.34',
  '1.7.5',
] as const;

const MAIN = '/etc/containerd/config.toml';
const ROOTS = ['/etc/containerd/certs.d', '/etc/docker/certs.d', '/opt/certs'] as const;

export const REGISTRIES = [
  'docker.io',
  'ghcr.io',
  'quay.io',
  'registry.k8s.io',
  '10.0.0.1:5000',
  'localhost:5000',
  'reg.example:8443',
  '*',
] as const;

const ENDPOINTS = [
  'https://old.example',
  'http://old.example:5000',
  'https://hub.example.net',
  'https://m.example/v2/proxy',
  'https://M.EXAMPLE:443',
  'https://ghcr.io',
  'https://registry-1.docker.io',
  'https://docker.io',
  'http://localhost:5000',
  'https://reg.example:8443',
  'cache:8443',
  'localhost:5055',
  'https://m.example/proxy/v2',
  'https://dead.example/',
  '',
  'ftp://old.example',
  'https://user:pass@old.example',
] as const;

/** Of the engine's own default files, what decides something. */
const SECTION: Readonly<Record<number, string>> = {
  1: 'cri',
  2: 'io.containerd.grpc.v1.cri',
  3: 'io.containerd.cri.v1.images',
  4: 'io.containerd.cri.v1.images',
};

export const machines: fc.Arbitrary<Machine> = chosen(machineOf).filter((machine) =>
  Object.entries(machine.tree).every(([path, text]) => !path.endsWith('toml') || accepts(text)),
);

export function machineOf(choices: Choices): Machine {
  const release = choices.pick(RELEASES);
  const files: Record<string, string> = {};
  const links: Record<string, string> = {};
  const dirs: string[] = [];
  const version = versionFor(choices, release);
  if (!choices.rarely(8)) {
    const path = choices.rarely(12) ? '/opt/containerd.toml' : MAIN;
    if (path !== MAIN) links[MAIN] = path;
    const dropIns = choices.rarely(3);
    files[path] = configText(choices, version, dropIns);
    if (dropIns) {
      addDropIn(choices, files, version, '/etc/containerd/conf.d/10-a.toml');
      if (choices.rarely(3)) addDropIn(choices, files, version, '/etc/containerd/conf.d/20-b.toml');
    }
  }
  for (const root of ROOTS) if (choices.rarely(2)) addFolders(choices, files, dirs, root);
  files['/etc/ssl/ca.pem'] = pem('CERTIFICATE');
  files['/etc/ssl/client.pem'] = pem('CERTIFICATE');
  files['/etc/ssl/client.key'] = pem('PRIVATE KEY');
  return {
    tree: files,
    mirrors: askedFor(choices),
    options: {
      target: `containerd@${release}`,
      dirs,
      links,
      ...(choices.rarely(4) ? { style: 'mirrors' as const } : {}),
    },
  };
}

/** Mostly one that the release reads; 0 stands for none. */
function versionFor(choices: Choices, release: string): number {
  if (choices.rarely(12)) return choices.pick([3, 4, 1, 2]);
  if (release.startsWith('1.')) return choices.pick([2, 2, 2, 1, 0]);
  const newest = /^2\.[0-2]\./.test(release) ? 3 : 4;
  return choices.pick([2, 3, newest, 3, 2, 0, 1]);
}

function configText(choices: Choices, version: number, imports: boolean): string {
  const root = new Map<string, Value>();
  if (imports)
    root.set('imports', choices.pick([['/etc/containerd/conf.d/*.toml'], ['conf.d/*.toml']]));
  if (version > 0) root.set('version', version);
  if (choices.rarely(15)) root.set('disabled_plugins', [SECTION[version] ?? 'cri']);
  const plugins = pluginsOf(choices, version);
  if (plugins.size > 0) root.set('plugins', plugins);
  return spell(choices, root);
}

function addDropIn(
  choices: Choices,
  files: Record<string, string>,
  version: number,
  path: string,
): void {
  const own = choices.pick([version, version, 0, 2, 3]);
  const naming = own === 0 ? choices.pick([version, 2, 3]) : own;
  const root = new Map<string, Value>();
  if (own > 0) root.set('version', own);
  const plugins = pluginsOf(choices, naming);
  if (plugins.size > 0) root.set('plugins', plugins);
  files[path] = spell(choices, root);
}

function pluginsOf(choices: Choices, version: number): Tree {
  const plugins = new Map<string, Value>();
  const name = SECTION[choices.rarely(12) ? choices.pick([2, 3]) : version] ?? 'cri';
  const section = new Map<string, Value>(
    choices.some([
      ['sandbox_image', 'registry.k8s.io/pause:3.6'],
      ['max_concurrent_downloads', choices.pick([3, 5])],
      ['cni', tree([['bin_dir', '/opt/cni/bin']])],
    ] as const),
  );
  const registry = registryOf(choices);
  if (registry) section.set('registry', registry);
  if (section.size > 0 || choices.rarely(2)) plugins.set(name, section);
  if (choices.rarely(3))
    plugins.set('io.containerd.internal.v1.opt', tree([['path', '/var/lib/containerd']]));
  return plugins;
}

function registryOf(choices: Choices): Tree | undefined {
  const kind = choices.pick(['none', 'mirrors', 'path', 'empty', 'mirrors', 'both empty']);
  const registry = new Map<string, Value>();
  if (kind === 'path') {
    const one = choices.pick(ROOTS);
    registry.set('config_path', choices.pick([one, `${ROOTS[0]}:${ROOTS[1]}`, one, `${one}:`]));
  }
  if (kind === 'mirrors') registry.set('mirrors', mirrorsOf(choices));
  if (kind === 'empty' || choices.rarely(6)) registry.set('config_path', '');
  if (kind === 'both empty') registry.set('mirrors', tree());
  const tls = kind !== 'path' && choices.rarely(3);
  if (tls || choices.rarely(5)) registry.set('configs', configsOf(choices, tls));
  if (choices.rarely(8)) registry.set('headers', tree([['User-Agent', ['node']]]));
  return registry.size === 0 && kind === 'none' ? undefined : registry;
}

function mirrorsOf(choices: Choices): Tree {
  const names = choices.some([...REGISTRIES, 'https://docker.io', 'registry-1.docker.io']);
  const picked = names.length > 0 ? names.slice(0, 3) : [choices.pick(REGISTRIES)];
  return new Map(
    picked.map((name) => {
      const entry = new Map<string, Value>();
      const list = choices.some(ENDPOINTS).slice(0, 1 + choices.upTo(3));
      if (!choices.rarely(10)) entry.set('endpoint', list);
      if (choices.rarely(10)) entry.set('rewrite', tree([['^a/(.*)', 'b/$1']]));
      return [name, entry];
    }),
  );
}

function configsOf(choices: Choices, tls: boolean): Tree {
  const hosts = ['old.example', 'm.example', 'ghcr.io', 'registry-1.docker.io', 'localhost:5000'];
  const picked = choices.some([...hosts, 'https://old.example', 'reg.example:8443']).slice(0, 3);
  return new Map(
    picked.map((host): [string, Value] => {
      const config = new Map<string, Value>();
      if (tls) config.set('tls', tlsOf(choices));
      if (!tls || choices.rarely(3)) config.set('auth', tree([['username', 'u']]));
      return [host, config];
    }),
  );
}

function tlsOf(choices: Choices): Tree {
  return choices.pick([
    tree([['insecure_skip_verify', true]]),
    tree([['ca_file', '/etc/ssl/ca.pem']]),
    tree([
      ['cert_file', '/etc/ssl/client.pem'],
      ['key_file', 'etc/ssl/client.key'],
    ]),
    tree(),
    tree([['insecure_skip_verify', false]]),
    tree([['ca_file', '/missing.pem']]),
  ]);
}

function addFolders(
  choices: Choices,
  files: Record<string, string>,
  dirs: string[],
  root: string,
): void {
  const names = ['docker.io', 'ghcr.io', '10.0.0.1_5000_', '10.0.0.1:5000', '_default', 'quay.io'];
  const picked = choices.some(names).slice(0, 3);
  if (picked.length === 0) dirs.push(root);
  for (const name of picked) {
    const folder = `${root}/${name}`;
    const kind = choices.pick(['hosts', 'hosts', 'empty', 'certificates', 'file', 'zero', 'hosts']);
    if (kind === 'hosts') files[`${folder}/hosts.toml`] = hostsText(choices);
    else if (kind === 'certificates') files[`${folder}/ca.crt`] = pem('CERTIFICATE');
    else if (kind === 'zero') files[`${folder}/hosts.toml`] = '';
    else if (kind === 'file' && choices.rarely(4)) files[folder] = 'not a folder';
    else dirs.push(folder);
  }
}

function hostsText(choices: Choices): string {
  const root = new Map<string, Value>();
  if (choices.rarely(3))
    root.set('server', choices.pick(['https://registry-1.docker.io', 'https://old.example']));
  const hosts = choices.some([
    'https://old.example',
    'https://hub.example.net',
    'https://m.example/v2/proxy',
    'http://10.0.0.1:5000',
    'https://m.example',
  ]);
  const table = new Map<string, Value>(
    hosts.slice(0, 3).map((url) => {
      const host = new Map<string, Value>();
      if (!choices.rarely(4))
        host.set('capabilities', choices.pick([['pull', 'resolve'], ['pull'], ['pull', 'push']]));
      if (url.includes('/v2/')) host.set('override_path', !choices.rarely(4));
      if (choices.rarely(5)) host.set('skip_verify', true);
      if (choices.rarely(20)) host.set('capabilities', ['nonsense']);
      return [url, host];
    }),
  );
  if (table.size > 0) root.set('host', table);
  return spell(choices, root);
}

function askedFor(choices: Choices): MirrorMap {
  const names = choices.some(REGISTRIES).slice(0, 2);
  const picked = names.length > 0 ? names : [choices.pick(REGISTRIES)];
  return Object.fromEntries(
    picked.map((name) => {
      const first = choices.pick(MIRRORS).url;
      const more = choices.rarely(3) ? [choices.pick(MIRRORS).url] : [];
      const special = choices.rarely(8)
        ? [
            {
              url: 'https://special.example/root',
              ...choices.pick<Partial<Mirror>>([
                { overridePath: true },
                { capabilities: ['pull'] as const },
                { skipVerify: true },
                { header: { 'X-Node': 'a' } },
                { ca: '/etc/ssl/ca.pem' },
              ]),
            },
          ]
        : [];
      return [name, [first, ...more, ...special]];
    }),
  );
}

function pem(label: string): string {
  return `-----BEGIN ${label}-----\nMIIB\n-----END ${label}-----\n`;
}
