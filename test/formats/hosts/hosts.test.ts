// hosts.toml case by case: what is written, what is read, what is refused and why.
import { describe, expect, test } from 'vitest';
import {
  type AddOptions,
  addMirrors,
  listMirrors,
  type Mirror,
  MirrorConfError,
  type MirrorMap,
  parseConfig,
  removeMirrors,
  setMirrors,
} from '../../../src/index.ts';
import { MIRRORS } from './generate.ts';

const HUB: AddOptions = { format: 'hosts', registry: 'docker.io' };
const M = 'https://m.example';

function add(text: string, mirrors: MirrorMap[string], options: AddOptions = HUB): string {
  return addMirrors(text, { 'docker.io': mirrors }, options).text;
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
  test('headers with explicit scheme and capabilities, in order', () => {
    expect(add('', [M, 'http://10.0.0.1:5000'])).toBe(`[host."https://m.example"]
  capabilities = ["pull", "resolve"]

[host."http://10.0.0.1:5000"]
  capabilities = ["pull", "resolve"]
`);
  });

  test.each<[string, Mirror, string]>([
    ['/v2', { url: `${M}/v2` }, '[host."https://m.example"]\n'],
    ['a prefix', { url: `${M}/proxy` }, '[host."https://m.example/v2/proxy"]\n'],
    ['an API root', { url: `${M}/api`, overridePath: true }, '[host."https://m.example/api"]\n'],
  ])('%s', (_, mirror, header) => {
    const text = add('', mirror);
    expect(text.startsWith(header)).toBe(true);
    expect(text.includes('override_path = true')).toBe(!header.includes('example"'));
  });

  test('the sub-table of a host before the next host', () => {
    const text = add('', [{ url: M, header: { 'x-a': 'b' } }, 'https://n.example']);
    expect(text.match(/\[host\..*/g)).toEqual([
      '[host."https://m.example"]',
      '[host."https://m.example".header]',
      '[host."https://n.example"]',
    ]);
  });

  test('after the server and before the host that is the server', () => {
    const text =
      'server = "https://registry-1.docker.io"\n\n# own\n[host."https://registry-1.docker.io"]\n';
    expect(add(text, M)).toBe(
      'server = "https://registry-1.docker.io"\n\n[host."https://m.example"]\n  capabilities = ["pull", "resolve"]\n\n# own\n[host."https://registry-1.docker.io"]\n',
    );
  });

  test('a first header beside dotted hosts, which containerd 2 does not see', () => {
    const text = 'host."https://a.example".capabilities = ["pull", "resolve"]\n';
    const plan = addMirrors(text, { 'docker.io': M }, { ...HUB, target: 'containerd@2.2.7' });
    expect(plan.text).toContain('\n[host."https://m.example"]\n');
    expect(plan.diagnostics.map(({ code }) => code)).toContain('hosts/not-a-header');
  });
});

describe('what is read', () => {
  test.each(MIRRORS)('%j comes back as it was asked for', (mirror) => {
    expect(listMirrors(add('', mirror), HUB)).toMatchObject([
      { registry: 'docker.io', mirrors: [mirror] },
    ]);
  });

  test.each<[key: string, override: boolean, mirror: Mirror]>([
    ['m.example', false, { url: M }],
    ['https://M.example:443/', false, { url: M }],
    ['https://m.example/proxy/', false, { url: `${M}/proxy/v2`, overridePath: true }],
    ['https://m.example/v2', false, { url: M }],
    ['https://m.example/v2/p', true, { url: `${M}/p` }],
    ['https://m.example/a//b/../c/', true, { url: `${M}/a/c`, overridePath: true }],
    ['localhost:5000', false, { url: 'https://localhost:5000' }],
    ['http-mirror.example:5000', false, { url: 'http-mirror.example:5000' }],
    ['https://user:secret@m.example', false, { url: M }],
  ])('%s, override_path %s', (key, override, mirror) => {
    const text = `[host."${key}"]\n${override ? 'override_path = true\n' : ''}`;
    expect(listMirrors(text, HUB)[0]?.mirrors).toEqual([mirror]);
  });

  test('every way to write a host', () => {
    for (const text of [
      `host = { "${M}" = { skip_verify = true } }\n`,
      `[host]\n"${M}" = { skip_verify = true }\n`,
      `host."${M}".skip_verify = true\n`,
      `[host.'${M}']\nskip_verify = true\n`,
    ]) {
      expect(listMirrors(text, HUB)[0]?.mirrors).toEqual([{ url: M, skipVerify: true }]);
    }
  });

  test('other spellings are kept', () => {
    for (const key of ['https://m.example/', 'https://M.EXAMPLE', 'm.example:443']) {
      const plan = addMirrors(`[host."${key}"]\n`, { 'docker.io': M }, HUB);
      expect([plan.changed, plan.changes[0]?.action]).toEqual([false, 'kept']);
    }
  });
});

