// The schemas of the engines' own files: real files pass, what makes an engine refuse a file does not.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { addMirrors, type Format } from '../../src/index.ts';
import { schemaFolder } from '../cli/support.ts';
import { describeShared, sharedPath } from '../support/shared.ts';

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictTuples: false });

function schema(name: Format): ValidateFunction {
  return ajv.compile(
    JSON.parse(readFileSync(join(schemaFolder, `${name}.json`), 'utf8')) as object,
  );
}

const validate: Readonly<Record<Format, ValidateFunction>> = {
  containerd: schema('containerd'),
  hosts: schema('hosts'),
  registries: schema('registries'),
  buildkitd: schema('buildkitd'),
};

/** Where the text is wrong. */
function faults(format: Format, toml: string): readonly string[] {
  const check = validate[format];
  check(parse(toml.replace(/^\ufeff/, '')));
  return [...new Set((check.errors ?? []).map(({ instancePath }) => instancePath))];
}

const v2 = 'version = 2\n[plugins."io.containerd.grpc.v1.cri".registry';
const cri = '/plugins/io.containerd.grpc.v1.cri/registry';

describe.each<[Format, readonly (readonly [toml: string, place: string])[]]>([
  [
    'containerd',
    [
      ['version = "2"', '/version'],
      ['version = 2.5', '/version'],
      ['version = -1', '/version'],
      ['version = 5', '/version'],
      ['imports = "/etc/containerd/conf.d/*.toml"', '/imports'],
      ['disabled_plugins = "cri"', '/disabled_plugins'],
      ['[plugins]\n"io.containerd.grpc.v1.cri" = "x"', '/plugins/io.containerd.grpc.v1.cri'],
      ['[plugins]\n"io.containerd.other" = 1', '/plugins/io.containerd.other'],
      [`${v2}]\nconfig_path = ["/a", "/b"]`, `${cri}/config_path`],
      [`${v2}.mirrors."a.io"]\nendpoint = "https://m"`, `${cri}/mirrors/a.io/endpoint`],
      [`${v2}.mirrors."a.io"]\nendpoint = [1]`, `${cri}/mirrors/a.io/endpoint/0`],
      [`${v2}.mirrors]\n"a.io" = ["https://m"]`, `${cri}/mirrors/a.io`],
      [
        `${v2}.configs."m".tls]\ninsecure_skip_verify = "true"`,
        `${cri}/configs/m/tls/insecure_skip_verify`,
      ],
      [`${v2}.headers]\nx = "y"`, `${cri}/headers/x`],
      [
        '[plugins.cri.registry.mirrors."a.io"]\nendpoint = ""',
        '/plugins/cri/registry/mirrors/a.io/endpoint',
      ],
      [
        'version = 3\n[plugins."io.containerd.cri.v1.images".registry]\nmirrors = []',
        '/plugins/io.containerd.cri.v1.images/registry/mirrors',
      ],
    ],
  ],
  [
    'hosts',
    [
      ['server = ["https://a"]', '/server'],
      ['[host]\ncapabilities = ["pull"]\n[host."https://m"]', '/host/capabilities'],
      ['[[host."https://m"]]', '/host/https:~1~1m'],
      ['[host."https://m"]\ncapabilities = "pull"', '/host/https:~1~1m/capabilities'],
      ['[host."https://m"]\ncapabilities = ["pul"]', '/host/https:~1~1m/capabilities/0'],
      ['[host."https://m"]\nskip_verify = "true"', '/host/https:~1~1m/skip_verify'],
      ['[host."https://m"]\noverride_path = 1', '/host/https:~1~1m/override_path'],
      ['[host."https://m"]\nca = 1', '/host/https:~1~1m/ca'],
      ['[host."https://m"]\nclient = [["a"]]', '/host/https:~1~1m/client/0'],
      ['[host."https://m"]\nclient = [["a", "b", "c"]]', '/host/https:~1~1m/client/0'],
      ['[host."https://m".header]\nx = 1', '/host/https:~1~1m/header/x'],
      ['[host."https://m"]\ndial_timeout = "5"', '/host/https:~1~1m/dial_timeout'],
      ['[host."https://m"]\ndial_timeout = 5', '/host/https:~1~1m/dial_timeout'],
      ['skip_verify = "no"', '/skip_verify'],
    ],
  ],
  [
    'registries',
    [
      ['[registry]\nlocation = "a.io"', '/registry'],
      ['[registry."docker.io"]\nlocation = "a.io"', '/registry'],
      [
        '[[registry]]\nlocation = "a.io"\n[registry.mirror]\nlocation = "m.io"',
        '/registry/0/mirror',
      ],
      ['[[registries]]\nlocation = "a.io"', '/registries'],
      ['[[registry]]\nlocation = "a.io"\ninsecure = "true"', '/registry/0/insecure'],
      ['[[registry]]\nlocation = "a.io"\nblocked = 1', '/registry/0/blocked'],
      ['[[registry]]\nlocation = "a.io"\npull-from-mirror = "all"', '/registry/0/pull-from-mirror'],
      ['[[registry]]\nlocation = "https://a.io"', '/registry/0/location'],
      ['[[registry]]\nprefix = "http://a.io"\nlocation = "a.io"', '/registry/0/prefix'],
      [
        '[[registry]]\nlocation = "a.io"\n[[registry.mirror]]\ninsecure = true',
        '/registry/0/mirror/0',
      ],
      [
        '[[registry]]\nlocation = "a.io"\n[[registry.mirror]]\nlocation = ""',
        '/registry/0/mirror/0/location',
      ],
      [
        '[[registry]]\nlocation = "a.io"\n[[registry.mirror]]\nlocation = "https://m"',
        '/registry/0/mirror/0/location',
      ],
      [
        '[[registry]]\nlocation = "a.io"\n[[registry.mirror]]\nlocation = "m.io"\npull-from-mirror = "Digest-Only"',
        '/registry/0/mirror/0/pull-from-mirror',
      ],
      ['short-name-mode = "prompt"', '/short-name-mode'],
      ['unqualified-search-registries = "a.io"', '/unqualified-search-registries'],
      ['unqualified-search-registries = ["https://a.io"]', '/unqualified-search-registries/0'],
      ['unqualified-search-registries = ["a.io/b"]', '/unqualified-search-registries/0'],
      ['unqualified-search-registries = [""]', '/unqualified-search-registries/0'],
      ['credential-helpers = "x"', '/credential-helpers'],
      ['[aliases]\na = 1', '/aliases/a'],
    ],
  ],
  [
    'buildkitd',
    [
      ['[[registry]]\nmirrors = ["m.io"]', '/registry'],
      ['[registry]\nmirrors = ["m.io"]', '/registry/mirrors'],
      ['[registry."a.io"]\nmirrors = "m.io"', '/registry/a.io/mirrors'],
      ['[registry."a.io"]\nca = "/a.pem"', '/registry/a.io/ca'],
      ['[registry."a.io"]\nhttp = "true"', '/registry/a.io/http'],
      ['[registry."a.io"]\ninsecure = 1', '/registry/a.io/insecure'],
      ['[registry."a.io".keypair]\nkey = "k"\ncert = "c"', '/registry/a.io/keypair'],
      ['[registry."a.io"]\ntlsconfigdir = "/d"', '/registry/a.io/tlsconfigdir'],
    ],
  ],
])('what engines refuse in a %s file', (format, cases) => {
  test.each(cases)('%s', (toml, place) => {
    expect(faults(format, toml)).toContain(place);
  });
});

