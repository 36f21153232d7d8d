// buildkitd.toml files with the faults that people make, in several spellings each: what the rules'
// laws are held against.
import fc from 'fast-check';
import { parse } from 'smol-toml';

export const SECRET = 's3cr3t-of-robot';

const HOSTS = [
  'docker.io',
  'docker.io',
  'ghcr.io',
  'hub.example.net',
  'hub.example.net:5000',
  '10.0.0.1:5000',
  'localhost:5000',
  '[::1]:5000',
  'https://docker.io',
  'http://hub.example.net:5000',
  'hub.example.net/proxy',
  '*',
  '_default',
  '*.example.net',
  'registry-1.docker.io',
  'index.docker.io',
  'Docker.io',
  ' docker.io',
  'docker.io:443',
  'hub.example.net:443',
  'my_registry:5000',
] as const;

const MIRRORS = [
  'hub.example.net',
  'hub.example.net:5000',
  'hub.example.net/proxy',
  'hub.example.net/v2/proxy',
  'hub.example.net/v2',
  'https://hub.example.net',
  'http://hub.example.net:5000/',
  'http://10.0.0.1:5000',
  'https://localhost:5000',
  'HTTPS://hub.example.net',
  'ftp://hub.example.net',
  'docker.io',
  'registry-1.docker.io',
  'my_mirror:5000',
  '',
  ' hub.example.net',
  'hub.example.net:port',
  `https://robot:${SECRET}@hub.example.net`,
  `robot:${SECRET}@hub.example.net:5000`,
] as const;

const SETTINGS = [
  'http = true',
  'http = "true"',
  'insecure = true',
  'insecure = 1',
  'ca = []',
  'ca = "/etc/ca.pem"',
  'tlsconfigdir = ["/etc/certs"]',
  'keypair = { key = "a", cert = "b" }',
  'keypair = []',
  'Http = false',
  'skip_verify = true',
  'endpoint = ["hub.example.net"]',
  'mirror = ["hub.example.net"]',
  'mirror = "hub.example.net"',
] as const;

const NAMES = ['mirrors', 'mirrors', 'mirrors', 'mirrors', 'Mirrors', 'mirors', 'MIRRORS'] as const;

const mirrors: fc.Arbitrary<readonly string[]> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(...NAMES), fc.array(fc.constantFrom(...MIRRORS), { maxLength: 3 }))
      .map(([name, list]) => [`${name} = [${list.map((each) => `"${each}"`).join(', ')}]`]),
  },
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constant(['mirrors = "hub.example.net"']) },
);

const table: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...HOSTS).map((host) => `[registry."${host}"]`) },
      { weight: 1, arbitrary: fc.constantFrom('[registry.docker.io]', '[registries."docker.io"]') },
      { weight: 1, arbitrary: fc.constantFrom('[registry]', '[[registry]]', '[worker.oci]') },
    ),
    mirrors,
    fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.uniqueArray(fc.constantFrom(...SETTINGS), {
          maxLength: 2,
          selector: (line) => line.split(' ')[0],
        }),
      },
    ),
  )
  .map(([header, list, settings]) => [header, ...list, ...settings].join('\n'));

/** Whole files; only those that are TOML. */
export const buildkitdToml: fc.Arbitrary<string> = fc
  .tuple(fc.array(table, { minLength: 1, maxLength: 3 }), fc.constantFrom('\n', '\n', '\r\n'))
  .map(([tables, eol]) => `debug = true\n\n${tables.join('\n\n')}\n`.replaceAll('\n', eol))
  .filter(isToml);

function isToml(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
