// One mirror that a map names more than once.
import { expect, test } from 'vitest';
import { addMirrors, MirrorConfError, type MirrorMap, setMirrors } from '../../src/index.ts';

const OPTIONS = { format: 'hosts', registry: 'docker.io' } as const;
const URL = 'https://m.example';

test.each<[string, MirrorMap]>([
  ['with settings', { 'docker.io': [URL, { url: `${URL}/`, ca: '/ca.pem' }] }],
  [
    'with other settings',
    {
      'docker.io': [
        { url: URL, skipVerify: true },
        { url: URL, ca: '/a' },
      ],
    },
  ],
  ['under another name', { 'docker.io': URL, 'index.docker.io': { url: URL, ca: '/ca.pem' } }],
])('%s: is refused, and nothing is dropped', (_, mirrors) => {
  for (const change of [addMirrors, setMirrors]) {
    expect(() => change('', mirrors, OPTIONS)).toThrow(MirrorConfError);
    expect(() => change('', mirrors, OPTIONS)).toThrow(
      expect.objectContaining({ code: 'mirror/other-settings' }),
    );
  }
});

test('with no more than before: is named once', () => {
  const mirrors = { 'docker.io': [{ url: URL, ca: ['/ca.pem'] }, `${URL}:443/`] };
  const once = addMirrors('', { 'docker.io': { url: URL, ca: '/ca.pem' } }, OPTIONS);
  expect(addMirrors('', mirrors, OPTIONS).text).toBe(once.text);
});
