// Where Go's net/url finds the parts of a URL, and what it refuses.
import { expect, test } from 'vitest';
import { escapeQuery, parseGoUrl, queryValue } from '../../src/go/url.ts';

test.each([
  ['http://a.example/x?y', { scheme: 'http', host: 'a.example', path: '/x', query: 'y' }],
  ['HTTP://A:5000', { scheme: 'http', host: 'A:5000', path: '' }],
  ['//a/b', { scheme: '', host: 'a', path: '/b' }],
  ['http://u:p@a/', { host: 'a' }],
  ['http://[::1]:80/', { host: '[::1]:80' }],
  ['mailto:x', { scheme: 'mailto', opaque: 'x', host: '' }],
  ['http:///x', { host: '', path: '/x' }],
  ['http://a/%2Fb', { path: '//b', escapedPath: '/%2Fb' }],
  ['http://a/b c', { path: '/b c', escapedPath: '/b%20c' }],
  ['http://a:/x', { host: 'a:' }],
])('%s', (text, parts) => expect(parseGoUrl(text)).toMatchObject(parts));

test.each([
  'http://a b/',
  'http://a:x/',
  'http://[::1/',
  '%',
  ':a',
  'a:b/c:d\n',
  'http://a/%zz',
  'x/y:%',
])('%j is no URL', (text) => expect(parseGoUrl(text)).toBeUndefined());

test('query values', () => {
  expect(queryValue('a=1&ns=docker.io%3A5000', 'ns')).toBe('docker.io:5000');
  expect(queryValue('a=1', 'ns')).toBeNull();
  expect(escapeQuery('a b:5000/é')).toBe('a+b%3A5000%2F%C3%A9');
});
