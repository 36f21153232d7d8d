// How Go cleans, joins and matches paths.
import { expect, test } from 'vitest';
import { cleanPath, joinPath, partPattern } from '../../src/go/path.ts';
import { withoutTrailingSlashes } from '../../src/text/trailing.ts';

test.each([
  ['', '.'],
  ['/', '/'],
  ['a//b/./c/', 'a/b/c'],
  ['a/../..', '..'],
  ['/../a', '/a'],
  ['./..', '..'],
])('%j is %j', (path, clean) => expect(cleanPath(path)).toBe(clean));

test('joining drops empty parts', () => {
  expect(joinPath('', 'a', '', '/b')).toBe('a/b');
  expect(joinPath('', '')).toBe('');
  expect(joinPath('/', '..', 'a')).toBe('/a');
});

test.each([
  ['*', 'abc', true],
  ['*.toml', '.toml', true],
  ['a*b*c', 'aXbYbc', true],
  ['a*b*c', 'aXbYb', false],
  ['a?c', 'aéc', true],
  ['a?c', 'a😀c', true],
  ['a?c', 'ac', false],
  ['[a-c]x', 'bx', true],
  ['[^a-c]x', 'bx', false],
  ['[^a-c]x', 'dx', true],
  ['[c-a]', 'b', false],
  ['\\*', '*', true],
  ['\\*', 'x', false],
  ['[\\]]', ']', true],
  ['a**b', 'ab', true],
  ['a.c', 'abc', false],
])('%j against %j: %j', (pattern, name, result) => {
  expect(partPattern(pattern)?.(name)).toBe(result);
});

test.each(['[', '[]', '[a', '[a-', '[-a]', 'a\\', '[^]'])('%j is a bad pattern', (pattern) => {
  expect(partPattern(pattern)).toBeUndefined();
});

test('many stars take no long time', () => {
  const fits = partPattern(`${'*a'.repeat(100)}b`);
  expect(fits?.('a'.repeat(250))).toBe(false);
});

test('slashes at the end, however many', () => {
  expect(withoutTrailingSlashes('a/b//')).toBe('a/b');
  expect(withoutTrailingSlashes('/'.repeat(500_000))).toBe('');
});
