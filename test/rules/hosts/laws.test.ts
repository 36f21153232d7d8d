// The laws of the rules of hosts.toml, over generated files: against the engine model, over fixes,
// and over secrets.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formats } from '../../../src/formats/index.ts';
import { explainPull } from '../../../src/index.ts';
import { openFile } from '../../../src/operations/open.ts';
import { errorCodes, optionsOf, type Subject, testLaws } from '../laws.ts';
import { hostsToml, SECRET } from './generate.ts';

const TARGETS = ['1.6.20', '1.7.24', '1.7.34', '2.0.11', '2.1.9', '2.3.4'].map(
  (release) => `containerd@${release}`,
);
const target = fc.constantFrom(...TARGETS);
const SUBJECT: Subject = {
  format: 'hosts',
  registry: 'docker.io',
  texts: hostsToml,
  targets: TARGETS,
  secret: SECRET,
  numRuns: 400,
};
const PATH = '/etc/containerd/certs.d/docker.io/hosts.toml';
const READS_HOSTS = `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`;
const DIGEST = `sha256:${'0'.repeat(64)}`;

function pull(text: string, reference: string, name: string) {
  const tree = { '/etc/containerd/config.toml': READS_HOSTS, [PATH]: text };
  return explainPull(tree, reference, { target: name });
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
        const { file } = openFile(text, optionsOf(SUBJECT, name));
        if (Object.keys(file.data).length === 0 || !isLost(text, name)) return;
        const blocked = formats.hosts.obstacles(file).length > 0;
        expect(errorCodes(text, optionsOf(SUBJECT, name)).size, text).toBeGreaterThan(0);
        expect(blocked || file.data['host'] === undefined).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('a file that additions are blocked in is one that no release reads whole', () => {
    fc.assert(
      fc.property(hostsToml, target, (text, name) => {
        const { file } = openFile(text, optionsOf(SUBJECT, name));
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
        if (errorCodes(text, optionsOf(SUBJECT, name)).size > 0) return;
        const { adapter, file } = openFile(text, optionsOf(SUBJECT, name));
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

  testLaws(SUBJECT);
});
