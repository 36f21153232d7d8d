// The laws of the rules of hosts.toml, over generated files: against the engine model, over fixes,
// and over secrets.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../../src/formats/index.ts';
import { applyEdits, explainPull, fix, lint } from '../../../src/index.ts';
import { openFile } from '../../../src/operations/open.ts';
import { hostsToml, SECRET } from './generate.ts';

const TARGETS = ['1.6.20', '1.7.24', '1.7.34', '2.0.11', '2.1.9', '2.3.4'].map(
  (release) => `containerd@${release}`,
);
const target = fc.constantFrom(...TARGETS);
const maybeTarget = fc.constantFrom(undefined, ...TARGETS);
const PATH = '/etc/containerd/certs.d/docker.io/hosts.toml';
const READS_HOSTS = `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`;
const DIGEST = `sha256:${'0'.repeat(64)}`;

function optionsFor(name: string | undefined) {
  const options = { format: 'hosts', registry: 'docker.io' } as const;
  return name === undefined ? options : { ...options, target: name };
}

function pull(text: string, reference: string, name: string) {
  const tree = { '/etc/containerd/config.toml': READS_HOSTS, [PATH]: text };
  return explainPull(tree, reference, { target: name });
}

function errorCodes(text: string, name: string | undefined): ReadonlySet<string> {
  const errors = lint(text, optionsFor(name)).filter(({ severity }) => severity === 'error');
  return new Set(errors.map(({ code }) => code));
}

/** Whether the release panics at the file or passes over the whole of it. */
function isLost(text: string, name: string): boolean {
  const { load, unused } = pull(text, `docker.io/library/alpine@${DIGEST}`, name);
  return load !== 'ok' || unused.some(({ reason }) => reason.startsWith('the whole file'));
}

describe('hosts.toml', { timeout: 120_000 }, () => {
  test('a file that the engine model passes over has an error, and is blocked unless it has no host', () => {
    fc.assert(
      fc.property(hostsToml, target, (text, name) => {
        const { file } = openFile(text, optionsFor(name));
        if (Object.keys(file.data).length === 0 || !isLost(text, name)) return;
        const blocked = formats.hosts.obstacles(file).length > 0;
        expect(errorCodes(text, name).size, text).toBeGreaterThan(0);
        expect(blocked || file.data['host'] === undefined).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('a file that additions are blocked in is one that no release reads whole', () => {
    fc.assert(
      fc.property(hostsToml, target, (text, name) => {
        const { file } = openFile(text, optionsFor(name));
        const obstacles = formats.hosts.obstacles(file).map(({ code }) => code);
        if (obstacles.length === 0 || obstacles.includes('hosts/inline-host')) return;
        expect(isLost(text, name), obstacles.join()).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('without an error every host is tried', () => {
    fc.assert(
      fc.property(hostsToml, target, (text, name) => {
        if (errorCodes(text, name).size > 0) return;
        const { adapter, file } = openFile(text, optionsFor(name));
        const { unused } = pull(text, `docker.io/library/alpine@${DIGEST}`, name);
        const mirrors = adapter.entries(file).flatMap((entry) => entry.mirrors);
        const lines = new Set(mirrors.map(({ range }) => file.lines.position(range.start).line));
        const never = unused.filter(
          ({ line, reason }) => lines.has(line) && !reason.startsWith('the same request'),
        );
        expect(never).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('fixes converge, and bring no error to light', () => {
    fc.assert(
      fc.property(hostsToml, maybeTarget, (text, name) => {
        const options = optionsFor(name);
        const before = errorCodes(text, name);
        const plan = fix(text, options);
        expect(applyEdits(text, plan.edits)).toBe(plan.text);
        const left = lint(plan.text, options);
        expect(left.filter(({ fixes }) => fixes?.some(({ safe }) => safe))).toEqual([]);
        for (const code of errorCodes(plan.text, name)) expect(before, code).toContain(code);
      }),
      { numRuns: 400 },
    );
  });

  test('every offered fix can be applied and leaves TOML', () => {
    fc.assert(
      fc.property(hostsToml, maybeTarget, (text, name) => {
        for (const { code, fixes = [] } of lint(text, optionsFor(name))) {
          for (const { edits, title } of fixes) {
            const after = lint(applyEdits(text, edits), optionsFor(name));
            const codes = after.map((each) => each.code);
            expect(codes, `${code}: ${title}`).not.toContain('toml/syntax');
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('no secret is told, and ranges lie in the text', () => {
    fc.assert(
      fc.property(hostsToml, maybeTarget, (text, name) => {
        for (const { code, message, range } of lint(text, optionsFor(name))) {
          expect(message, code).not.toContain(SECRET);
          expect(range.start).toBeLessThanOrEqual(range.end);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 400 },
    );
  });
});