describe('whose file it is', () => {
  test.each([
    ['/etc/containerd/certs.d/docker.io/hosts.toml', 'docker.io'],
    ['certs.d/_default/hosts.toml', '*'],
    ['certs.d/10.0.0.1_5000_/hosts.toml', '10.0.0.1:5000'],
    ['certs.d/h.example:5000/hosts.toml', 'h.example:5000'],
    ['C:\\certs.d\\ghcr.io\\hosts.toml', 'ghcr.io'],
    ['certs.d/hosts.toml', undefined],
    ['fixtures/hosts.toml', undefined],
  ])('%s', (path, registry) => {
    expect(parseConfig('', { format: 'hosts', path })).toMatchObject({ registry });
  });

  test('the first registry that is asked for, when nothing says', () => {
    const text = addMirrors('', { 'ghcr.io': M }, { format: 'hosts' }).text;
    expect(removeMirrors(text, { registry: 'ghcr.io' }, { format: 'hosts' }).text).toBe('');
  });

  test('one registry only', () => {
    const two = { 'docker.io': M, 'ghcr.io': M };
    expect(codeOf(() => addMirrors('', two, { format: 'hosts' }))).toBe('hosts/other-registry');
    expect(codeOf(() => addMirrors('', { 'ghcr.io': M }, HUB))).toBe('hosts/other-registry');
    const path = 'certs.d/registry-1.docker.io/hosts.toml';
    const hub = { 'docker.io': M };
    expect(codeOf(() => addMirrors('', hub, { format: 'hosts', path }))).toBe(
      'hosts/other-registry',
    );
  });
});

describe('what is refused', () => {
  const OLD = 'containerd@1.7.24';
  const NEW = 'containerd@2.2.7';
  test.each<[code: string, text: string, target?: string]>([
    ['hosts/inline-host', 'host = { "https://a" = {} }\n'],
    ['hosts/key-in-host', '[host]\ncapabilities = ["pull"]\n[host."https://a"]\n'],
    ['hosts/host-array', '[[host."https://a"]]\n'],
    ['hosts/unknown-capability', '[host."https://a"]\ncapabilities = ["pul"]\n'],
    ['hosts/referrers-too-old', '[host."https://a"]\ncapabilities = ["referrers"]\n', OLD],
    ['accepted', '[host."https://a"]\ncapabilities = ["referrers"]\n', NEW],
    ['hosts/client-pair', '[host."https://a"]\nclient = [["a.cert"]]\n'],
    ['hosts/dial-timeout', '[host."https://a"]\ndial_timeout = "5"\n'],
    ['accepted', '[host."https://a"]\ndial_timeout = "5"\n', OLD],
    ['hosts/wrong-type', '[host."https://a"]\nskip_verify = "true"\n'],
    ['hosts/wrong-type', '[host."https://a"]\ncapabilities = "pull"\n'],
    ['hosts/wrong-type', '[host."https://a".header]\nx = 1\n'],
    ['hosts/wrong-type', 'server = ["https://a"]\n'],
    ['hosts/not-a-url', '[host."http://a b"]\n'],
    ['toml/byte-order-mark', '\ufeff', NEW],
    ['accepted', '\ufeff', OLD],
    ['toml/bracket-in-header', '[host."http://[::1]:5000"]\n', OLD],
    ['hosts/without-pull', `[host."${M}"]\ncapabilities = ["push"]\n`],
    ['hosts/not-a-header', `[host]\n"${M}" = {}\n`],
    ['hosts/not-a-header', `[host]\n"${M}" = {}\n`, NEW],
    ['accepted', `[host]\n"${M}" = {}\n`, OLD],
    ['hosts/other-meaning', `[host."${M}"]\noverride_path = true\n`],
  ])('%s: %j for %s', (code, text, target) => {
    expect(codeOf(() => add(text, M, target === undefined ? HUB : { ...HUB, target }))).toBe(code);
  });

  test.each<[code: string, mirror: Mirror, target?: string]>([
    ['not-expressible', { url: M, dialTimeout: '5s' }, 'containerd@2.0.6'],
    ['accepted', { url: M, dialTimeout: '5s' }, 'containerd@2.0.7'],
    ['hosts/dial-timeout', { url: M, dialTimeout: '5' }],
    ['not-expressible', { url: `${M}/a%2fb` }],
    ['hosts/ipv6-in-header', { url: 'http://[fd00::1]:5000' }, 'containerd@1.7.24'],
    ['accepted', { url: 'http://[fd00::1]:5000' }],
  ])('%s: %j for %s', (code, mirror, target) => {
    expect(codeOf(() => add('', mirror, target === undefined ? HUB : { ...HUB, target }))).toBe(
      code,
    );
  });
});

test('setting replaces a host whose key the new one needs', () => {
  const text = '[host."https://m.example/v2/proxy"]\n';
  const plan = setMirrors(text, { 'docker.io': `${M}/proxy` }, HUB);
  expect(listMirrors(plan.text, HUB)[0]?.mirrors).toEqual([{ url: `${M}/proxy` }]);
});

test('no message repeats the credentials of a URL', () => {
  const text = '[host]\n"https://user:secret@m.example" = {}\n';
  const { diagnostics } = addMirrors(text, { 'docker.io': 'https://n.example' }, HUB);
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(JSON.stringify(diagnostics)).not.toContain('secret');
});
