// What the operations on all of a machine's files write is loaded by containerd, and mirrors are asked as
// foretold.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addMirrors,
  convertMirrors,
  listMirrors,
  migrateToHosts,
  planMirrors,
} from '../../src/index.ts';
import { filesAfter } from './applied.ts';
import { configPath, defaultConfig, packagedConfig } from './configs.ts';
import { describeEngine } from './describe.ts';
import { containerds, targetOf } from './engines.ts';
import type { Engine } from './packages.ts';
import { containerdProbes, expectPulls, inOrder, mirrorsOf, type Probe, plain } from './probes.ts';
import type { Files } from './room.ts';
import { type Stage, startStage } from './stage.ts';

const starts: readonly (readonly [string, (engine: Engine) => Promise<Files>])[] = [
  ['no file', async () => ({})],
  ['its own default', async (engine) => ({ [configPath]: await defaultConfig(engine) })],
  ["its package's file", async (engine) => ({ [configPath]: await packagedConfig(engine) })],
];

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});

afterAll(() => stage.stop());

for (const found of containerds) {
  describeEngine(found, (engine) => {
    const target = targetOf(engine);
    const pulls = (files: Files, probes: readonly Probe[]) =>
      expectPulls(stage, engine, files, probes);

    it.each(starts)('asks planned mirrors of every kind: %s', async (_, start) => {
      const { tree } = planMirrors(await start(engine), mirrorsOf(containerdProbes), { target });
      expect(Object.keys(tree)).toContain('/etc/containerd/certs.d/docker.io/hosts.toml');
      await pulls(tree, containerdProbes);
    });

    it('asks mirrors that are planned for config.toml', async () => {
      const probes = [plain, inOrder];
      const options = { target, style: 'mirrors' } as const;
      const { tree } = planMirrors({}, mirrorsOf(probes), options);
      expect(Object.keys(tree)).toEqual([configPath]);
      await pulls(tree, probes);
    });

    it('asks mirrors that the command has put there', async () => {
      const files = { [configPath]: await packagedConfig(engine) };
      const mirrors = [plain, inOrder].flatMap((probe) =>
        probe.mirrors.flatMap((url) => ['-m', `${probe.registry}=${url}`]),
      );
      await pulls(await filesAfter(['apply', '--target', target, ...mirrors], files), [
        plain,
        inOrder,
      ]);
    });

    it('asks mirrors that a registries.conf had', async () => {
      const probes = [plain, inOrder];
      const list = listMirrors(addMirrors('', mirrorsOf(probes), { format: 'registries' }).text);
      const { files, losses } = convertMirrors(list, 'containerd', { target });
      expect(losses).toEqual([]);
      await pulls({ [configPath]: files[0]?.text ?? '' }, probes);
    });

    describe('with mirrors in config.toml', () => {
      let files: Files;
      beforeAll(async () => {
        const options = { format: 'containerd', target } as const;
        const text = await defaultConfig(engine);
        files = { [configPath]: addMirrors(text, mirrorsOf(containerdProbes), options).text };
      });

      it('asks them in hosts.toml files as before', async () => {
        const { tree } = migrateToHosts(files, { target });
        expect(listMirrors(tree[configPath] ?? '', { format: 'containerd' })).toEqual([]);
        await pulls(tree, containerdProbes);
      });

      it('asks them in the files that the command has migrated as before', async () => {
        const written = await filesAfter(['migrate', '--target', target], files);
        expect(written).toEqual(migrateToHosts(files, { target }).tree);
      });

      it('asks them where they were converted to hosts.toml files', async () => {
        const list = listMirrors(files[configPath] ?? '', { format: 'containerd' });
        const converted = convertMirrors(list, 'hosts', { target });
        expect(converted.losses).toEqual([]);
        const written = converted.files.map(({ path, text }) => [`/etc/containerd/${path}`, text]);
        const tree = { [configPath]: rootsText, ...Object.fromEntries(written) };
        await pulls(tree, containerdProbes);
      });
    });
  });
}

const rootsText = `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
config_path = "/etc/containerd/certs.d"
`;
