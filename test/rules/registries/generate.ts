// registries.conf files with the faults that people make, in several spellings each: what the rules'
// laws are held against.
import fc from 'fast-check';
import { parse } from 'smol-toml';

export const SECRET = 's3cr3t-of-robot';

/** Prefixes and locations, most of them with something wrong. */
const NAMES = [
  'docker.io',
  'docker.io:443',
  '*.docker.io',
  'quay.io',
  'quay.io:443/team',
  'docker.io/library',
  'docker.io/library/alpine',
  'docker.io/alpine',
  'registry.k8s.io',
  'hub.example.net',
  'hub.example.net/proxy',
  'hub.example.net:5000',
  'hub.example.net:5000/team',
  'Hub.Example.net',
  'hub.example.net/Proxy',
  'hub.example.net/v2/proxy',
  'x.wild.test',
  '*.wild.test',
  '*.Wild.test',
  '*.b.wild.test',
  '*.wild.test/team',
  '*.wild.test:5000',
  '*',
  'x.*.test',
  'docker.io/*',
  'Docker.IO',
  'index.docker.io',
  'Registry-1.docker.io/library',
  'index.docker.io/alpine',
  ' docker.io',
  'hub.example.net ',
  'docker.io/',
  'hub.example.net//',
  '/',
  '',
  'https://docker.io',
  'https://hub.example.net/',
  'http://hub.example.net:5000',
  ' https://hub.example.net',
  'HTTPS://hub.example.net',
  'HTTP://hub.example.net',
  'docker://hub.example.net',
  'oci:/images',
  'https://',
  'mirror',
  'mirror:5000',
  'library/alpine',
  'localhost',
  'localhost:5000',
  '10.0.0.1',
  '[::1]:5000',
  'quay.io/team/app:1.2',
  `quay.io/team/app@sha256:${'a'.repeat(64)}`,
  'quay.io/team/app',
  `robot:${SECRET}@hub.example.net`,
  `https://robot:${SECRET}@hub.example.net/proxy`,
  `${SECRET}@docker.io`,
  'hub example.net',
  'hub..example.net',
  '-hub.example.net',
  'hub.example.net/a//b',
  'hub.example.net:port',
  'hub.example.net\\n',
] as const;

/** Values as they are written. */
const FLAGS = ['true', 'true', 'true', 'false', '"true"', '"True"', '"no"', '1'] as const;
const USAGES = [
  '"all"',
  '"digest-only"',
  '"digest-only"',
  '"tag-only"',
  '"Digest-Only"',
  '"never"',
  '""',
  'true',
] as const;
const SEARCH = [
  '["docker.io", "quay.io"]',
  '[]',
  '["hub.example.net:5000"]',
  '["https://docker.io"]',
  '["docker.io/library"]',
  '["", "docker.io/"]',
  `["robot:${SECRET}@docker.io"]`,
  '"docker.io"',
  '[1]',
] as const;
const MODES = ['"enforcing"', '"Permissive"', '"prompt"', '""', '1', '["disabled"]'] as const;
const ALIASES = [
  'alpine = "docker.io/library/alpine"',
  '"team/app" = "hub.example.net:5000/team/app"',
  'nothing = ""',
  '"Nginx" = "docker.io/library/nginx"',
  '"nginx:1" = "docker.io/library/nginx"',
  '"quay.io/app" = "quay.io/app"',
  'nginx = "docker.io/library/nginx:1"',
  'redis = "library/redis"',
  'caddy = "https://docker.io/library/caddy"',
  `node = "robot:${SECRET}@docker.io/library/node"`,
  'count = 1',
  'short-name-mode = "enforcing"',
  'unqualified-search-registries = ["docker.io"]',
] as const;
const STRAY = [
  'note = "why"',
  'insecur = true',
  'block = true',
  `password = "${SECRET}"`,
  `auth-token = "${SECRET}"`,
  'short-name-mode = "enforcing"',
  'short-name-mode = "bogus"',
  'unqualified-search-registries = [\n  "docker.io", # the hub\n  "quay.io",\n]',
  'credential-helpers = ["pass"]',
  'Insecure = true',
  'prefix = "docker.io"',
  'blocked = true',
  'mirror-by-digest-only = true',
] as const;

interface Lines {
  readonly lines: readonly string[];
}

interface MirrorLines extends Lines {
  readonly stray: readonly string[];
}

interface RegistryLines extends MirrorLines {
  readonly mirrors: readonly MirrorLines[];
  /** How the mirrors are written. */
  readonly form: string;
}

function setting(
  key: string,
  values: readonly string[],
  frequency: number,
): fc.Arbitrary<string[]> {
  return fc
    .option(fc.constantFrom(...values), { nil: undefined, freq: frequency })
    .map((value) => (value === undefined ? [] : [`${key} = ${value}`]));
}

/** `freq` of n means: absent once in n + 1. */
const location = (freq: number): fc.Arbitrary<string[]> =>
  setting('location', NAMES.map(quoted), freq);

