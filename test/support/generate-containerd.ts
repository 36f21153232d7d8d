// Whole config.toml files of every version, with and without mirrors, some of them with a fault for
// which an addition must be refused.
import type fc from 'fast-check';
import { findConstructs } from '../../src/toml/constructs.ts';
import { type Choices, chosen } from './generate.ts';
import { askedMirrors } from './generate-mirrors.ts';
import { spell } from './generate-toml.ts';
import { accepts } from './judge.ts';
import type { Sample } from './laws.ts';
import { type Tree, tree, type Value } from './tree.ts';

const REGISTRIES = [
  'docker.io',
  'ghcr.io',
  'quay.io',
  'registry.k8s.io',
  '10.0.0.1:5000',
  '*',
  'localhost',
  'constructor:5000',
] as const;

/** Some are an asked mirror in another spelling, some the registry's own server, some dead. */
const ENDPOINTS = [
  'https://hub.example.net',
  'https://old.example',
  'http://old.example:5000',
  'https://registry-1.docker.io',
  'https://ghcr.io',
  'https://m.example/v2/proxy',
  'https://M.EXAMPLE:443',
  'https://m.example/',
  'https://m.example/proxy',
  'cache:8443',
  'HTTP://10.0.0.1:5000',
] as const;

const ROOT_KEYS: readonly (readonly [string, Value])[] = [
  ['root', '/var/lib/containerd'],
  ['disabled_plugins', []],
  ['imports', ['/etc/containerd/conf.d/*.toml']],
  ['oom_score', 0],
  ['temp', { raw: '"""\n[plugins] # no header\n"""' }],
];

const OTHER_TABLES: readonly (readonly [string, Value])[] = [
  ['timeouts', tree([['io.containerd.timeout.task.state', '2s']])],
  [
    'grpc',
    tree([
      ['address', '/run/containerd/containerd.sock'],
      ['uid', 0],
    ]),
  ],
  [
    'stream_processors',
    tree([['io.containerd.ocicrypt.decoder.v1.tar', tree([['args', ['--a', ']#[']]])]]),
  ],
  ['list', [tree([['a', { raw: '1979-05-27T07:32:00Z' }]]), tree([['b', tree([['c', 1]])]])]],
];

const OTHER_PLUGINS: readonly (readonly [string, Value])[] = [
  ['io.containerd.internal.v1.opt', tree([['path', '/var/lib/containerd']])],
  ['io.containerd.gc.v1.scheduler', tree([['pause_threshold', { raw: '0.02' }]])],
  [
    'io.containerd.grpc.v1.cri.registry',
    tree([['text', { raw: "'''\n[plugins.\"io.containerd.grpc.v1.cri\".registry.mirrors]\n'''" }]]),
  ],
  ['io.containerd.snapshotter.v1.devmapper', tree([['pools', [tree([['a', 1]]), tree()]]])],
];

type Version = 1 | 2 | 3 | 4;

/** The file while it is made. */
interface Draft {
  readonly version: Version;
  readonly plugin: string;
  readonly root: Map<string, Value>;
  readonly plugins: Map<string, Value>;
}

/** A fault and the codes that it justifies. */
interface Fault {
  readonly code: string;
  readonly make: (draft: Draft) => void;
}

const FAULTS: readonly [Fault, ...Fault[]] = [
  {
    code: 'containerd/mirrors-with-config-path',
    make: (draft) => registryIs(draft, [['config_path', '/etc/containerd/certs.d']]),
  },
  {
    code: 'containerd/config-path-type',
    make: (draft) => registryIs(draft, [['config_path', ['/etc/containerd/certs.d']]]),
  },
  { code: 'containerd/not-a-table', make: (draft) => registryIs(draft, [['mirrors', []]]) },
  {
    code: 'containerd/not-a-table',
    make: ({ plugins, plugin }) => void plugins.set(plugin, tree([['registry', 'none']])),
  },
  {
    code: 'containerd/endpoint-not-array',
    make: (draft) =>
      registryIs(draft, [
        ['mirrors', tree([['quay.io', tree([['endpoint', 'https://quay.io']])]])],
      ]),
  },
  { code: 'containerd/unknown-version', make: ({ root }) => void root.set('version', 5) },
  { code: 'containerd/version-type', make: ({ root }) => void root.set('version', '2') },
  {
    code: 'containerd/cri-disabled',
    make: ({ root, version, plugin }) =>
      void root.set('disabled_plugins', [version === 2 ? PLUGINS[2] : plugin]),
  },
];

const PLUGINS: Readonly<Record<Version, string>> = {
  1: 'cri',
  2: 'io.containerd.grpc.v1.cri',
  3: 'io.containerd.cri.v1.images',
  4: 'io.containerd.cri.v1.images',
};

