// Entries that serve nothing, whatever is added to them, and mirrors that only look as if they served.
import { describe, expect, test } from 'vitest';
import {
  addMirrors,
  type Format,
  type FormatOptions,
  listMirrors,
  setMirrors,
} from '../../src/index.ts';
import { errorOf } from '../support/laws.ts';

const HUB = 'https://hub.example.net';
const REGISTRY = 'plugins."io.containerd.grpc.v1.cri".registry';
const containerd = (entry: string, name = 'docker.io'): string =>
  `version = 2\n[${REGISTRY}.mirrors."${name}"]\n  ${entry}\n`;
const location = (mirror: string): string =>
  `[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "${mirror}"\n`;

describe('what fails every pull of the registry is refused, with its place', () => {
  test.each<[Format, string, string, number, string?]>([
    ['containerd', containerd('endpoint = ["http://[::1"]'), 'containerd/endpoint-unparsable', 3],
    ['registries', location('[::1]:5000'), 'registries/unrewritable-location', 3],
    ['registries', location('mirror'), 'registries/unrewritable-location', 3],
    ['registries', location('m.example/'), 'registries/trailing-slash', 3, 'podman@4.9'],
    ['registries', location('hub.example.net/'), 'registries/trailing-slash', 3, 'podman@4.9'],
  ])('%s: %j', (format, text, code, line, target) => {
    const options: FormatOptions = { format, ...(target === undefined ? {} : { target }) };
    const error = errorOf(() => addMirrors(text, { 'docker.io': HUB }, options));
    expect(error).toMatchObject({ code, line });
    const plan = setMirrors(text, { 'docker.io': HUB }, options);
    expect(listMirrors(plan.text, options)).toMatchObject([{ mirrors: [{ url: HUB }] }]);
    expect(addMirrors(plan.text, { 'docker.io': HUB }, options).changed).toBe(false);
    expect(addMirrors(text, { 'quay.io': HUB }, options).changed).toBe(true);
  });
});

test('a trailing slash of a release that takes it off is no fault', () => {
  const options: FormatOptions = { format: 'registries', target: 'podman@5.6' };
  const plan = addMirrors(location('hub.example.net/'), { 'docker.io': HUB }, options);
  expect(plan.changed).toBe(false);
});

describe('a wildcard as long as the registry', () => {
  const wildcard = '[[registry]]\nprefix = "*.example.com"\n';

  test.each([wildcard, `[[registry]]\nlocation = "x.example.com"\n${wildcard}`])(
    'wins, so that nothing is added beside it: %j',
    (text) => {
      const error = errorOf(() => addMirrors(text, { 'x.example.com': HUB }));
      expect(error).toMatchObject({ code: 'registries/wildcard-tie' });
      expect(addMirrors(text, { 'xy.example.com': HUB }).changed).toBe(true);
    },
  );

  test('is told of when it is new', () => {
    const text = '[[registry]]\nlocation = "x.example.com"\n';
    const { diagnostics } = addMirrors(text, { '*.example.com': HUB });
    expect(diagnostics).toMatchObject([{ code: 'registries/wildcard-tie', line: 1 }]);
  });
});

describe('entries that the new mirrors do not serve are told of', () => {
  test('more specific ones in registries.conf, unless they have the host too', () => {
    const text = location('a.example').replace('docker.io', 'docker.io/library');
    expect(addMirrors(text, { 'docker.io': HUB }).diagnostics).toMatchObject([
      { code: 'registries/narrower-entry', severity: 'warning', line: 1 },
    ]);
    expect(addMirrors(text, { 'docker.io': 'https://a.example' }).diagnostics).toEqual([]);
  });

  test('those beside "*" in containerd', () => {
    const text = containerd('endpoint = ["https://a.example"]');
    const { diagnostics } = addMirrors(text, { '*': HUB });
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'containerd/entry-hides-star', severity: 'info', line: 2 }),
    );
  });
});

describe('an endpoint that its slash kills', () => {
  const text = containerd('endpoint = ["https://a.example", "https://hub.example.net/"]');
  const remark = expect.objectContaining({
    code: 'containerd/endpoint-trailing-slash',
    line: 3,
    column: 36,
  });

  test('is no mirror that is there, and is told of', () => {
    const { text: after, diagnostics } = addMirrors(text, { 'docker.io': HUB });
    expect(after).toContain(
      '["https://a.example", "https://hub.example.net/", "https://hub.example.net"]',
    );
    expect(diagnostics).toContainEqual(remark);
  });

  test('is not spoken of when setting takes it out', () => {
    const { text: after, diagnostics } = setMirrors(text, { 'docker.io': HUB });
    expect(after).toBe(containerd('endpoint = ["https://hub.example.net"]'));
    expect(diagnostics).not.toContainEqual(
      expect.objectContaining({ code: 'containerd/endpoint-trailing-slash' }),
    );
  });
});

describe('an endpoint under a name in capitals', () => {
  test.each<[string, string | undefined, boolean, boolean]>([
    ['Endpoint', undefined, true, true],
    ['Endpoint', 'containerd@2.1.9', true, false],
    ['Endpoint', 'containerd@1.7.24', false, false],
    ['ENDPOINT', 'containerd@1.7.24', true, false],
    ['ENDPOINT', undefined, true, false],
  ])('%s for %s', (key, target, read, told) => {
    const options: FormatOptions = target === undefined ? {} : { target };
    const text = containerd(`${key} = ["https://a.example"]`);
    expect(listMirrors(text, options).length).toBe(read ? 1 : 0);
    const plan = addMirrors(text, { 'docker.io': HUB }, options);
    const expected = read
      ? containerd(`${key} = ["https://a.example", "${HUB}"]`)
      : containerd(`${key} = ["https://a.example"]\n  endpoint = ["${HUB}"]`);
    expect(plan.text).toBe(expected);
    expect(plan.diagnostics.some(({ code }) => code === 'containerd/key-case')).toBe(told);
  });
});