const mirror: fc.Arbitrary<MirrorLines> = fc.record({
  lines: fc
    .tuple(
      location(20),
      rare(setting('insecure', FLAGS, 9)),
      rare(setting('pull-from-mirror', USAGES, 9)),
    )
    .map((parts) => parts.flat()),
  stray: rare(fc.subarray([...STRAY], { maxLength: 2 })),
});

const registry: fc.Arbitrary<RegistryLines> = fc.record({
  lines: fc
    .tuple(
      setting('prefix', NAMES.map(quoted), 1),
      location(8),
      rare(setting('insecure', FLAGS, 9)),
      rare(setting('blocked', FLAGS, 9)),
      rare(setting('mirror-by-digest-only', FLAGS, 9)),
      rare(setting('pull-from-mirror', USAGES, 3)),
    )
    .map((parts) => parts.flat()),
  stray: rare(fc.subarray([...STRAY], { maxLength: 2 })),
  mirrors: fc.array(mirror, { maxLength: 3 }),
  form: fc.constantFrom(
    ...['[[registry.mirror]]', '[[registry.mirror]]', '[[registry.mirror]]', 'inline'],
    ...['[[registry.mirrors]]', '[registry.mirror]', '[[registry.Mirror]]', '[[registry.mirorr]]'],
  ),
});

const VERSION_1 = [
  '[registries.search]\nregistries = ["docker.io"]',
  '[registries.search]\nregistries = []',
  '[registries.search]',
  '[registries.insecure]\nregistries = ["hub.example.net:5000", "docker.io"]',
  '[registries.block]\nregistries = ["hub.example.net"]',
  '[registries.block]\nregistries = "hub.example.net"',
  '[registries.Block]\nRegistries = ["https://hub.example.net"]',
  '[registries.block]\nregistrys = ["hub.example.net"]',
] as const;

/** Whole files; only those that are TOML. */
export const registriesConf: fc.Arbitrary<string> = fc
  .record({
    top: fc
      .tuple(
        rare(setting('unqualified-search-registries', SEARCH, 9)),
        rare(setting('short-name-mode', MODES, 9)),
        rare(setting('credential-helpers', ['["pass"]', '[]', '"pass"'], 9)),
        rare(setting('additional-layer-store-auth-helper', ['"helper"', '""', '1'], 9)),
        rare(setting('registries', ['["docker.io"]', '[]', '"docker.io"'], 1)),
        rare(fc.constant(['location = "docker.io"'])),
      )
      .map((parts) => parts.flat()),
    registries: fc.array(registry, { maxLength: 4 }),
    header: fc.constantFrom(
      ...['[[registry]]', '[[registry]]', '[[registry]]', '[[registry]]', '[[registry]]'],
      ...['[registry]', '[[registries]]', '[[Registry]]', '[[registy]]'],
    ),
    aliases: rare(fc.subarray([...ALIASES], { minLength: 1, maxLength: 3 })),
    version1: rare(fc.subarray([...VERSION_1], { minLength: 1, maxLength: 2 })),
    indent: fc.constantFrom('', '', '  ', '\t'),
    eol: fc.constantFrom('\n', '\n', '\n', '\r\n'),
    gap: fc.boolean(),
    open: fc.boolean(),
  })
  .map(({ top, registries, header, aliases, version1, indent, eol, gap, open }) => {
    const blocks = [
      [...top],
      ...registries.map((each) => registryLines(each, header, indent)),
      ...(aliases.length > 0 ? [['[aliases]', ...aliases]] : []),
      ...version1.map((text) => [text]),
    ].filter((block) => block.length > 0);
    const text = blocks.map((block) => block.join('\n')).join(gap ? '\n\n' : '\n');
    return (open || text === '' ? text : `${text}\n`).replaceAll('\n', eol);
  })
  .filter(isToml);

function registryLines(
  { lines, stray, mirrors, form }: RegistryLines,
  header: string,
  indent: string,
): string[] {
  const own = [...lines, ...withoutTwice(stray, lines)].map((line) => indent + line);
  const name = header.replace(/[[\]]/g, '');
  if (form === 'inline') {
    const items = mirrors.map((each) => `{ ${each.lines.join(', ')} }`);
    return [header, ...own, `${indent}mirror = [${items.join(', ')}]`];
  }
  return [
    header,
    ...own,
    ...mirrors.flatMap((each) => [
      form.replace('registry', name),
      ...each.lines,
      ...withoutTwice(each.stray, each.lines),
    ]),
  ];
}

/** No key twice, which is no TOML. */
function withoutTwice(stray: readonly string[], lines: readonly string[]): readonly string[] {
  const keys = new Set(lines.map(keyOf));
  return stray.filter((line) => {
    const fresh = !keys.has(keyOf(line));
    keys.add(keyOf(line));
    return fresh;
  });
}

function keyOf(line: string): string {
  return line.split(' ')[0] ?? '';
}

function quoted(name: string): string {
  return `"${name}"`;
}

/** Mostly nothing. */
function rare(lines: fc.Arbitrary<string[]>): fc.Arbitrary<string[]> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: lines },
  );
}

function isToml(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
