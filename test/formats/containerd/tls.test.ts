// The TLS settings `configs."host".tls` that mirrors for containerd 1.x bring with them: those that
// are there already serve others too and stay.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  addMirrors,
  listMirrors,
  type Mirror,
  MirrorConfError,
  type MirrorMap,
  removeMirrors,
  setMirrors,
} from '../../../src/index.ts';

const OPTIONS = { format: 'containerd', target: 'containerd@1.7.24' } as const;
const REGISTRY = 'plugins."io.containerd.grpc.v1.cri".registry';
const URL = 'https://m.example:5000';
const SKIPPING: Mirror = { url: URL, skipVerify: true };
const QUAY = `[${REGISTRY}.mirrors."quay.io"]\n  endpoint = ["https://quay.example"]\n`;
const OWN = `[${REGISTRY}.configs."m.example:5000".tls]\n  insecure_skip_verify = true\n`;
const OTHER = `[${REGISTRY}.configs."other.example".tls]\n  ca_file = "/other.pem"\n`;
const AUTH = `[${REGISTRY}.configs."m.example:5000".auth]\n  username = "me"\n`;
const DEFAULT = readFileSync('fixtures/engine-defaults/containerd-1.7.24.toml', 'utf8');

const add = (text: string, mirrors: MirrorMap): string => addMirrors(text, mirrors, OPTIONS).text;

const STARTS: readonly string[] = [
  ['version = 2', ''],
  ['version = 2', OWN],
  ['version = 2', OTHER],
  ['version = 2', AUTH],
  ['version = 2', QUAY, OWN],
  ['version = 2', OWN, QUAY],
  ['version = 2', QUAY, OTHER],
  ['version = 2', OTHER, QUAY, AUTH],
  ['version = 2', `[${REGISTRY}.configs]\n`, QUAY],
  ['version = 2', `[${REGISTRY}]\n`, OTHER, QUAY, OWN],
  [
    'version = 2',
    `[${REGISTRY}.configs."m.example:5000"]\n  tls = { insecure_skip_verify = true }\n`,
  ],
]
  .map((parts) => parts.join('\n\n'))
  .concat([
    `version = 2\n${REGISTRY}.configs."m.example:5000".tls.insecure_skip_verify = true\n`,
    DEFAULT,
    DEFAULT.replace(/^( *)(\[.*registry\.configs\])$/m, (line, indent: string) =>
      [line, '', `${indent}  ${OWN.trim()}`].join('\n'),
    ),
  ]);

describe.each(STARTS)('%j', (text) => {
  test.each<[string, MirrorMap]>([
    ['settings', { 'docker.io': SKIPPING }],
    ['the same settings twice', { 'docker.io': SKIPPING, 'ghcr.io': [{ ...SKIPPING }] }],
    ['a host that may have some', { 'docker.io': [`${URL}/hub`, 'https://n.example'] }],
    ['some with and some without', { 'docker.io': SKIPPING, 'ghcr.io': 'https://n.example' }],
  ])('adds %s once and removes to the original bytes', (_, mirrors) => {
    const added = add(text, mirrors);
    expect(add(added, mirrors)).toBe(added);
    const registry = Object.keys(mirrors);
    expect(removeMirrors(added, { registry }, OPTIONS).text).toBe(text);
    const set = setMirrors(text, mirrors, OPTIONS).text;
    expect(setMirrors(set, mirrors, OPTIONS).changed).toBe(false);
  });
});

describe('refuses, as one host has one set of settings', () => {
  const ca: Mirror = { url: URL, ca: '/ca.pem' };
  const used = add('version = 2\n', { 'quay.io': URL });
  test.each<[string, string, MirrorMap]>([
    ['what is there for something else', `version = 2\n${OWN}`, { 'docker.io': ca }],
    ['what would change a mirror that is there', used, { 'docker.io': ca }],
    ['two kinds of settings', 'version = 2\n', { 'docker.io': SKIPPING, 'ghcr.io': ca }],
    ['some and none', 'version = 2\n', { 'docker.io': URL, 'ghcr.io': ca }],
  ])('%s', (_, text, mirrors) => {
    expect(() => add(text, mirrors)).toThrow(MirrorConfError);
    expect(() => add(text, mirrors)).toThrow(
      expect.objectContaining({ code: 'containerd/other-settings' }),
    );
  });
});

test('setting changes the settings of a host that nothing else uses', () => {
  const text = add(`version = 2\n\n${QUAY}`, { 'docker.io': SKIPPING });
  const asked = { url: URL, ca: ['/ca.pem'] };
  const set = setMirrors(text, { 'docker.io': asked }, OPTIONS).text;
  expect(listMirrors(set, OPTIONS).find(({ registry }) => registry === 'docker.io')).toMatchObject({
    mirrors: [asked],
  });
  expect(setMirrors(text, { 'docker.io': URL }, OPTIONS).text).not.toContain('configs');
});
