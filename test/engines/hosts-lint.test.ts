// lint's word on a hosts.toml, held against what each release of containerd makes of the file. They
// are read at each pull, so that one daemon reads them all.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { configPath } from './configs.ts';
import { describeEngine } from './describe.ts';
import { containerds } from './engines.ts';
import { type Machine, startMachine } from './machine.ts';
import { type Stage, startStage } from './stage.ts';
import { expectVerdict, isMirrorUsed, type Judged } from './verdict.ts';

const host = '[host."http://mirror.test:5055"]\n';
const both = 'capabilities = ["pull", "resolve"]\n';

const cases: Readonly<Record<string, Judged>> = {
  'a mirror': { text: host + both, codes: [] },
  'an unknown capability': {
    text: `${host}capabilities = ["pull", "resolve", "fetch"]\n`,
    codes: ['hosts/unknown-capability'],
  },
  'a capability of later releases': {
    text: `${host}capabilities = ["pull", "resolve", "referrers"]\n`,
    codes: ['hosts/referrers-too-old'],
  },
  'a capability that is no list': {
    text: `${host}capabilities = "pull"\n`,
    codes: ['hosts/wrong-type'],
  },
  'a header that is a number': {
    text: `${host}${both}[host."http://mirror.test:5055".header]\nX-A = 1\n`,
    codes: ['hosts/wrong-type'],
  },
  'hosts in an inline table': {
    text: `host = { "http://mirror.test:5055" = { capabilities = ["pull", "resolve"] } }\n`,
    codes: ['hosts/inline-host'],
  },
  'hosts in dotted keys': {
    text: `host."http://mirror.test:5055".${both}`,
    codes: ['hosts/not-a-header'],
  },
  'a list of hosts': { text: `[${host.trim()}]\n${both}`, codes: ['hosts/host-array'] },
  'hosts in the plural': {
    text: host.replace('host', 'hosts') + both,
    codes: ['hosts/host-misspelt'],
  },
  'a host without quotes': { text: `[host.mirror.test]\n${both}`, codes: ['hosts/unquoted-host'] },
  'a scheme in upper case': {
    text: host.replace('http', 'HTTP') + both,
    codes: ['hosts/bad-scheme'],
  },
  'the same host twice': { text: host + both + host + both, codes: ['toml/syntax'] },
  'a server alone': { text: 'server = "http://mirror.test:5055"\n', codes: ['hosts/server-only'] },
  'a timeout without a unit': {
    text: `${host}${both}dial_timeout = "5"\n`,
    codes: ['hosts/dial-timeout'],
  },
  'a byte order mark': { text: `\ufeff${host}${both}`, codes: ['toml/byte-order-mark'] },
};

const names = Object.keys(cases);
const registryOf = (name: string): string => `case-${names.indexOf(name)}.test`;
const pathOf = (name: string): string => `/etc/containerd/certs.d/${registryOf(name)}/hosts.toml`;

const configText = `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
config_path = "/etc/containerd/certs.d"
`;

let stage: Stage;

beforeAll(async () => {
  stage = await startStage(names.map(registryOf));
});

afterAll(() => stage.stop());

for (const found of containerds) {
  describeEngine(found, (engine) => {
    let machine: Machine;

    beforeAll(async () => {
      const texts = Object.entries(cases).map(([name, { text }]) => [pathOf(name), text]);
      const files = { [configPath]: configText, ...Object.fromEntries(texts) };
      machine = await startMachine(engine, stage.network, files);
      expect(machine.load).toBe('ok');
    });

    afterAll(() => machine.stop());

    it.each(Object.entries(cases))('is worth what lint says: %s', async (name, judged) => {
      const isUsed = await isMirrorUsed(stage, machine, `${registryOf(name)}/org/tool`);
      expectVerdict(engine, judged, { path: pathOf(name) }, isUsed);
    });
  });
}