/** Names of one version in a file of another. */
const MIXED_UP: Readonly<Record<Version, { readonly plugin: string; readonly code: string }>> = {
  1: { plugin: PLUGINS[2], code: 'containerd/missing-version' },
  2: { plugin: PLUGINS[3], code: 'containerd/v3-names-in-version-2' },
  3: { plugin: PLUGINS[2], code: 'containerd/v2-names-in-version-3' },
  4: { plugin: PLUGINS[2], code: 'containerd/v2-names-in-version-4' },
};

/** Config.toml files with mirrors to add. */
export const containerdSample: fc.Arbitrary<Sample> = chosen(containerdSampleOf).filter(
  ({ text }) => accepts(text),
);

export function containerdSampleOf(choices: Choices): Sample {
  const asked = askedMirrors(choices, REGISTRIES);
  const bare = choices.rarely(20);
  if (bare) {
    const text = choices.pick(['', '\n', '# nothing\n', '\ufeff', ' \t\r\n# a\n\n# b']);
    return { text, asked, options: { format: 'containerd' }, refusals: [] };
  }
  const version = choices.pick([2, 3, 2, 3, 4, 1] as const);
  const draft = draftOf(choices, version);
  const refusals = choices.rarely(8) ? [spoil(choices, draft)] : [];
  const tables = new Map(choices.some(OTHER_TABLES));
  if (draft.plugins.size > 0 || choices.rarely(4)) tables.set('plugins', draft.plugins);
  const text = spell(choices, new Map([...draft.root, ...tables]));
  return { text, asked, options: optionsFor(choices, version, text), refusals };
}

function draftOf(choices: Choices, version: Version): Draft {
  const root = new Map(choices.some(ROOT_KEYS));
  if (version > 1) root.set('version', version);
  else if (choices.rarely(2)) root.set('version', choices.pick([1, 0]));
  const plugins = new Map(choices.some(OTHER_PLUGINS));
  const plugin = PLUGINS[version];
  const registry = registryTable(choices);
  if (registry || choices.rarely(2)) plugins.set(plugin, pluginTable(choices, registry));
  return { version, plugin, root, plugins };
}

function pluginTable(choices: Choices, registry: Tree | undefined): Tree {
  const runc = tree([
    ['runtime_type', 'io.containerd.runc.v2'],
    ['options', tree()],
  ]);
  const table = new Map<string, Value>(
    choices.some([
      ['sandbox_image', 'registry.k8s.io/pause:3.6'],
      ['containerd', tree([['runtimes', tree([['runc', runc]])]])],
      ['device_ownership_from_security_context', false],
    ] as const),
  );
  if (registry) table.set('registry', registry);
  return table;
}

function registryTable(choices: Choices): Tree | undefined {
  const kind = choices.pick(['mirrors', 'mirrors', 'mirrors', 'no mirrors', 'empty', 'absent']);
  if (kind === 'absent') return undefined;
  const table = new Map<string, Value>(
    choices.some([
      ['config_path', ''],
      ['auths', tree()],
      ['configs', tree([['m.example', tree([['auth', tree([['username', 'u']])]])]])],
      ['headers', tree([['User-Agent', ['a']]])],
    ] as const),
  );
  if (kind === 'mirrors') table.set('mirrors', tree(mirrorEntries(choices)));
  if (kind === 'empty') table.set('mirrors', tree());
  return table;
}

function mirrorEntries(choices: Choices): readonly (readonly [string, Tree])[] {
  const names = choices.some(REGISTRIES).slice(0, 3);
  return (names.length > 0 ? names : REGISTRIES.slice(0, 1)).map((name) => {
    const entry = new Map<string, Value>();
    if (!choices.rarely(8)) entry.set('endpoint', choices.some(ENDPOINTS).slice(0, 4));
    if (choices.rarely(8)) entry.set('rewrite', tree([['^library/(.*)', 'hub/$1']]));
    return [name, entry];
  });
}

/** Puts a fault into the file and gives the code that it justifies. */
function spoil(choices: Choices, draft: Draft): string {
  if (choices.rarely(5)) {
    const { plugin, code } = MIXED_UP[draft.version];
    if (draft.version === 1) draft.plugins.delete(draft.plugin);
    draft.plugins.set(plugin, tree([['registry', tree([['config_path', '']])]]));
    return code;
  }
  const fault = choices.pick(FAULTS);
  fault.make(draft);
  return fault.code;
}

function registryIs(
  { plugins, plugin }: Draft,
  entries: readonly (readonly [string, Value])[],
): void {
  plugins.set(plugin, tree([['registry', tree(entries)]]));
}

/** A target only for texts that every release of it can read at all. */
function optionsFor(choices: Choices, version: Version, text: string): Sample['options'] {
  const position = choices.rarely(3) ? { position: 'first' as const } : {};
  const options = { format: 'containerd' as const, ...position };
  if (version !== 3 || !choices.rarely(4) || findConstructs(text).length > 0) return options;
  return { ...options, target: choices.pick(['containerd@2.2.0', 'containerd@2.1.9']) };
}
