// Image references as Go's reference package reads them.
import { expect, test } from 'vitest';
import { imageText, isDomain, readImage } from '../../src/go/reference.ts';

test.each([
  ['nginx', 'docker.io/library/nginx'],
  ['index.docker.io/nginx:1', 'docker.io/library/nginx:1'],
  ['a/b', 'docker.io/a/b'],
  ['localhost/x', 'localhost/x'],
  ['a.io:5000/x/y:t', 'a.io:5000/x/y:t'],
  ['UPPER/x', 'UPPER/x'],
  ['[::1]:5000/x', '[::1]:5000/x'],
])('%s is %s', (text, full) => {
  const image = readImage(text, 'distribution');
  expect(image && imageText(image)).toBe(full);
});

test.each([
  '',
  'Nginx',
  'a/',
  'a:b:c',
  'a@sha256:00',
  'a b',
  'f'.repeat(64),
  'a'.repeat(300),
  '-a',
])('%j is none', (text) => expect(readImage(text, 'distribution')).toBeUndefined());

test('the image library knows no IPv6 hosts and no hosts in capitals alone', () => {
  expect(readImage('[::1]:5000/x', 'containers-image')).toBeUndefined();
  expect(readImage('UPPER/x', 'containers-image')).toBeUndefined();
});

test('texts that regular expressions would choke on', () => {
  expect(readImage('a-'.repeat(3_000_000), 'distribution')).toBeUndefined();
});

test('hosts', () => {
  expect(['a', 'a.b:5000', 'A-1.b'].every(isDomain)).toBe(true);
  expect(['', 'a.', '-a', 'a:', 'a:x', 'a/b', 'a:1:2', '*.a'].some(isDomain)).toBe(false);
  expect(isDomain('a.'.repeat(1_000_000))).toBe(false);
});
