// Whole registries.conf files and drop-ins, some of them with a fault for which an addition must be
// refused.
import type fc from 'fast-check';
import { type Choices, chosen } from './generate.ts';
import { type AskedMirrors, askedMirrors } from './generate-mirrors.ts';
import { spell } from './generate-toml.ts';
import { accepts } from './judge.ts';
import type { Sample } from './laws.ts';
import { type Tree, tree, type Value } from './tree.ts';

const PREFIXES = [
  'docker.io',
  'ghcr.io',
  'quay.io',
  'docker.io/library',
  'registry.k8s.io',
  '*.example.com',
  'localhost:5000',
  'constructor.test',
] as const;

/** Some are an asked mirror in another spelling. */
const LOCATIONS = [
  'hub.example.net',
  'old.example/a',
  'm.example/proxy',
  '10.0.0.1:5000',
  'm.example:443/',
  'docker.io',
  'Cache:8443',
] as const;

/** It fails every pull of its registry, so that nothing is added beside it. */
const UNREWRITABLE = 'm.example/UPPER';

const ROOT_KEYS: readonly (readonly [string, Value])[] = [
  ['unqualified-search-registries', ['docker.io', 'quay.io']],
  ['short-name-mode', 'permissive'],
  ['credential-helpers', []],
];

const OTHER_TABLES: readonly (readonly [string, Value])[] = [
  [
    'aliases',
    tree([
      ['alpine', 'docker.io/library/alpine'],
      ['fedora', 'quay.io/fedora'],
    ]),
  ],
  ['note', tree([['text', { raw: '"""\n[[registry]]\nprefix = 1\n"""' }]])],
];

type Registry = Map<string, Value>;

/** A fault that a file with these registries gets, and the code that it justifies. */
interface Fault {
  readonly code: string;
  readonly make: (root: Map<string, Value>) => void;
}

const FAULTS: readonly [Fault, ...Fault[]] = [
  {
    code: 'registries/version-1',
    make: (root) =>
      void root.set('registries', tree([['search', tree([['registries', ['docker.io']]])]])),
  },
  {
    code: 'registries/single-table',
    make: (root) => void root.set('registry', tree([['location', 'docker.io']])),
  },
  {
    code: 'registries/no-location',
    make: (root) => void root.set('registry', [tree([['insecure', true]])]),
  },
  {
    code: 'registries/prefix-without-location',
    make: (root) => void root.set('registry', [tree([['prefix', 'docker.io']])]),
  },
  {
    code: 'registries/uri-scheme',
    make: (root) => void root.set('registry', [tree([['location', 'https://docker.io']])]),
  },
  {
    code: 'registries/mirror-without-location',
    make: (root) => withMirror(root, [['insecure', true]], []),
  },
  {
    code: 'registries/pull-from-mirror-with-digest-only',
    make: (root) =>
      withMirror(
        root,
        [
          ['location', 'a.example'],
          ['pull-from-mirror', 'all'],
        ],
        [['mirror-by-digest-only', true]],
      ),
  },
  {
    code: 'registries/short-name-mode',
    make: (root) => void root.set('short-name-mode', 'prompt'),
  },
  {
    code: 'registries/conflicting-settings',
    make: (root) =>
      void root.set('registry', [
        tree([
          ['prefix', 'a.example'],
          ['location', 'b.example'],
          ['insecure', true],
        ]),
        tree([['location', 'b.example']]),
      ]),
  },
];

/** Files and drop-ins with mirrors to add. */
export const registriesSample: fc.Arbitrary<Sample> = chosen(registriesSampleOf).filter(
  ({ text }) => accepts(text),
);

export function registriesSampleOf(choices: Choices): Sample {
  const asked = askedMirrors(choices, PREFIXES);
  const position = choices.rarely(3) ? { position: 'first' as const } : {};
  const options = { format: 'registries', ...position } as const;
  if (choices.rarely(20)) {
    const text = choices.pick(['', '\n', '# nothing\n', '\ufeff', ' \t\r\n# a\n\n# b']);
    return { text, asked, options, refusals: [] };
  }
  const root = new Map(choices.some(ROOT_KEYS));
  const [before, after] = choices.rarely(2) ? [OTHER_TABLES, []] : [[], OTHER_TABLES];
  for (const [key, value] of choices.some(before)) root.set(key, value);
  const list = registryList(choices, asked);
  if (list.length > 0 || choices.rarely(6)) root.set('registry', list);
  for (const [key, value] of choices.some(after)) root.set(key, value);
  const fault = choices.rarely(10) ? choices.pick(FAULTS) : undefined;
  fault?.make(root);
  return { text: spell(choices, root), asked, options, refusals: fault ? [fault.code] : [] };
}

function registryList(choices: Choices, asked: AskedMirrors): readonly Tree[] {
  const list = choices
    .some(PREFIXES)
    .slice(0, 4)
    .map((prefix) => registryOf(choices, prefix, asked.has(prefix)));
  const [first] = list;
  return first && choices.rarely(8) ? [...list, first] : list;
}

function registryOf(choices: Choices, prefix: string, asked: boolean): Tree {
  const table: Registry = new Map();
  const wildcard = prefix.startsWith('*.');
  if (wildcard || choices.rarely(2)) table.set('prefix', prefix + (choices.rarely(8) ? '/' : ''));
  if (!wildcard || choices.rarely(2)) table.set('location', wildcard ? 'up.example' : prefix);
  if (prefix.startsWith('localhost')) table.set('insecure', true);
  const digestsOnly = choices.rarely(8);
  if (digestsOnly) table.set('mirror-by-digest-only', true);
  const mirrors = choices
    .some(asked ? LOCATIONS : [...LOCATIONS, UNREWRITABLE])
    .slice(0, 3)
    .map((location) => mirrorOf(choices, location, digestsOnly));
  if (mirrors.length > 0 || choices.rarely(8)) table.set('mirror', mirrors);
  if (choices.rarely(10)) table.set('note', tree([['why', 'no reason']]));
  if (choices.rarely(3)) return new Map([...table].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return table;
}

function mirrorOf(choices: Choices, location: string, digestsOnly: boolean): Tree {
  const table: Registry = new Map([['location', location]]);
  if (choices.rarely(3)) table.set('insecure', true);
  if (!digestsOnly && choices.rarely(8)) table.set('pull-from-mirror', 'digest-only');
  if (choices.rarely(10)) table.set('prefix', 'docker.io');
  return table;
}

function withMirror(
  root: Map<string, Value>,
  mirror: readonly (readonly [string, Value])[],
  own: readonly (readonly [string, Value])[],
): void {
  root.set('registry', [tree([['location', 'docker.io'], ...own, ['mirror', [tree(mirror)]]])]);
}