describe('what engines take passes', () => {
  test.each<[Format, string]>([
    ['containerd', 'version = 0x2\noom_score = 0\n[plugins."io.containerd.grpc.v1.cri"]\nx = 1'],
    ['containerd', `${v2}.mirrors."a.io"]\nendpoints = "ignored"`],
    ['hosts', '[host."https://m"]\ncapabilities = ["Pull", "RESOLVE", "push", "referrers"]'],
    [
      'hosts',
      '[host."https://m"]\ncapabilities = []\ndial_timeout = "1h2m3.5s"\nclient = ["a", ["b", ""]]',
    ],
    ['hosts', ''],
    ['registries', 'short-name-mode = ""\n[[registry]]\nprefix = "*.example.com"'],
    [
      'registries',
      '[[registry]]\nlocation = "a.io"\n[[registry.mirror]]\nlocation = "m.io"\nprefix = "a.io"',
    ],
    ['registries', '[registries.search]\nregistries = ["a.io"]'],
    [
      'buildkitd',
      'debug = true\n[registry."a.io"]\nmirrors = []\n[[registry."a.io".keypair]]\nkey = "k"',
    ],
  ])('%s: %s', (format, toml) => {
    expect(faults(format, toml)).toEqual([]);
  });

  test.each<Format>(['containerd', 'hosts', 'registries', 'buildkitd'])(
    'a %s file that is written here',
    (format) => {
      const mirrors = { 'docker.io': ['https://m.example/proxy', 'http://n.example:5000'] };
      const { text } = addMirrors('', mirrors, { format, registry: 'docker.io' });
      expect(faults(format, text)).toEqual([]);
    },
  );
});

describeShared('every real file that its engine takes passes', () => {
  const rows = readFileSync(sharedPath('corpus', 'INDEX.tsv'), 'utf8').trimEnd().split('\n');
  const [head = '', ...lines] = rows;
  const columns = head.split('\t');
  const files = lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
  });
  const verdicts = columns.filter((column) => /^(containerd_|skopeo)/.test(column));

  /** Its `server` is an array, which makes containerd pass over the file. */
  const unmeasuredButRefused = ['hosts/13-kubernetes-sigs-kind-hosts.toml'];

  const measured = files.filter(({ kind = '' }) => kind in validate);
  test.each(measured.map((row) => [row['file'] ?? '', row] as const))('%s', (file, row) => {
    const said = verdicts.map((column) => row[column] ?? '-').filter((cell) => cell !== '-');
    const taken =
      said.length === 0
        ? !unmeasuredButRefused.includes(file)
        : said.some((cell) => cell.startsWith('ok'));
    if (!(row['toml_smol_1.9.1'] ?? '').startsWith('valid')) return;
    const found = faults(row['kind'] as Format, readFileSync(sharedPath('corpus', file), 'utf8'));
    if (taken) expect(found).toEqual([]);
    if (unmeasuredButRefused.includes(file)) expect(found).not.toEqual([]);
  });
});

describeShared("the engines' own defaults pass", () => {
  test.each(readdirSync(sharedPath('engine-defaults')))('%s', (file) => {
    expect(faults('containerd', readFileSync(sharedPath('engine-defaults', file), 'utf8'))).toEqual(
      [],
    );
  });
});
