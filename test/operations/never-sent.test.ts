// Settings of a mirror with which no request to it would ever leave (engines.md B.5).
import { expect, test } from 'vitest';
import { addMirrors, lint, type Mirror, setMirrors } from '../../src/index.ts';

const URL = 'https://m.example';
const HUB = { format: 'hosts', registry: 'docker.io' } as const;

test.each<Partial<Mirror>>([
  { dialTimeout: '-5s' },
  { header: { 'x a': 'b' } },
  { header: { 'X-A:': 'b' } },
  { header: { '': 'b' } },
  { header: { 'x-a': 'b\nc' } },
  { header: { 'x-a': ['b', 'c\u007f'] } },
])('%j is refused', (setting) => {
  const mirrors = { 'docker.io': { url: URL, ...setting } };
  const refusal = expect.objectContaining({ code: 'mirror/never-used' });
  expect(() => addMirrors('', mirrors, HUB)).toThrow(refusal);
  expect(() => setMirrors('', mirrors, HUB)).toThrow(refusal);
});

test.each<Partial<Mirror>>([
  { dialTimeout: '0s' },
  { dialTimeout: '-0s' },
  { header: { 'x-a': 'b\tä' } },
  { header: { 'x-a': '' } },
])('%j is sent', (setting) => {
  expect(addMirrors('', { 'docker.io': { url: URL, ...setting } }, HUB).changed).toBe(true);
});

test.each([
  ['dial_timeout = "-5s"\n', 'containerd@2.1.9', 'hosts/never-sent'],
  ['dial_timeout = "-5s"\n', undefined, 'hosts/never-sent'],
  ['[host."https://m.example".header]\n"x a" = "b"\n', 'containerd@1.7.24', 'hosts/never-sent'],
])('a host that is there with %j for %s is no mirror to keep', (setting, target, code) => {
  const text = `[host."${URL}"]\ncapabilities = ["pull", "resolve"]\n${setting}`;
  const options = target === undefined ? HUB : { ...HUB, target };
  expect(() => addMirrors(text, { 'docker.io': URL }, options)).toThrow(
    expect.objectContaining({ code }),
  );
});

test('a release that does not read dial_timeout asks the host all the same', () => {
  const text = `[host."${URL}"]\ncapabilities = ["pull", "resolve"]\ndial_timeout = "-5s"\n`;
  const plan = addMirrors(text, { 'docker.io': URL }, { ...HUB, target: 'containerd@1.7.24' });
  expect(plan.changed).toBe(false);
});

test('what only the server has keeps no host from being asked', () => {
  const host = `[host."${URL}"]\ncapabilities = ["pull", "resolve"]\n`;
  const found = (text: string): readonly string[] =>
    lint(text, { ...HUB, target: 'containerd@2.1.9' }).map(
      ({ code, severity }) => `${code} ${severity}`,
    );
  expect(found(`dial_timeout = "-5s"\nheader = { "x a" = "b" }\n${host}`)).toEqual([
    'hosts/negative-timeout warning',
    'hosts/unsendable-header warning',
  ]);
});
