// The laws for generated hosts.toml files.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainPull, type Mirror, MirrorConfError, type Plan } from '../../../src/index.ts';
import {
  assertHabits,
  assertIdempotent,
  assertInsertionOnly,
  assertListed,
  assertSet,
  assertUndo,
  assertUndoOfEach,
  type Data,
  isAnotherDialect,
  planOf,
  read,
  type Sample,
  sameData,
} from '../laws.ts';
import { hostsSample } from './generate.ts';

const RUNS = Number(process.env['MIRRORCONF_RUNS'] ?? 500);

describe('hosts.toml', { timeout: 10_000 + 100 * RUNS }, () => {
  test('laws', () => {
    fc.assert(
      fc.property(hostsSample, (sample) => {
        const plan = planOf(sample);
        if (plan instanceof MirrorConfError) assertTrueRefusal(sample, plan);
        else {
          assertInsertionOnly(sample.text, plan);
          assertIdempotent(sample, plan);
          assertListed(sample, plan);
          assertFrame(sample, plan);
          assertHabits(sample.text, plan);
          assertUndo(sample, plan);
          assertUndoOfEach(sample, plan);
          // Nothing can be put before a host that is not a header.
          if (!BESIDE_HEADERS.test(sample.text)) assertSet(sample, plan, SERVERS);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('what containerd requests', () => {
    fc.assert(
      fc.property(hostsSample, (sample) => {
        const plan = planOf(sample);
        if (!(plan instanceof MirrorConfError)) assertRequests(sample, plan);
      }),
      { numRuns: RUNS },
    );
  });
});

/** What generated files have as server, as it is listed. */
const SERVERS = [
  'https://registry-1.docker.io',
  'https://server.example/a/v2',
  'https://old.example',
];

/** New hosts are headers in `host`, and everything else decodes as before. */
function assertFrame({ text }: Sample, plan: Plan): void {
  const before = read(text);
  const after = read(plan.text);
  const old = hostsIn(before);
  const added = Object.keys(hostsIn(after)).filter((key) => !Object.hasOwn(old, key));
  expect(added.length).toBe(plan.changes.filter(({ action }) => action === 'added').length);
  const inserted = plan.edits.map((edit) => edit.text).join('');
  for (const key of added) expect(inserted).toMatch(headerOf(key));
  const kept = Object.entries(hostsIn(after)).filter(([key]) => !added.includes(key));
  const { host: _, ...rest } = after;
  const gone = before['host'] === undefined && kept.length === 0;
  const frame = gone ? rest : { ...rest, host: Object.fromEntries(kept) };
  expect(sameData(frame, before)).toBe(true);
}

const CONFIG = `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
config_path = "/etc/containerd/certs.d"
`;

/** The asked mirrors in order, among what was requested before. */
function assertRequests(sample: Sample, plan: Plan): void {
  const target = sample.options.target ?? 'containerd@2.2.7';
  // The model looks for the files of certificates, and discards what its parser cannot read.
  if (mirrorsOf(sample).some(({ ca, client }) => ca ?? client)) return;
  if (isAnotherDialect(sample.text, target)) return;
  const [registry = ''] = sample.asked.keys();
  const folder = registry === '*' ? '_default' : registry.replace(':5000', '_5000_');
  const image = `${registry === '*' ? 'quay.io' : registry}/a/b@sha256:${'0'.repeat(64)}`;
  const attempts = (text: string): readonly string[] => {
    const path = `/etc/containerd/certs.d/${folder}/hosts.toml`;
    const tree = { '/etc/containerd/config.toml': CONFIG, [path]: text };
    return explainPull(tree, image, { target }).attempts.map(
      ({ scheme, host, path: url }) => `${scheme}://${host}${url}`,
    );
  };
  const before = attempts(sample.text);
  const after = attempts(plan.text);
  let at = -1;
  for (const { mirror } of plan.changes.filter(({ action }) => action === 'added')) {
    at = after.findIndex((each, index) => index > at && each.startsWith(rootOf(mirror)));
    expect(at, `${mirror.url} in ${after.join(' ')}`).not.toBe(-1);
  }
  // Releases before 1.7.32 pass over a file without hosts, which the first host puts an end to.
  const passedOver = isFor(sample, 1) && Object.keys(hostsIn(read(sample.text))).length === 0;
  if (!passedOver) expect(after).toEqual(expect.arrayContaining([...before]));
}

function rootOf({ url, overridePath }: Mirror): string {
  const [, scheme, host = '', path = ''] = /^(https?):\/\/([^/]+)(.*)$/.exec(url) ?? [];
  const port = /:[0-9]+$/.test(host) ? '' : scheme === 'https' ? ':443' : ':80';
  return `${scheme}://${host}${port}${overridePath ? path : `/v2${path}`}/`;
}

/** A member of `host` that is an entry: below [host], or by a dotted key. */
const BESIDE_HEADERS =
  /^\ufeff?[ \t]*(?:\[[ \t]*["']?host["']?[ \t]*\]|["']?host["']?[ \t]*\.[ \t]*["'])/m;
const INLINE = /^\ufeff?[ \t]*["']?host["']?[ \t]*=[ \t]*\{/m;

/** The ground that each refusal must have. */
const GROUNDS: Readonly<Record<string, (sample: Sample) => boolean>> = {
  'hosts/inline-host': ({ text }) => INLINE.test(text),
  'hosts/not-a-header': ({ text }) => BESIDE_HEADERS.test(text),
  'hosts/other-meaning': ({ text }) => Object.keys(hostsIn(read(text))).length > 0,
  'hosts/without-pull': ({ text }) => text.includes('push'),
  'mirror/other-settings': ({ text }) => Object.keys(hostsIn(read(text))).length > 0,
  'not-expressible': (sample) =>
    isFor(sample, 1) && mirrorsOf(sample).some(({ dialTimeout }) => dialTimeout !== undefined),
};

function assertTrueRefusal(sample: Sample, { code }: MirrorConfError): void {
  const ground = code.startsWith('toml/')
    ? isAnotherDialect(sample.text, sample.options.target ?? '')
    : GROUNDS[code]?.(sample);
  expect(ground, code).toBe(true);
}

function isFor({ options }: Sample, generation: 1 | 2): boolean {
  return options.target?.startsWith(`containerd@${generation}`) === true;
}

function mirrorsOf({ asked }: Sample): readonly Mirror[] {
  return [...asked.values()].flat();
}

function hostsIn(data: Data): Data {
  return (data['host'] ?? {}) as Data;
}

function headerOf(key: string): RegExp {
  const name = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^[ \\t]*\\[["']?host["']?\\.["']${name}["']\\]`, 'm');
}
