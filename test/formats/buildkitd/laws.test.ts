// The laws for generated buildkitd.toml files.
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
import { buildkitdSample } from './generate.ts';

const RUNS = Number(process.env['MIRRORCONF_RUNS'] ?? 500);

describe('buildkitd.toml', { timeout: 10_000 + 100 * RUNS }, () => {
  test('laws', () => {
    fc.assert(
      fc.property(buildkitdSample, (sample) => {
        const plan = planOf(sample);
        if (plan instanceof MirrorConfError) assertTrueRefusal(sample, plan);
        else {
          assertInsertionOnly(sample.text, plan);
          assertIdempotent(sample, plan);
          assertListed(sample, plan);
          assertFrame(sample, plan);
          assertHabits(sample.text, plan);
          if (!isAmbiguous(sample)) assertUndo(sample, plan);
          if (!hasOwnTables(sample)) assertUndoOfEach(sample, plan);
          assertSet(sample, plan, ['https://registry-1.docker.io']);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('what BuildKit requests', () => {
    fc.assert(
      fc.property(buildkitdSample, (sample) => {
        const plan = planOf(sample);
        if (!(plan instanceof MirrorConfError)) assertRequests(sample, plan);
      }),
      { numRuns: RUNS },
    );
  });
});

/** Mirrors and tables are new, and everything else decodes as before. */
function assertFrame({ text, asked }: Sample, plan: Plan): void {
  const before = read(text);
  const old = registriesIn(before);
  const frame = Object.entries(registriesIn(read(plan.text))).flatMap(([name, table]) => {
    const was = old[name];
    if (!was || !asked.has(name)) return was ? [[name, table] as const] : [];
    const there = was['mirrors'] as readonly string[] | undefined;
    const { mirrors, ...rest } = table;
    if (!there) return [[name, rest] as const];
    const kept = [...there];
    for (const mirror of mirrors as readonly string[]) if (kept[0] === mirror) kept.shift();
    return [[name, { ...rest, mirrors: kept.length === 0 ? there : kept }] as const];
  });
  const { registry: _, ...rest } = read(plan.text);
  const gone = before['registry'] === undefined && frame.length === 0;
  const data = gone ? rest : { ...rest, registry: Object.fromEntries(frame) };
  expect(sameData(data, before)).toBe(true);
}

/** The asked mirrors in order, among what was requested before. */
function assertRequests(sample: Sample, plan: Plan): void {
  const mirrors = [...sample.asked.values()].flat();
  if (mirrors.some(({ ca, client }) => ca ?? client) || /pem|cert/.test(sample.text)) return;
  const target = sample.options.target ?? 'buildkit@0.27';
  if (isAnotherDialect(sample.text, target)) return;
  for (const registry of sample.asked.keys()) {
    const attempts = (text: string): readonly string[] => {
      const pull = explainPull({ '/etc/buildkit/buildkitd.toml': text }, `${registry}/a/b:1`, {
        target,
      });
      expect(pull.load).toBe('ok');
      return pull.attempts.map(({ scheme, host, path }) => `${scheme}://${host}${path}`);
    };
    const before = attempts(sample.text);
    const after = attempts(plan.text);
    let at = -1;
    for (const { mirror, action, registry: of } of plan.changes) {
      if (of !== registry || action !== 'added') continue;
      at = after.findIndex((each, index) => index > at && each.startsWith(rootOf(mirror)));
      expect(at, `${mirror.url} in ${after.join(' ')}`).not.toBe(-1);
    }
    expect(after).toEqual(expect.arrayContaining([...before]));
  }
}

function rootOf({ url }: Mirror): string {
  const [, scheme, host = '', path = ''] = /^(https?):\/\/([^/]+)(.*)$/.exec(url) ?? [];
  const port = /:[0-9]+$/.test(host) ? '' : scheme === 'https' ? ':443' : ':80';
  return `${scheme}://${host}${port}/v2${path}/`;
}

/**
 * Whether nobody could tell, once the mirrors are there, what was there before them: a table without
 * mirrors, empty or with the table of a mirror's host behind it.
 */
function isAmbiguous({ text, asked }: Sample): boolean {
  const registries = registriesIn(read(text));
  return [...asked.keys()].some((name) => registries[name] && !registries[name]['mirrors']);
}

/** Whether a mirror's host has a table: it goes with the mirror, be it new or not. */
function hasOwnTables(sample: Sample): boolean {
  const registries = registriesIn(read(sample.text));
  const hosts = [...sample.asked.values()].flat().map(({ url }) => hostOf(url));
  return isAmbiguous(sample) || hosts.some((host) => registries[host] !== undefined);
}

function hostOf(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

function assertTrueRefusal(sample: Sample, { code }: MirrorConfError): void {
  if (code.startsWith('toml/'))
    expect(isAnotherDialect(sample.text, sample.options.target ?? '')).toBe(true);
  else if (code === 'buildkitd/byte-order-mark')
    expect(sample.text.startsWith('\ufeff')).toBe(true);
  else if (code === 'mirror/other-settings') expect(sample.text).toMatch(/example/);
  else expect([code, hostsInUse(sample)]).toEqual(['buildkitd/other-settings', true]);
}

/** Whether a host that is asked for is in the file, where its settings count. */
function hostsInUse({ text, asked }: Sample): boolean {
  const registries = registriesIn(read(text));
  const used = Object.entries(registries).flatMap(([name, { mirrors }]) => [
    name,
    ...(Array.isArray(mirrors) ? mirrors : []),
  ]);
  return [...asked.values()].flat().some(({ url }) => {
    return used.some((each) => String(each).toLowerCase().includes(hostOf(url)));
  });
}

function registriesIn(data: Data): Readonly<Record<string, Data>> {
  return (data['registry'] ?? {}) as Readonly<Record<string, Data>>;
}
