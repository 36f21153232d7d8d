// Whole buildkitd.toml files in every spelling, with what is asked of them.
import type { AddOptions, Mirror } from '../../../src/index.ts';
import { type Choices, chosen } from '../../support/generate.ts';
import { spell } from '../../support/generate-toml.ts';
import { type Tree, tree, type Value } from '../../support/tree.ts';
import { isToml, type Sample } from '../laws.ts';

/** What can be asked for, as it is listed. */
export const MIRRORS: readonly [Mirror, ...Mirror[]] = [
  { url: 'https://hub.example.net' },
  { url: 'http://10.9.9.9:5000' },
  { url: 'https://m.example/proxy' },
  { url: 'http://plain.example/a/b' },
  { url: 'http://localhost:5055' },
  { url: 'https://localhost:5443' },
  { url: 'https://tls.example', skipVerify: true },
  { url: 'https://ca.example:8443', ca: ['/etc/ca.pem', '/etc/other.pem'] },
  { url: 'https://client.example', client: [['/c.cert', '/c.key']], skipVerify: true },
  { url: 'https://127.0.0.1:8443/p', skipVerify: true },
  { url: 'http://[fd00::1]:5000' },
  { url: 'https://[fd00::2]/p', skipVerify: true },
];

const REGISTRIES = ['docker.io', 'ghcr.io', 'quay.io', '10.0.0.1:5000', 'localhost'] as const;

/** Some are an asked mirror in another spelling, some dead, some the registry's own server. */
const TEXTS = [
  'old.example',
  'old.example:5000/a',
  'm.example/proxy',
  'M.Example:443/proxy/',
  'https://hub.example.net',
  'plain.example/a/b',
  'registry-1.docker.io',
  ' blank.example',
  '',
  'localhost:5055',
  'm.example/v2/proxy',
] as const;

const RELEASES = ['0.13', '0.27', '0.28', 'main'] as const;

export const buildkitdSample = chosen(buildkitdSampleOf).filter(({ text }) => isToml(text));

function buildkitdSampleOf(choices: Choices): Sample {
  const some = choices.some(REGISTRIES).slice(0, 3);
  const registries = some.length > 0 ? some : REGISTRIES.slice(0, 1);
  const asked = new Map(registries.map((registry) => [registry, someMirrors(choices)]));
  const options: AddOptions = {
    format: 'buildkitd',
    ...(choices.rarely(3) ? { position: 'first' } : {}),
    ...(choices.rarely(2) ? { target: `buildkit@${choices.pick(RELEASES)}` } : {}),
  };
  const text = choices.rarely(20)
    ? choices.pick(['', '\n', '# nothing\n', '\ufeff', ' \t\r\n# a\n\n# b'])
    : spell(choices, fileOf(choices));
  return { text, asked, options };
}

function someMirrors(choices: Choices): readonly Mirror[] {
  const list = [choices.pick(MIRRORS)];
  while (list.length < 3 && choices.rarely(2)) list.push(choices.pick(MIRRORS));
  return list.filter((each, at) => list.indexOf(each) === at);
}

const OTHERS: readonly (readonly [string, Value])[] = [
  ['root', '/var/lib/buildkit'],
  [
    'worker',
    tree([
      [
        'oci',
        tree([
          ['enabled', true],
          ['gcpolicy', [tree([['all', true]])]],
        ]),
      ],
    ]),
  ],
  ['log', tree([['format', { raw: '"""\n[registry."docker.io"]\n"""' }]])],
];

/** Tables of mirrors' own hosts: what some mirrors ask for, and what none does. */
const OWN: readonly (readonly [string, Tree])[] = [
  ['plain.example', tree([['http', true]])],
  [
    'tls.example',
    tree([
      ['insecure', true],
      ['ca', ['/own.pem']],
    ]),
  ],
  ['old.example', tree([['tlsconfigdir', ['/etc/certs']]])],
  [
    'client.example',
    tree([
      [
        'keypair',
        [
          tree([
            ['key', '/c.key'],
            ['cert', '/c.cert'],
          ]),
        ],
      ],
      ['insecure', true],
    ]),
  ],
  ['hub.example.net', tree([['http', false]])],
];

function fileOf(choices: Choices): Tree {
  const root = new Map<string, Value>(choices.some(OTHERS));
  const tables = choices
    .some(REGISTRIES)
    .slice(0, 3)
    .map((name): [string, Value] => [name, registryOf(choices)]);
  const own = choices.rarely(3) ? choices.some(OWN).slice(0, 2) : [];
  if (tables.length + own.length > 0 || choices.rarely(8)) {
    root.set('registry', tree(choices.rarely(2) ? [...own, ...tables] : [...tables, ...own]));
  }
  return root;
}

function registryOf(choices: Choices): Tree {
  const table = new Map<string, Value>();
  if (!choices.rarely(5)) table.set('mirrors', choices.some(TEXTS).slice(0, 3));
  if (choices.rarely(4)) table.set('insecure', false);
  if (choices.rarely(6)) table.set('mirror', ['misspelt']);
  return table;
}
