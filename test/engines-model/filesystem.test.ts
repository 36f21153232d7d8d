// What stands at a path of a tree: through links, folders and globs.
import { expect, test } from 'vitest';
import { fileSystem } from '../../src/engines/filesystem.ts';

const fs = fileSystem(
  { '/etc/a/b.toml': 'x\ny\n', '/etc/a/c.conf': '', '/etc/d/b.toml': '' },
  {
    dirs: ['/empty/one'],
    links: {
      '/etc/l': 'a',
      '/etc/up': '../etc/a/b.toml',
      '/loop': '/loop/x',
      '/gone': '/nowhere',
    },
  },
);

test.each([
  ['/etc/a/b.toml', 'file'],
  ['/etc//a/../a/b.toml', 'file'],
  ['/etc/a', 'directory'],
  ['/', 'directory'],
  ['/empty/one', 'directory'],
  ['/empty', 'directory'],
  ['/nothing', 'missing'],
  ['/etc/a/b.toml/x', 'unreachable'],
  ['/etc/l/b.toml', 'file'],
  ['/etc/up', 'file'],
  ['/gone', 'missing'],
  ['/loop', 'unreachable'],
  [`/${'a'.repeat(5000)}`, 'unreachable'],
])('%s: %s', (path, standing) => expect(fs.stat(path)).toBe(standing));

test('a link resolves to the file that a person edits', () => {
  expect(fs.resolve('/etc/l/b.toml')).toBe('/etc/a/b.toml');
  expect(fs.read('/etc/up')).toBe('x\ny\n');
  expect(fs.lineAt('/etc/up', 2)).toBe(2);
});

test('a link is one wherever it leads', () => {
  expect(['/gone', '/etc/l', '/etc/a'].map((path) => fs.isLink(path))).toEqual([true, true, false]);
});

test('globs give what matches in order, links to nothing too', () => {
  expect(fs.glob('/etc/a/*')).toEqual(['/etc/a/b.toml', '/etc/a/c.conf']);
  expect(fs.glob('/etc/*/b.toml')).toEqual(['/etc/a/b.toml', '/etc/d/b.toml', '/etc/l/b.toml']);
  expect(fs.glob('/g*')).toEqual(['/gone']);
  expect(fs.glob('/etc/a/*.none')).toEqual([]);
  expect(fs.glob('/nothing/[')).toBeUndefined();
});

test('names from Object.prototype are names like others', () => {
  const strange = fileSystem({ '/constructor': 'x' });
  expect(strange.read('/constructor')).toBe('x');
  expect(strange.read('/toString')).toBeUndefined();
  expect(strange.list('/')).toEqual(['constructor']);
});
