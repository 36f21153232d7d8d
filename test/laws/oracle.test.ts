// Law 2 where others have collected texts: the TOML compliance suite and real configuration files.
// smol-toml is the judge of what is TOML and of what it means.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { addMirrors, detectFormat, MirrorConfError } from '../../src/index.ts';
import { nodeData, openDocument } from '../../src/toml/index.ts';
import { accepts, read, sameData } from '../support/judge.ts';
import { errorOf } from '../support/laws.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

describeShared('located data', () => {
  for (const folder of ['toml-test/tests/valid', 'toml-test/tests/invalid', 'corpus']) {
    test(`equals smol-toml's for every text of ${folder} that it takes (laws 1 and 2)`, () => {
      const files = filesBelow(sharedPath(folder));
      expect(files.length).toBeGreaterThan(10);
      for (const file of files) {
        const text = readFileSync(file, 'utf8');
        const located = nodeData(openDocument(text).root);
        detectFormat(text);
        if (accepts(text)) expect(sameData(located, read(text)), file).toBe(true);
      }
    });
  }
});

describeShared('a text that is no TOML', () => {
  test('is refused with its place, whatever is wrong with it', () => {
    for (const file of filesBelow(sharedPath('toml-test/tests/invalid'))) {
      const text = readFileSync(file, 'utf8');
      if (accepts(text)) continue;
      const add = (): unknown =>
        addMirrors(text, { 'docker.io': 'https://hub.example.net' }, { format: 'containerd' });
      const error = errorOf(add);
      const name = relative(sharedPath('toml-test'), file);
      expect(error, name).toBeInstanceOf(MirrorConfError);
      const { code, line, column } = error as MirrorConfError;
      expect(code, name).toMatch(/^toml\/(syntax|template)$/);
      expect(line, name).toBeGreaterThan(0);
      expect(column, name).toBeGreaterThan(0);
    }
  });
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(toml|conf)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
