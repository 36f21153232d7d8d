// Texts made to be slow: linting takes time in proportion to their length, and never throws.
import { describe, expect, test } from 'vitest';
import { type Format, lint } from '../../src/index.ts';

type Make = (size: number) => string;

const section = '[plugins."io.containerd.grpc.v1.cri".registry.mirrors';
const TEXTS: readonly (readonly [name: string, format: Format, make: Make])[] = [
  [
    'many entries',
    'containerd',
    (n) =>
      `version = 2\n${times(n, (at) => `${section}."r${at}.example"]\nendpoint = ["m${at}.example/"]\n`)}`,
  ],
  [
    'many endpoints',
    'containerd',
    (n) =>
      `version = 2\n${section}."docker.io"]\nendpoint = [${times(n, (at) => `"m${at}.example/x", `)}]\n`,
  ],
  [
    'unquoted names',
    'containerd',
    (n) => `version = 2\n${times(n, (at) => `${section}.r${at}.example]\nendpoint = []\n`)}`,
  ],
  [
    'a long key',
    'containerd',
    (n) => `version = 2\n${section}."${'a'.repeat(n * 20)}!"]\nendpoint = []\n`,
  ],
  [
    'a long endpoint',
    'containerd',
    (n) => `version = 2\n${section}."docker.io"]\nendpoint = ["${'a.'.repeat(n * 10)}!"]\n`,
  ],
  [
    'slashes',
    'containerd',
    (n) =>
      `version = 2\n${section}."docker.io"]\nendpoint = ["https://m.example${'/'.repeat(n * 20)}x"]\n`,
  ],
  [
    'unknown keys',
    'containerd',
    (n) =>
      `version = 2\n[plugins."io.containerd.grpc.v1.cri".registry]\n${times(n, (at) => `k${at} = 1\n`)}`,
  ],
  ['many tables', 'containerd', (n) => times(n, (at) => `[t${at}]\nversion = 2\n`)],
  [
    'line breaks in inline tables',
    'containerd',
    (n) => times(n, (at) => `k${at} = {\n a = 1,\n}\n`),
  ],
  [
    'blanks before a line break',
    'containerd',
    (n) => `a = {${' '.repeat(n * 20)}\n${' '.repeat(n * 20)}b = 1 }\n`,
  ],
  ['comments', 'containerd', (n) => times(n, (at) => `# mirrorconf-disable containerd/x${at}\n`)],
  ['brackets', 'containerd', (n) => '['.repeat(n * 10)],
  ['quotes', 'containerd', (n) => '"'.repeat(n * 10)],
  ['many hosts', 'hosts', (n) => times(n, (at) => `[host."m${at}.example"]\nskip_verify = true\n`)],
  [
    'many registries',
    'registries',
    (n) =>
      times(
        n,
        (at) =>
          `[[registry]]\nlocation = "r${at}.example"\n[[registry.mirror]]\nlocation = "m${at}.example/"\n`,
      ),
  ],
  [
    'many mirrors',
    'buildkitd',
    (n) => times(n, (at) => `[registry."r${at}.example"]\nmirrors = ["http://m${at}.example/"]\n`),
  ],
];

function times(count: number, make: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => make(at)).join('');
}

describe('hostile texts', { timeout: 120_000 }, () => {
  test.each(TEXTS)('%s of %s', (_, format, make) => {
    lint(make(100), { format });
    const small = leastWork(make(500), format);
    const large = leastWork(make(2000), format);
    // Four times the text; sixteen would be the square.
    expect(large).toBeLessThan(Math.max(300, small * 10));
  });
});

/** Milliseconds of processor time, which a busy machine does not stretch, of the better of two runs. */
function leastWork(text: string, format: Format): number {
  const runs = [1, 2].map(() => {
    const before = process.cpuUsage();
    lint(text, { format });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...runs);
}
