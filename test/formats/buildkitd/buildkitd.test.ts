// buildkitd.toml case by case: what is written, what is read, what is refused and why.
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
import { MIRRORS } from './generate.ts';

const FORMAT = { format: 'buildkitd' } as const;
const M = 'https://m.example';

function add(text: string, mirrors: MirrorMap): string {
  return addMirrors(text, mirrors, FORMAT).text;
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof MirrorConfError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('what is written', () => {
  test('host and path, and settings under the host alone', () => {
    const plain = { 'docker.io': 'http://m.example:5000/v2/proxy' };
    expect(add('', plain)).toBe(`[registry."docker.io"]
  mirrors = ["m.example:5000/proxy"]

[registry."m.example:5000"]
  http = true
`);
  });

  test.each([
    ['http://localhost:5000', undefined],
    ['https://localhost:5000', false],
    ['http://[::1]:5000', undefined],
    ['http://m.example', true],
    ['https://m.example', undefined],
  ])('%s needs http = %s', (url, http) => {
    const text = add('', { 'docker.io': url });
    expect(/http = (\w+)/.exec(text)?.[1]).toBe(http?.toString());
  });

  test('one table for a host that serves two registries, gone with the last of them', () => {
    const both = add('', { 'docker.io': 'http://m.example/a', 'ghcr.io': 'http://m.example/b' });
    expect(both.match(/http = true/g)).toHaveLength(1);
    const one = removeMirrors(both, { registry: 'ghcr.io' }, FORMAT).text;
    expect(one).toContain('http = true');
    expect(removeMirrors(one, { registry: 'docker.io' }, FORMAT).text).toBe('');
  });

  test('before the registry itself where that is listed', () => {
    const text = '[registry."docker.io"]\n  mirrors = ["a.example", "registry-1.docker.io"]\n';
    expect(add(text, { 'docker.io': M })).toContain(
      '["a.example", "m.example", "registry-1.docker.io"]',
    );
  });
});

describe('what is read', () => {
  test.each(MIRRORS)('%j comes back as it was asked for', (mirror) => {
    expect(listMirrors(add('', { 'docker.io': mirror }), FORMAT)).toMatchObject([
      { registry: 'docker.io', mirrors: [mirror] },
    ]);
  });

  test.each<[text: string, mirror: Mirror]>([
    ['m.example/proxy/', { url: `${M}/proxy` }],
    ['http://m.example:5000', { url: 'https://m.example:5000' }],
    ['m.example/v2/proxy', { url: `${M}/v2/v2/proxy` }],
    ['127.0.0.1:5000', { url: 'http://127.0.0.1:5000' }],
    ['M.Example:443', { url: M }],
    [' m.example', { url: ' m.example' }],
  ])('%j', (text, mirror) => {
    const file = `[registry."docker.io"]\nmirrors = ["${text}"]\n`;
    expect(listMirrors(file, FORMAT)[0]?.mirrors).toEqual([mirror]);
  });
});

describe('what is refused', () => {
  const TABLE = '[registry."docker.io"]\n';
  test.each<[code: string, text: string]>([
    ['buildkitd/wrong-type', `${TABLE}mirrors = "a"\n`],
    ['buildkitd/wrong-type', `${TABLE}ca = "a.pem"\n`],
    ['buildkitd/wrong-type', `${TABLE}http = "true"\n`],
    ['buildkitd/wrong-type', '[registry."a".keypair]\nkey = "k"\ncert = "c"\n'],
    ['buildkitd/registry-array', '[[registry]]\nmirrors = ["a"]\n'],
    ['buildkitd/not-a-table', '[registry]\nmirrors = ["a"]\n'],
  ])('%s: %j', (code, text) => {
    expect(codeOf(() => add(text, { 'docker.io': M }))).toBe(code);
  });

  test.each<[code: string, mirror: Mirror, target?: string]>([
    ['not-expressible', { url: M, capabilities: ['pull'] }],
    ['not-expressible', { url: M, header: { a: 'b' } }],
    ['not-expressible', { url: M, dialTimeout: '5s' }],
    ['not-expressible', { url: `${M}/api`, overridePath: true }],
    ['not-expressible', { url: M, client: '/both.pem' }],
    ['not-expressible', { url: `${M}/a` }, 'buildkit@0.11'],
    ['not-expressible', { url: 'http://m.example/a' }, 'buildkit@0.12'],
    ['accepted', { url: `${M}/a` }, 'buildkit@0.12'],
  ])('%s: %j for %s', (code, mirror, target) => {
    const options = target === undefined ? FORMAT : { ...FORMAT, target };
    expect(codeOf(() => addMirrors('', { 'docker.io': mirror }, options))).toBe(code);
  });

  test('other settings of a host, in the file or asked for beside', () => {
    const used = '[registry."ghcr.io"]\nmirrors = ["m.example"]\n';
    const own = '[registry."m.example"]\ninsecure = true\n';
    const secure = { 'docker.io': { url: M, ca: '/ca.pem' } };
    for (const [text, mirrors] of [
      [used, { 'docker.io': 'http://m.example' }],
      [own, secure],
      ['', { 'docker.io': 'http://m.example', 'ghcr.io': M }],
    ] as const) {
      expect(codeOf(() => add(text, mirrors))).toBe('buildkitd/other-settings');
    }
    expect(add(own, { 'docker.io': M })).toContain('mirrors = ["m.example"]');
  });

  test('names that BuildKit never looks up', () => {
    expect(codeOf(() => add('', { '*': M }))).toBe('registry/wildcard');
    expect(codeOf(() => add('', { 'docker.io/library': M }))).toBe('registry/has-path');
  });
});

test('setting changes the scheme of a host that nothing else uses', () => {
  const text = add('', { 'docker.io': 'http://m.example' });
  const plan = setMirrors(text, { 'docker.io': M }, FORMAT);
  expect(plan.text).toBe('[registry."docker.io"]\n  mirrors = ["m.example"]\n');
});

test('removing leaves a table that says more, or serves more', () => {
  const text =
    '[registry."docker.io"]\n  mirrors = ["m.example"]\n\n[registry."m.example"]\n  http = true\n  tlsconfigdir = ["/certs"]\n';
  expect(removeMirrors(text, { registry: 'docker.io' }, FORMAT).text).toBe(
    '[registry."m.example"]\n  http = true\n  tlsconfigdir = ["/certs"]\n',
  );
});
