// What the operations on one config.toml write is loaded by the engine, and mirrors are asked as foretold.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMirrors, removeMirrors, setMirrors } from '../../src/index.ts';
import { configPath, defaultConfig, inOtherHabits, packagedConfig, withCrlf } from './configs.ts';
import { describeEngine } from './describe.ts';
import { containerds, targetOf } from './engines.ts';
import type { Engine } from './packages.ts';
import { containerdProbes, expectPulls, inOrder, mirrorsOf, plain, unmirrored } from './probes.ts';
import { type Stage, startStage } from './stage.ts';

const section = 'plugins."io.containerd.grpc.v1.cri".registry';

type Start = (engine: Engine) => string | Promise<string>;

const starts: readonly (readonly [string, Start])[] = [
  ['its own default', defaultConfig],
  ['its own default with CRLF', async (engine) => withCrlf(await defaultConfig(engine))],
  ['its own default in other habits', async (engine) => inOtherHabits(await defaultConfig(engine))],
  ["its package's file", packagedConfig],
  [
    'mirrors in dotted keys',
    () => `version = 2\n${section}.mirrors."three.test".endpoint = ["http://mirror.test:5055"]\n`,
  ],
  [
    'mirrors in an inline table',
    () =>
      `version = 2\n[${section}]\nmirrors = { 'three.test' = { endpoint = ["http://star.test:5055"] } }`,
  ],
];

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});

afterAll(() => stage.stop());

for (const found of containerds) {
  describeEngine(found, (engine) => {
    const options = { format: 'containerd', target: targetOf(engine) } as const;
    const pulls = (text: string, probes: typeof containerdProbes) =>
      expectPulls(stage, engine, { [configPath]: text }, probes);

    describe.each(starts)('%s', (_, start) => {
      it('takes mirrors of every kind', async () => {
        const text = await start(engine);
        const plan = addMirrors(text, mirrorsOf(containerdProbes), options);
        await pulls(plan.text, containerdProbes);
      });
    });

    it('asks mirrors in the order to which they were set', async () => {
      const before = { 'ghcr.io': inOrder.mirrors.toReversed(), 'docker.io': inOrder.mirrors };
      const added = addMirrors(await defaultConfig(engine), before, options);
      const plan = setMirrors(added.text, mirrorsOf([inOrder, plain]), options);
      await pulls(plan.text, [inOrder, plain]);
    });

    it('asks no mirror that was taken out, and has its file back', async () => {
      const text = await packagedConfig(engine);
      const added = addMirrors(text, mirrorsOf([plain, inOrder]), options);
      const removed = removeMirrors(added.text, { registry: ['docker.io', 'ghcr.io'] }, options);
      expect(removed.text).toBe(text);
      await pulls(removed.text, unmirrored([plain, inOrder]));
    });

    it('still asks the mirrors that were not taken out', async () => {
      const added = addMirrors(await packagedConfig(engine), mirrorsOf([plain, inOrder]), options);
      const removed = removeMirrors(added.text, { registry: 'docker.io' }, options);
      await pulls(removed.text, [...unmirrored([plain]), inOrder]);
    });
  });
}
