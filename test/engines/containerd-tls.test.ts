// A mirror with a certificate that nobody trusts is used if its description says so, and only then.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { addMirrors, type Mirror, planMirrors } from '../../src/index.ts';
import { configPath } from './configs.ts';
import { describeEngine } from './describe.ts';
import { containerds, targetOf } from './engines.ts';
import { startMachine } from './machine.ts';
import { expectPulls, mirrorsOf, type Probe, plain } from './probes.ts';
import { type Stage, startStage } from './stage.ts';

const url = 'https://tls.test:5443/proxy';
const hostsPath = '/etc/containerd/certs.d/docker.io/hosts.toml';
const authorityPath = '/etc/ssl/mirror.pem';
const trusting: readonly (readonly [string, Mirror])[] = [
  ['skipVerify', { url, skipVerify: true }],
  ['ca', { url, ca: authorityPath }],
];

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});

afterAll(() => stage.stop());

for (const found of containerds) {
  describeEngine(found, (engine) => {
    const target = targetOf(engine);
    const probeOf = (mirror: string | Mirror): Probe => ({
      ...plain,
      mirrors: [mirror],
      asks: ['https://tls.test:5443/v2/proxy/library/alpine'],
    });

    it.each(trusting)('asks a private mirror with %s in a hosts.toml', async (_, mirror) => {
      const files = { [authorityPath]: stage.privateAuthority };
      const { tree } = planMirrors(files, { 'docker.io': mirror }, { target });
      await expectPulls(stage, engine, tree, [probeOf(mirror)]);
    });

    it('goes past a private mirror that nothing is said about', async () => {
      const { tree } = planMirrors({}, { 'docker.io': url }, { target });
      const machine = await startMachine(engine, stage.network, tree);
      try {
        const pull = await machine.pull(`${plain.image}:3`);
        expect(pull, pull.message).toMatchObject({ ok: true });
        const hosts = new Set(pull.requests.map(({ host }) => host));
        expect(hosts).toEqual(new Set(['registry-1.docker.io']));
      } finally {
        await machine.stop();
      }
    });

    it('asks a plain mirror that has a setting for TLS as foretold', async () => {
      const { tree } = planMirrors({}, mirrorsOf([plain]), { target });
      const text = `${tree[hostsPath]}  skip_verify = true\n`;
      await expectPulls(stage, engine, { ...tree, [hostsPath]: text }, [plain]);
    });

    const inline = { format: 'containerd', target } as const;
    if (engine.version.startsWith('1.')) {
      it.each(trusting)('asks a private mirror with %s in config.toml', async (_, mirror) => {
        const plan = addMirrors('version = 2\n', { 'docker.io': mirror }, inline);
        const files = { [configPath]: plan.text, [authorityPath]: stage.privateAuthority };
        await expectPulls(stage, engine, files, [probeOf(mirror)]);
      });
    }
  });
}
