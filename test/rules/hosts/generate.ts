// hosts.toml files with the faults that people make, in several spellings each: what the rules' laws
// are held against.
import fc from 'fast-check';
import { parse } from 'smol-toml';

export const SECRET = 's3cr3t-of-robot';

const KEYS = [
  'https://hub.example.net',
  'https://hub.example.net',
  'https://hub.example.net/',
  'https://HUB.example.net:443',
  'http://hub.example.net:5000',
  'http://10.0.0.1',
  'https://m.example/proxy',
  'https://m.example/v2/proxy',
  'https://m.example/v2',
  'https://registry-1.docker.io',
  'https://docker.io',
  'https://server.example',
  'hub.example.net',
  'localhost:5000',
  '127.0.0.1',
  'http-mirror.example:5000',
  'httpd/v2',
  'HTTP://hub.example.net',
  'htps://hub.example.net',
  'ftp://hub.example.net',
  'http:10.0.0.1:5000',
  'https:/hub.example.net',
  'https://',
  'http://[::1]:5000',
  'https://hub example.net',
  'https://hub.example.net:port',
  'https://hub.example.net:port:5000',
  `https://robot:${SECRET}@hub.example.net`,
  `${SECRET}@hub.example.net`,
  `https://hub.example.net?token=${SECRET}`,
] as const;

const SETTINGS = [
  'capabilities = ["pull", "resolve"]',
  'capabilities = ["pull", "resolve"]',
  'capabilities = ["Pull", "RESOLVE", "push"]',
  'capabilities = ["pull"]',
  'capabilities = ["resolve"]',
  'capabilities = []',
  'capabilities = "pull"',
  'capabilities = ["pull", "resolv"]',
  'capabilities = ["pull", "referrers"]',
  `capabilities = ["${SECRET}", 1]`,
  'Capabilities = ["pull"]',
  'skip_verify = true',
  'skip_verify = "true"',
  'skip-verify = true',
  'insecure = true',
  'override_path = true',
  'override-path = true',
  'override_path = 1',
  'ca = []',
  'ca = 1',
  'client = [["a.cert"]]',
  'client = true',
  'header = { x-team = "build", x-list = ["a", "b"] }',
  `header = { Authorization = "Bearer ${SECRET}" }`,
  'header = { x-number = 1, x-yes = true }',
  'header = "x"',
  'dial_timeout = "3s"',
  'dial_timeout = "3"',
  'dial_timeout = 3',
  'dial_timeout = {}',
  'host."https://loose.example".capabilities = ["pull", "resolve"]',
  '"https://loose.example" = { capabilities = ["pull", "resolve"] }',
  'server = "https://server.example"',
  'mirror = true',
] as const;

const ROOT = [
  ...SETTINGS,
  'server = "https://registry-1.docker.io"',
  'server = "https://docker.io"',
  'server = "HTTP://server.example"',
  'server = "http-server.example"',
  'server = ""',
  'server = 5',
  `server = "https://robot:${SECRET}@server.example"`,
  'Server = "https://server.example"',
  'servers = "x"',
] as const;

/** How a host is written, in turn with its key and its settings. */
const FORMS: readonly ((key: string, settings: readonly string[]) => string)[] = [
  (key, settings) => [`[host."${key}"]`, ...settings].join('\n'),
  (key, settings) => [`[host.'${key}']`, ...settings.map((line) => `  ${line}`), ''].join('\n'),
  (key, settings) => [`[[host."${key}"]]`, ...settings].join('\n'),
  (key, settings) => [`[hosts."${key}"]`, ...settings].join('\n'),
  (key, settings) => [`[[Hosts."${key}"]]`, ...settings].join('\n'),
  (key, settings) => [`[Host."${key}"]`, ...settings].join('\n'),
  (key, settings) => [`[host."${key}".header]`, 'x-a = "1"', ...settings.slice(2)].join('\n'),
  (_key, settings) => ['[host.mirror.example]', ...settings].join('\n'),
];
const COMMON = [0, 0, 0, 0, 0, 1, 1, 5];

const uniqueLines = (from: readonly string[], maxLength: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...from), { maxLength, selector: (line) => line.split(' ')[0] });

const host: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...KEYS),
    uniqueLines(SETTINGS, 3),
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...COMMON) },
      { weight: 1, arbitrary: fc.nat(FORMS.length - 1) },
    ),
  )
  .map(([key, settings, form]) => FORMS[form]?.(key, settings) ?? '');

/** Hosts that are no headers: before the first one. */
const LOOSE = [
  'host."https://loose.example".capabilities = ["pull", "resolve"]',
  'host = { "https://loose.example" = { capabilities = ["pull", "resolve"] } }',
  '[host]\n"https://loose.example" = {}',
  '[host]\ncapabilities = ["pull"]',
  'host = "https://loose.example"',
] as const;

/** Whole files; only those that are TOML. */
export const hostsToml: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: uniqueLines(ROOT, 3) },
    ),
    fc
      .option(fc.constantFrom(...LOOSE), { nil: undefined, freq: 1 })
      .map((line) => (line === undefined ? [] : [line])),
    fc.array(host, { maxLength: 3 }),
    fc.constantFrom('\n', '\n', '\r\n'),
  )
  .map(([root, loose, hosts, eol]) =>
    `${[...root, ...loose, ...hosts].join('\n')}\n`.replaceAll('\n', eol),
  )
  .filter(isToml);

function isToml(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
