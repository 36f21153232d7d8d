// Over files with one mirror and a slip or two: lint has an error just where the engine model has the
// release refuse the file, fail the pull or never ask the mirror.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainPull, lint, type PullPlan } from '../../src/index.ts';
import { openFile } from '../../src/operations/open.ts';
import { HOME, treeOf } from '../../src/operations/probe.ts';
import { decode } from '../../src/toml/index.ts';
import { IMAGE, MIRROR, oneMirror, RELEASES } from './one-mirror.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const FORMATS = Object.keys(RELEASES) as (keyof typeof RELEASES)[];

const REPOSITORY = IMAGE.replace('docker.io/', '');
/** Where the name of the mirror stands for one: not for a registry, nor for settings alone. */
const MEANT: Readonly<Record<string, RegExp>> = {
  hosts: /hub\.example\.net/,
  registries: /(?:\n\[+registry\.\w+\]+\s[^[]*|mirrors?\w* = .*)location = \S*hub\.example\.net/i,
  buildkitd: /= \[?"\s?\S*hub\.example\.net/,
};

type Sign = 'refused' | 'never' | 'digests only' | 'first' | 'later' | 'elsewhere' | 'not one';

/** What the release does with the file, and whether the mirror is asked. */
function signOf(format: keyof typeof RELEASES, text: string, target: string): Sign {
  const { data = {} } = decode(text);
  const tree = treeOf(format, text, data);
  const pull = (reference: string): PullPlan => explainPull(tree, IMAGE + reference, { target });
  const [byTag, byDigest] = [pull(':1'), pull(`@${DIGEST}`)];
  if (byTag.load !== 'ok' || byTag.failure) return 'refused';
  if (!(MEANT[format] ?? /hub/).test(text)) return 'not one';
  // A slip in the registry's own name makes it another registry, which may well be meant.
  if (text.includes('registries-1.docker.io')) return 'not one';
  const asks = ({ attempts }: PullPlan): number =>
    attempts.findIndex(({ host, from }) => {
      const own = from?.path === HOME[format];
      return own && host.toLowerCase().replace(/:\d+$/, '') === MIRROR;
    });
  // A slip may make two of one, of which one may well be of no use.
  if (asks(byTag) === 0 && mirrorsIn(format, text, target) !== 1) return 'not one';
  // BuildKit before 0.12 asks a mirror with a path where no registry answers.
  const path = byTag.attempts[0]?.path;
  if (/@0\.(?:9|10|11)$/.test(target) && path !== `/v2/${REPOSITORY}/manifests/1`)
    return 'elsewhere';
  if (asks(byTag) === 0) return 'first';
  if (asks(byTag) > 0) return 'later';
  return asks(byDigest) >= 0 ? 'digests only' : 'never';
}

function mirrorsIn(format: keyof typeof RELEASES, text: string, target: string): number {
  if (decode(text).fault) return 1;
  const { adapter, file } = openFile(text, { format, target });
  return adapter.entries(file).flatMap(({ mirrors }) => mirrors).length;
}

/** What the property has found, each mended since. */
const FOUND: Readonly<
  Partial<Record<string, readonly (readonly [target: string, text: string])[]>>
> = {
  hosts: [
    ['containerd@1.6.0', '[host]\n[registries.search]\nserver = "https://hub.example.net"\n'],
  ],
  buildkitd: [
    ['buildkit@0.9', '[worker.oci]\n  enabled = true\n\n  mirrors = "hub.example.net/proxy"\n'],
  ],
};

function check(format: keyof typeof RELEASES, text: string, target: string): Sign {
  const sign = signOf(format, text, target);
  const findings = lint(text, { format, target, registry: 'docker.io' });
  const errors = findings.filter(({ severity }) => severity === 'error');
  const codes = errors.map(({ code }) => code);
  if (sign === 'refused' || sign === 'never') expect(codes, text).not.toEqual([]);
  if (sign === 'first') expect(codes, text).toEqual([]);
  return sign;
}

describe.each(FORMATS)('%s', { timeout: 240_000 }, (format) => {
  test('an error just where the mirror is of no use', () => {
    const seen = new Map<Sign, number>();
    fc.assert(
      fc.property(oneMirror(format), ({ text, target }) => {
        const sign = check(format, text, target);
        seen.set(sign, (seen.get(sign) ?? 0) + 1);
      }),
      { numRuns: 600 },
    );
    for (const sign of ['never', 'first'] as const)
      expect(seen.get(sign) ?? 0, sign).toBeGreaterThan(10);
  });

  test.each(FOUND[format] ?? [])('was found wrong for %s: %j', (target, text) => {
    check(format, text, target);
  });
});
