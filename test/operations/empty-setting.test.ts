// Settings of a mirror that are asked for and say nothing.
import { expect, test } from 'vitest';
import { addMirrors, listMirrors, type Mirror } from '../../src/index.ts';

const URL = 'https://m.example';
const FORMATS = [
  { format: 'hosts', registry: 'docker.io' },
  { format: 'containerd', target: 'containerd@1.7.24' },
  { format: 'buildkitd' },
] as const;

test.each<Partial<Mirror>>([
  { ca: '' },
  { ca: ['/ca.pem', ''] },
  { client: '' },
  { client: [['', '']] },
  { client: [['', '/key.pem']] },
  { dialTimeout: '' },
])('%j is refused', (setting) => {
  for (const options of FORMATS) {
    const add = (): unknown => addMirrors('', { 'docker.io': { url: URL, ...setting } }, options);
    expect(add).toThrow(expect.objectContaining({ code: 'mirror/empty-setting' }));
  }
});

test('a certificate that has its key in its own file is for hosts.toml alone', () => {
  const mirrors = { 'docker.io': { url: URL, client: [['/both.pem', '']] } } as const;
  const [hosts, ...others] = FORMATS;
  const { text } = addMirrors('', mirrors, hosts);
  expect(listMirrors(text, hosts)[0]?.mirrors).toEqual([mirrors['docker.io']]);
  for (const options of others) {
    expect(() => addMirrors('', mirrors, options)).toThrow(
      expect.objectContaining({ code: 'not-expressible' }),
    );
  }
});
