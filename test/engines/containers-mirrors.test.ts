// What the operations on registries.conf and its drop-ins write is loaded by skopeo and podman, and
// mirrors are asked as foretold.

import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  addMirrors,
  convertMirrors,
  listMirrors,
  planMirrors,
  removeMirrors,
  setMirrors,
} from '../../src/index.ts';
import { filesAfter } from './applied.ts';
import { inOtherHabits, packagedRegistries, shortNamesPath, withCrlf } from './configs.ts';
import { describeEngine } from './describe.ts';
import { podmans, skopeos, targetOf } from './engines.ts';
import {
  containersProbes,
  expectPulls,
  inOrder,
  mirrorsOf,
  type Probe,
  plain,
  unmirrored,
} from './probes.ts';
import type { Files } from './room.ts';
import { type Stage, startStage } from './stage.ts';

const dropInPath = '/etc/containers/registries.conf.d/50-mirrors.conf';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});

afterAll(() => stage.stop());

for (const found of [...skopeos, ...podmans]) {
  describeEngine(found, (engine) => {
    const target = targetOf(engine);
    const options = { format: 'registries', target } as const;
    const pulls = (files: Files, probes: readonly Probe[]) =>
      expectPulls(stage, engine, files, probes);

    it('asks mirrors of every kind from an empty drop-in on', async () => {
      const { text } = addMirrors('', mirrorsOf(containersProbes), options);
      await pulls({ [dropInPath]: text }, containersProbes);
    });

    it('asks planned mirrors beside what its package has', async () => {
      const packaged = await packagedRegistries(engine);
      const { tree } = planMirrors(packaged, mirrorsOf([plain]), { target });
      expect(Object.keys(tree).toSorted()).toEqual(
        [...Object.keys(packaged), dropInPath].toSorted(),
      );
      await pulls(tree, [plain]);
    });

    it("asks mirrors in its package's file, with CRLF and in other habits", async () => {
      const packaged = (await packagedRegistries(engine))[shortNamesPath] ?? '';
      const first = addMirrors(withCrlf(packaged), mirrorsOf([plain]), options).text;
      const habits = inOtherHabits(first.replaceAll('"', "'"));
      const { text } = addMirrors(habits, mirrorsOf([inOrder]), options);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n"]/);
      await pulls({ [shortNamesPath]: text }, [inOrder]);
    });

    it('asks mirrors in the order to which they were set', async () => {
      const before = addMirrors('', { 'ghcr.io': inOrder.mirrors.toReversed() }, options);
      const { text } = setMirrors(before.text, mirrorsOf([inOrder]), options);
      await pulls({ [dropInPath]: text }, [inOrder]);
    });

    it('asks no mirror that was taken out, and has its file back', async () => {
      const packaged = (await packagedRegistries(engine))[shortNamesPath] ?? '';
      const added = addMirrors(packaged, mirrorsOf([plain]), options);
      const removed = removeMirrors(added.text, { registry: 'docker.io' }, options);
      expect(removed.text).toBe(packaged);
      await pulls({ [shortNamesPath]: removed.text }, unmirrored([plain]));
    });

    if (engine.program === 'skopeo') {
      it('asks mirrors that containerd had', async () => {
        const start = { format: 'containerd' } as const;
        const config = addMirrors('version = 2\n', mirrorsOf([plain, inOrder]), start).text;
        const converted = convertMirrors(listMirrors(config), 'registries', { target });
        expect(converted.losses).toEqual([]);
        await pulls({ [dropInPath]: converted.files[0]?.text ?? '' }, [inOrder]);
      });
    } else {
      it('asks mirrors that the command has put there', async () => {
        const mirror = ['-m', `${plain.registry}=${plain.mirrors[0]}`];
        const files = await filesAfter(['apply', '--target', target, ...mirror], {});
        expect(Object.keys(files)).toEqual([dropInPath]);
        await pulls(files, [plain]);
      });
    }
  });
}
