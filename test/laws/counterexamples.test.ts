// The small texts that once broke a law: each keeps all of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { addMirrors, type MirrorConfError, type MirrorMap } from '../../src/index.ts';
import { nodeData, openDocument } from '../../src/toml/index.ts';
import { askedBy } from '../support/generate-mirrors.ts';
import { assertLaws, errorOf, planOf } from '../support/laws.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/counterexamples/', import.meta.url));

for (const format of ['containerd', 'registries'] as const) {
  describe(format, () => {
    const folder = join(FIXTURES, format);
    test.each(readdirSync(folder).toSorted())('%s', (name) => {
      const read = (file: string): string => readFileSync(join(folder, name, file), 'utf8');
      const asked = askedBy(JSON.parse(read('mirrors.json')) as MirrorMap);
      const sample = { text: read('before.toml'), asked, options: { format }, refusals: [] };
      assertLaws(sample, planOf(sample));
    });
  });
}

describe('what names nothing', () => {
  test.each(['=', '= 1', '[]\na = 1', '[[]]', 'a = { = 1 }', '.', '. = 1'])(
    '%j is located',
    (text) => {
      expect(() => nodeData(openDocument(text).root)).not.toThrow();
    },
  );
});

describe('a new [[registry]] that would disagree with one of its location', () => {
  test.each(['insecure', 'blocked'])('is refused (%s)', (key) => {
    const text = `[[registry]]\nprefix = "docker.io/library"\nlocation = "docker.io"\n${key} = true\n`;
    const error = errorOf(() =>
      addMirrors(text, { 'docker.io': 'https://hub.example.net' }, { format: 'registries' }),
    ) as MirrorConfError;
    expect(error.code).toBe('registries/conflicting-settings');
    expect(error.line).toBe(1);
    expect(error.message).toContain(key);
  });
});

describe('a registry whose name has a bracket', () => {
  test('stands in no header, which containerd 1.x could not read', () => {
    const text = 'version = 2\n';
    const { text: after } = addMirrors(
      text,
      { '[fd00::1]:5000': 'http://m.example.net:5000', 'quay.io': 'https://quay.example.net' },
      { format: 'containerd' },
    );
    const headers = after.split('\n').filter((line) => line.startsWith('['));
    expect(headers.some((line) => line.includes('fd00'))).toBe(false);
    expect(after).toContain('"[fd00::1]:5000" = { endpoint = ["http://m.example.net:5000"] }');
  });
});
