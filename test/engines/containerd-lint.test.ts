// lint's word on a config.toml, held against what each release of containerd makes of the file.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainPull } from '../../src/index.ts';
import { configPath, defaultConfig, packagedConfig } from './configs.ts';
import { describeEngine } from './describe.ts';
import { containerds, targetOf } from './engines.ts';
import { startMachine } from './machine.ts';
import { type Stage, startStage } from './stage.ts';
import { errorsOf, expectVerdict, isMirrorUsed, type Judged } from './verdict.ts';

const image = 'docker.io/library/alpine';
const v2 = 'plugins."io.containerd.grpc.v1.cri".registry';
const v3 = "plugins.'io.containerd.cri.v1.images'.registry";

const url = '"http://mirror.test:5055"';

function mirrors(section: string, key = '"docker.io"', endpoint = `[${url}]`): string {
  return `[${section}.mirrors.${key}]\nendpoint = ${endpoint}\n`;
}

const cases: Readonly<Record<string, Judged>> = {
  'mirrors of version 2': { text: `version = 2\n${mirrors(v2)}`, codes: [] },
  'names of version 2 without a version': {
    text: mirrors(v2),
    codes: ['containerd/missing-version'],
  },
  'names of version 1': {
    text: mirrors('plugins.cri.registry'),
    codes: ['containerd/version-1-ignored'],
  },
  'names of version 3 in version 2': {
    text: `version = 2\n${mirrors(v3)}`,
    codes: ['containerd/v3-names-in-version-2'],
  },
  'names of version 2 in version 3': {
    text: `version = 3\n${mirrors(v2)}`,
    codes: ['containerd/v2-names-in-version-3', 'containerd/version-too-new'],
  },
  'version 3': {
    text: `version = 3\n${mirrors(v3)}`,
    codes: ['containerd/version-half-read', 'containerd/version-too-new'],
  },
  'a version after a table': {
    text: `${mirrors(v2)}version = 2\n`,
    codes: ['containerd/missing-version'],
  },
  'an endpoint that is no list': {
    text: `version = 2\n${mirrors(v2, '"docker.io"', url)}`,
    codes: ['containerd/endpoint-not-array'],
  },
  'an endpoint with a slash': {
    text: `version = 2\n${mirrors(v2, '"docker.io"', '["http://mirror.test:5055/"]')}`,
    codes: ['containerd/endpoint-trailing-slash'],
  },
  'a key without quotes': {
    text: `version = 2\n${mirrors(v2, 'docker.io')}`,
    codes: ['containerd/unquoted-mirror-host'],
  },
  "Docker Hub's other name": {
    text: `version = 2\n${mirrors(v2, '"registry-1.docker.io"')}`,
    codes: ['containerd/hub-alias-key'],
  },
  'a short name among the disabled plugins': {
    text: `version = 2\ndisabled_plugins = ["cri"]\n${mirrors(v2)}`,
    codes: ['containerd/short-disabled-plugins'],
  },
  'a config_path beside mirrors': {
    text: `version = 2\n[${v2}]\nconfig_path = "/etc/containerd/certs.d"\n${mirrors(v2)}`,
    codes: ['containerd/mirrors-with-config-path'],
  },
  'a plugin without quotes': {
    text: `version = 2\n${mirrors('plugins.io.containerd.grpc.v1.cri.registry')}`,
    codes: ['containerd/unquoted-plugin-name'],
  },
  'a byte order mark': {
    text: `\ufeffversion = 2\n${mirrors(v2)}`,
    codes: ['toml/byte-order-mark'],
  },
};

let stage: Stage;

beforeAll(async () => {
  stage = await startStage();
});

afterAll(() => stage.stop());

for (const found of containerds) {
  describeEngine(found, (engine) => {
    describe.each(Object.entries(cases))('%s', (_, judged) => {
      it('is worth what lint says', async () => {
        const files = { [configPath]: judged.text };
        const machine = await startMachine(engine, stage.network, files);
        try {
          const plan = explainPull(files, image, { target: targetOf(engine) });
          expect(plan.load).toBe(machine.load);
          const isUsed = await isMirrorUsed(stage, machine, image);
          expectVerdict(engine, judged, { path: configPath }, isUsed);
        } finally {
          await machine.stop();
        }
      });
    });

    it('has no error in its own files', async () => {
      for (const text of [await defaultConfig(engine), await packagedConfig(engine)]) {
        expect(errorsOf(engine, text, { path: configPath })).toEqual([]);
      }
    });
  });
}
