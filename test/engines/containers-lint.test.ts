// lint's word on a registries.conf, held against what skopeo and podman make of the file.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { packagedRegistries, registriesPath } from './configs.ts';
import { describeEngine } from './describe.ts';
import { podmans, skopeos } from './engines.ts';
import { startMachine } from './machine.ts';
import { type Stage, startStage } from './stage.ts';
import { errorsOf, expectVerdict, isMirrorUsed, type Judged } from './verdict.ts';

const entry = '[[registry]]\nprefix = "one.test"\nlocation = "one.test"\n';
const mirror = '[[registry.mirror]]\nlocation = "mirror.test:5055"\ninsecure = true\n';

const cases: Readonly<Record<string, Judged>> = {
  'a mirror': { text: entry + mirror, codes: [] },
  'a location with a scheme': {
    text: entry + mirror.replace('mirror.test', 'http://mirror.test'),
    codes: ['registries/uri-scheme'],
  },
  'a single table': {
    text: entry + mirror.replace('[[registry.mirror]]', '[registry.mirror]'),
    codes: ['registries/single-table'],
  },
  'mirrors in the plural': {
    text: entry + mirror.replace('mirror]]', 'mirrors]]'),
    codes: ['registries/mirrors-plural'],
  },
  'a location with a slash': {
    text: entry + mirror.replace('5055', '5055/'),
    codes: ['registries/trailing-slash'],
  },
  'a prefix without a location': {
    text: `[[registry]]\nprefix = "one.test"\n${mirror}`,
    codes: ['registries/prefix-without-location'],
  },
  'a second entry': { text: entry + entry + mirror, codes: ['registries/duplicate-prefix'] },
  'an unknown kind of reference': {
    text: `${entry}${mirror}pull-from-mirror = "Tag-Only"\n`,
    codes: ['registries/pull-from-mirror-value'],
  },
  'a byte order mark': { text: `\ufeff${entry}${mirror}`, codes: ['toml/byte-order-mark'] },
};

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});

afterAll(() => stage.stop());

for (const found of [...skopeos, ...podmans]) {
  describeEngine(found, (engine) => {
    it.each(Object.entries(cases))('is worth what lint says: %s', async (_, judged) => {
      const files = { [registriesPath]: judged.text };
      const machine = await startMachine(engine, stage.network, files);
      const isUsed = await isMirrorUsed(stage, machine, 'one.test/org/tool');
      expectVerdict(engine, judged, { path: registriesPath }, isUsed);
    });

    it('has no error in the files of its suite', async () => {
      for (const [path, text] of Object.entries(await packagedRegistries(engine))) {
        expect(errorsOf(engine, text, { path })).toEqual([]);
      }
    });
  });
}
