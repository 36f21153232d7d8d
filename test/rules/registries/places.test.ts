// Where the rules of registries.conf speak and where they do not: releases, spellings, and what is
// graver or milder than the rule usually is. Each code stands with its severity.
import { describe, expect, test } from 'vitest';
import { addMirrors, lint, MirrorConfError } from '../../../src/index.ts';

const REGISTRY = '[[registry]]\nlocation = "docker.io"\n';
const MIRROR = `${REGISTRY}[[registry.mirror]]\nlocation = `;

function found(text: string, target?: string): readonly string[] {
  const options = target === undefined ? {} : { target };
  return lint(text, { format: 'registries', ...options }).map(
    ({ code, severity }) => `${code.replace('registries/', '')} ${severity}`,
  );
}

function refusal(text: string, target?: string): string {
  const options = target === undefined ? {} : { target };
  try {
    addMirrors(text, { 'docker.io': 'https://m.example' }, { format: 'registries', ...options });
  } catch (error) {
    if (error instanceof MirrorConfError) return error.code;
    throw error;
  }
  return '';
}

test('a second spelling of a key must have the right type as well', () => {
  expect(found(`${REGISTRY}Location = 1\n`)).toEqual(['key-case warning', 'wrong-type error']);
  expect(found(`${MIRROR}"hub.example.net"\n[[Registry.mirror]]\n`)).toContain('wrong-type error');
});

describe('releases', () => {
  test.each([
    ['podman@5.4', ['trailing-slash error']],
    ['podman@5.5', []],
    [undefined, ['trailing-slash warning']],
  ])('a slash at the end for %s', (target, codes) => {
    expect(found(`${MIRROR}"hub.example.net/"\n`, target)).toEqual(codes);
  });

  test.each([
    ['podman@4.0', ['newer-key info'], ''],
    ['podman@4.1', ['pull-from-mirror-value error'], 'registries/pull-from-mirror-value'],
    [
      undefined,
      ['newer-key info', 'pull-from-mirror-value warning'],
      'registries/pull-from-mirror-value',
    ],
  ])('a wrong pull-from-mirror for %s', (target, codes, refused) => {
    const text = `${MIRROR}"hub.example.net"\npull-from-mirror = "never"\n`;
    expect(found(text, target)).toEqual(codes);
    expect(refusal(text, target)).toBe(refused);
  });

  test.each([
    ['podman@4.3', ['version-1 warning']],
    ['podman@4.4', ['mixed-empty-lists error', 'version-1 warning']],
  ])('an empty list of version 1 for %s', (target, codes) => {
    const text = `${REGISTRY}[registries.search]\nregistries = []\n`;
    expect(found(text, target).toSorted()).toEqual(codes);
    expect(refusal(text, target)).toBe('registries/version-1');
  });
});

describe('spellings', () => {
  test.each([
    ['registry = [{location = "docker.io", mirror = [{location = "mirror"}]}]\n'],
    ['[[registry]]\nlocation = "docker.io"\nmirror = [\n  { location = "mirror" },\n]\n'],
    ['[["registry"]]\n"location" = \'docker.io\'\n[[registry."mirror"]]\nlocation = \'mirror\'\n'],
  ])('a fault is found in %j', (text) => {
    expect(found(text)).toEqual(['unrewritable-location error']);
  });

  test('keys count in any case', () => {
    const text = '[[Registry]]\nLocation = "docker.io"\n[[Registry.Mirror]]\nLOCATION = "mirror"\n';
    expect(found(text).filter((code) => !code.startsWith('key-case'))).toEqual([
      'unrewritable-location error',
    ]);
    const { text: after } = addMirrors(
      text.replace('"mirror"', '"old.example"'),
      { 'docker.io': 'https://m.example' },
      { format: 'registries' },
    );
    expect(after).toContain('[[Registry.Mirror]]\nlocation = "m.example"\n');
  });

  test('a prefix of slashes is none, and not the location either', () => {
    expect(found('[[registry]]\nprefix = "/"\nlocation = "docker.io"\n')).toEqual([
      'unmatched-prefix error',
    ]);
  });
});

describe('severities', () => {
  test.each([
    ['"m.example"\ninsecur = true\n', ['unknown-key warning']],
    ['"m.example"\n[[registry.mirorr]]\nlocation = "n.example"\n', ['unknown-key error']],
    ['"m.example"\npassword = "hunter2"\n', ['plain-text-secret warning']],
    ['"robot:hunter2@m.example"\n', ['plain-text-secret error']],
    ['"m.example"\nshort-name-mode = "enforcing"\n', ['key-after-table warning']],
    ['"m.example"\n[aliases]\nshort-name-mode = "enforcing"\n', ['key-after-table error']],
    ['"m.example"\n[[registry]]\nlocation = "x.example/"\n', []],
    ['"index.docker.io"\n', ['unrewritable-location error']],
    ['"localhost:5000"\ninsecure = true\n', []],
  ])('a mirror at %j', (rest, codes) => {
    expect(found(MIRROR + rest)).toEqual(codes);
  });

  test.each([
    ['docker.io/library/alpine', 'm.example', 'namespace-cut error'],
    ['docker.io/library', 'm.example', 'namespace-cut warning'],
    ['docker.io/library', 'docker.io', 'hub-mirror error'],
    ['quay.io', 'docker.io', 'hub-mirror warning'],
  ])('%s with the mirror %s', (location, mirror, code) => {
    const text = `[[registry]]\nlocation = "${location}"\n[[registry.mirror]]\nlocation = "${mirror}"\n`;
    expect(found(text)).toEqual([code]);
  });

  test('a mirror below [registry.mirror] alone has no registry', () => {
    expect(refusal('[[registry.mirror]]\nlocation = "m.example"\n')).toBe(
      'registries/mirror-before-registry',
    );
    expect(refusal('[registry]\nlocation = "docker.io"\n')).toBe('registries/single-table');
    expect(refusal('[aliases]\nnginx = "docker.io/library/nginx:1"\n')).toBe(
      'registries/invalid-alias',
    );
  });
});

test('a second entry is an error where it says what the first does not', () => {
  const one = `${MIRROR}"hub.example.net"\n`;
  expect(found(one + one)).toEqual(['duplicate-prefix warning']);
  expect(found(REGISTRY + one)).toEqual(['duplicate-prefix error']);
});

test.each([
  'registry-mirrors = ["http://m.example"]',
  'server = "https://registry-1.docker.io"',
  '[host."https://m.example"]\ncapabilities = ["pull"]',
  '[plugins.cri.registry.mirrors."docker.io"]\nendpoint = ["https://m.example"]',
  `${REGISTRY}endpoint = ["https://m.example"]`,
])('a mirror as other engines have it is used by nobody: %s', (text) => {
  expect(found(`${text}\n`)).toEqual(['unknown-key error']);
  const path = '/etc/containers/registries.conf';
  const codes = lint(`${text}\n`, { path, target: 'podman@5.4' }).map(({ code }) => code);
  expect(codes).toContain('registries/unknown-key');
});

test('a URL beside mirrors that are used is no mirror that is lost', () => {
  const text = `${REGISTRY}server = "https://registry-1.docker.io"\n[[registry.mirror]]\nlocation = "hub.example.net"\n`;
  expect(found(text)).toEqual(['unknown-key warning']);
});
