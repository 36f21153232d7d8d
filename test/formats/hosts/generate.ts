// Whole hosts.toml files in every spelling, with what is asked of them.
import type { AddOptions, Mirror } from '../../../src/index.ts';
import { type Choices, chosen } from '../../support/generate.ts';
import { spell } from '../../support/generate-toml.ts';
import { type Tree, tree, type Value } from '../../support/tree.ts';
import { isToml, type Sample } from '../laws.ts';

/** What can be asked for, as it is listed. */
export const MIRRORS: readonly [Mirror, ...Mirror[]] = [
  { url: 'https://hub.example.net' },
  { url: 'http://10.0.0.1:5000' },
  { url: 'https://m.example/proxy' },
  { url: 'https://m.example' },
  { url: 'https://m.example/api/docker', overridePath: true },
  { url: 'http://localhost:5055', capabilities: ['pull'] },
  { url: 'https://tls.example', skipVerify: true, dialTimeout: '1m30s' },
  { url: 'https://ca.example:8443', ca: ['/etc/ca.pem', 'own.pem'] },
  { url: 'https://client.example', client: ['/c.pem', ['/c.cert', '/c.key']] },
  { url: 'https://header.example', header: { 'X-A': 'one', 'x.b': ['two', 'three'] } },
];

/** Some are an asked mirror in another spelling, some the registry's own server, some dead. */
const KEYS = [
  'https://old.example',
  'http://old.example:5000',
  'https://registry-1.docker.io',
  'https://M.Example:443/',
  'hub.example.net',
  'https://m.example/proxy',
  'https://m.example/v2/proxy/',
  'http-mirror.example:5000',
  'HTTPS://hub.example.net',
  'http://[::1]:5000',
  'https://server.example/a',
] as const;

const SERVERS = [
  'https://registry-1.docker.io',
  'https://docker.io',
  'https://server.example/a',
  'old.example',
  '',
] as const;

const RELEASES = ['1.6.20', '1.7.24', '2.0.11', '2.1.9', '2.2.7', '2.3.4'] as const;

const REGISTRIES = ['docker.io', 'docker.io', '*', '10.0.0.1:5000'] as const;

export const hostsSample = chosen(hostsSampleOf).filter(({ text }) => isToml(text));

function hostsSampleOf(choices: Choices): Sample {
  const registry = choices.pick(REGISTRIES);
  const asked = new Map([[registry, someMirrors(choices)]]);
  const options: AddOptions = {
    format: 'hosts',
    registry,
    ...(choices.rarely(3) ? { position: 'first' } : {}),
    ...(choices.rarely(2) ? { target: `containerd@${choices.pick(RELEASES)}` } : {}),
  };
  if (choices.rarely(20)) {
    return {
      text: choices.pick(['', '\n', '# nothing\n', '\ufeff', ' \t\r\n# a\n\n# b']),
      asked,
      options,
    };
  }
  return { text: spell(choices, fileOf(choices)), asked, options };
}

function someMirrors(choices: Choices): readonly Mirror[] {
  const list = [choices.pick(MIRRORS)];
  while (list.length < 4 && choices.rarely(2)) list.push(choices.pick(MIRRORS));
  return list.filter((each, at) => list.indexOf(each) === at);
}

function fileOf(choices: Choices): Tree {
  const root = new Map<string, Value>();
  if (choices.rarely(2)) root.set('server', choices.pick(SERVERS));
  for (const [key, value] of choices.some(SERVER_SETTINGS)) root.set(key, value);
  const keys = choices.some(KEYS).slice(0, 4);
  const hosts = keys.map((key): [string, Value] => [key, hostOf(choices)]);
  if (hosts.length > 0 || choices.rarely(6)) root.set('host', tree(hosts));
  if (choices.rarely(5))
    root.set('note', tree([['text', { raw: "'''\n[host.\"https://x\"]\n'''" }]]));
  return root;
}

const SERVER_SETTINGS: readonly (readonly [string, Value])[] = [
  ['skip_verify', false],
  ['header', tree([['x-server', 's']])],
  ['mirror', true],
];

function hostOf(choices: Choices): Tree {
  const table = new Map<string, Value>();
  const capabilities = choices.pick([
    ['pull', 'resolve'],
    ['pull', 'resolve'],
    undefined,
    ['PULL', 'resolve', 'push'],
    ['pull'],
    ['push'],
    [],
  ]);
  if (capabilities) table.set('capabilities', capabilities);
  for (const [key, value] of choices.some(HOST_SETTINGS))
    if (choices.rarely(3)) table.set(key, value);
  return table;
}

const HOST_SETTINGS: readonly (readonly [string, Value])[] = [
  ['override_path', true],
  ['skip_verify', true],
  ['dial_timeout', '3s'],
  ['header', tree([['x-host', ['a', 'b']]])],
  ['insecure', true],
];
