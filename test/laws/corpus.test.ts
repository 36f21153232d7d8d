// The laws for configuration files that people and projects really have: six registries that a file
// does not name go in, nothing changes the second time, and removing them gives the bytes back. What
// is refused is refused for the fault that the file has.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addMirrors, listMirrors, MirrorConfError } from '../../src/index.ts';
import { askedBy, mirrorMap } from '../support/generate-mirrors.ts';
import { assertLaws, errorOf } from '../support/laws.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

const SIX = {
  'one.example': 'https://m.example.net/one',
  'two.example': 'http://10.0.0.1:5000',
  'three.example': ['https://a.example.net', 'https://b.example.net'],
  'four.example:5000': 'https://m.example.net/v2/four',
  'five.example': 'https://m.example.net:8443',
  'six.example': 'https://six.example.net',
};

/** The files that take no mirrors, by the fault that each has. */
const REFUSED: Readonly<Record<string, string>> = {
  // A folder is set as config_path, beside which mirrors stop the CRI plugin.
  '14-awslabs-amazon-eks-ami-expected-containerd-configv3.toml':
    'containerd/mirrors-with-config-path',
  '15-awslabs-amazon-eks-ami-containerd-config.toml': 'containerd/mirrors-with-config-path',
  '35-magnusp-bootc-build-containerd-config.toml': 'containerd/mirrors-with-config-path',
  // [registries.search] and its like: the format that has no mirrors.
  '02-containers-container-libs-registries-conf-2019.toml': 'registries/version-1',
  '04-containers-container-libs-mixing-v1-v2.toml': 'registries/version-1',
  '15-cri-o-cri-o-registries.toml': 'registries/version-1',
  // short-name-mode = "invalid"
  '06-containers-container-libs-invalid-short-name-mode.toml': 'registries/short-name-mode',
  // A lone word, and an array that is never closed.
  '07-containers-container-libs-try-update-cache-invalid.toml': 'toml/syntax',
  '23-SotolitoLabs-sotolitoOS-setup-registries.toml': 'toml/syntax',
};

for (const format of ['containerd', 'registries'] as const) {
  describeShared(`the corpus of ${format}`, () => {
    const folder = sharedPath('corpus', format);
    test.each(readdirSync(folder).toSorted())('%s', (name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const asked = askedBy(SIX);
      const add = (): unknown => addMirrors(text, mirrorMap(asked), { format });
      const error = errorOf(add);
      if (error !== undefined) {
        expect(error).toBeInstanceOf(MirrorConfError);
        expect((error as MirrorConfError).code).toBe(REFUSED[name] ?? 'taken');
        return;
      }
      expect(REFUSED[name] ?? 'taken').toBe('taken');
      const names = listMirrors(text, { format }).map(({ registry }) => registry);
      expect(Object.keys(SIX).filter((registry) => names.includes(registry))).toEqual([]);
      const sample = { text, asked, options: { format }, refusals: [] };
      assertLaws(sample, addMirrors(text, mirrorMap(asked), { format }));
    });
  });
}
