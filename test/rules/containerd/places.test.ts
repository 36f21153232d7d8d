// Where the rules of config.toml speak and where they do not: releases, spellings, and what is graver
// or milder than the rule usually is. Each code stands with its severity.
import { describe, expect, test } from 'vitest';
import { fix, lint } from '../../../src/index.ts';
import { applyEdits } from '../../../src/text/edit.ts';

const V2 = 'plugins."io.containerd.grpc.v1.cri"';
const V3 = 'plugins."io.containerd.cri.v1.images"';
const GOOD = 'endpoint = ["https://hub.example.net"]';
/** What every file with mirrors is told, and is tested elsewhere. */
const ALWAYS = ['mirrors-deprecated', 'mirrors-only-2.2.0'];

function found(text: string, release?: string): readonly string[] {
  const target = release === undefined ? {} : { target: `containerd@${release}` };
  return lint(text, { format: 'containerd', ...target })
    .map(({ code, severity }) => `${code.replace('containerd/', '')} ${severity}`)
    .filter((each) => !ALWAYS.some((code) => each.startsWith(`${code} `)));
}

describe('releases', () => {
  test.each([
    [
      '2.0.11',
      'version 1 file',
      `[plugins.cri.registry.mirrors."docker.io"]\n${GOOD}\n`,
      ['version-1-ignored error'],
    ],
    ['2.3.4', 'version 1 file', `[plugins.cri.registry.mirrors."docker.io"]\n${GOOD}\n`, []],
    [
      undefined,
      'version 1 file',
      `[plugins.cri.registry.mirrors."docker.io"]\n${GOOD}\n`,
      ['version-1-ignored warning'],
    ],
    ['1.7.24', 'version 3 file', 'version = 3\n', ['version-too-new error']],
    ['1.7.7', 'version 3 file', 'version = 3\n', []],
    [
      '1.7.7',
      'version 3 file with mirrors',
      `version = 3\n[${V3}.registry.mirrors."docker.io"]\n${GOOD}\n`,
      ['version-half-read error'],
    ],
    ['2.2.7', 'version 4 file', 'version = 4\n', ['version-too-new error']],
    ['2.3.4', 'version 4 file', 'version = 4\n', []],
    [undefined, 'version 5 file', 'version = 5\n', ['unknown-version error']],
    [
      '2.2.0',
      'two folders',
      `version = 3\n[${V3}.registry]\nconfig_path = "/a:/b"\n`,
      ['config-path-multi-root error'],
    ],
    ['2.0.11', 'two folders', `version = 3\n[${V3}.registry]\nconfig_path = "/a:/b"\n`, []],
    [
      undefined,
      'two folders',
      `version = 3\n[${V3}.registry]\nconfig_path = "/a:/b"\n`,
      ['config-path-multi-root warning'],
    ],
    [
      '1.6.20',
      'relative pattern',
      'version = 2\nimports = ["conf.d/*.toml"]\n',
      ['import-relative-glob error'],
    ],
    ['1.6.29', 'relative pattern', 'version = 2\nimports = ["conf.d/*.toml"]\n', []],
    ['1.7.34', 'byte order mark', '\ufeffversion = 2\n', []],
    ['2.3.4', 'byte order mark', '\ufeffversion = 2\n', ['toml/byte-order-mark error']],
  ])('%s: %s', (release, _, text, codes) => {
    expect(found(text, release)).toEqual(codes);
  });

  test('a stray version is harmless where the file is read without it', () => {
    const text = `[plugins.cri.registry.mirrors."docker.io"]\n${GOOD}\nversion = 1\n`;
    expect(found(text, '1.7.24')).toContain('version-after-table warning');
    expect(found(text.replace('cri', '"io.containerd.grpc.v1.cri"'), '1.7.24')).toContain(
      'version-after-table error',
    );
  });
});

describe('spellings of one fault', () => {
  test.each([
    ['header', `[${V2}.registry.mirrors."docker.io"]\nendpoints = ["https://hub.example.net"]\n`],
    [
      'single quotes',
      `[plugins.'io.containerd.grpc.v1.cri'.registry.mirrors.'docker.io']\nendpoints = ['https://hub.example.net']\n`,
    ],
    ['dotted keys', `${V2}.registry.mirrors."docker.io".endpoints = ["https://hub.example.net"]\n`],
    [
      'inline tables',
      `[${V2}.registry]\nmirrors = { "docker.io" = { endpoints = ["https://hub.example.net"] } }\n`,
    ],
    [
      'blanks in the header',
      `[ ${V2} . registry . mirrors . "docker.io" ]\nendpoints = ["https://hub.example.net"]\n`,
    ],
  ])('%s', (_, below) => {
    for (const eol of ['\n', '\r\n']) {
      const text = `version = 2\n${below}`.replaceAll('\n', eol);
      expect(found(text, '2.0.11')).toEqual(['endpoint-misspelt error']);
      const fixed = fix(text, { format: 'containerd' }).text;
      expect(fixed).toBe(text.replace('endpoints', 'endpoint'));
    }
  });
});

describe('mirrors in the wrong place', () => {
  test.each([
    ['at the top', '[registry.mirrors."docker.io"]', 'registry-misplaced error'],
    [
      'under a plugin’s name alone',
      '["io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]',
      'registry-misplaced error',
    ],
    [
      'in another table of the plugin',
      `[${V2}.image_registry.mirrors."docker.io"]`,
      'registry-misplaced error',
    ],
    ['in a list of tables', `[[${V2}.registries.mirrors."docker.io"]]`, 'registry-misplaced error'],
    [
      'in another table of registry',
      `[${V2}.registry.registry_mirrors."docker.io"]`,
      'registry-misplaced error',
    ],
    ['without mirrors', `[${V2}.registry."docker.io"]`, 'registry-misplaced error'],
    ['without a registry', `[${V2}.registry]`, 'registry-misplaced error'],
    ['under a misspelt registry', `[${V2}.registy.mirrors."docker.io"]`, 'unknown-key error'],
    [
      'under a plugin in capitals',
      '[plugins."io.containerd.grpc.v1.CRI".registry.mirrors."docker.io"]',
      'unknown-plugin error',
    ],
    [
      'under a name that has all of it',
      '[plugins."io.containerd.grpc.v1.cri.registry.mirrors.docker.io"]',
      'unknown-plugin error',
    ],
  ])('%s', (_, header, code) => {
    const text = `version = 2\n${header}\n${GOOD}\n`;
    expect(found(text, '2.1.9')).toEqual([code]);
    const beside = `${text}[${V2}.registry.mirrors."ghcr.io"]\n${GOOD}\n`;
    expect(found(beside, '2.0.11')).toContain(code);
  });

  test('a snapshotter has a registry of its own', () => {
    const header = '[plugins."io.containerd.snapshotter.v1.stargz".registry.mirrors."docker.io"]';
    expect(found(`version = 2\n${header}\n${GOOD}\n`)).toEqual([]);
  });

  test('another plugin may have an endpoint', () => {
    const header = '[plugins."io.containerd.tracing.processor.v1.otlp"]';
    expect(found(`version = 2\n${header}\nendpoint = "http://localhost:4318"\n`)).toEqual([]);
  });
});

describe('a config_path that is not read', () => {
  test.each([
    [`[${V3}]`, 'config_path', 'config-path-wrong-table'],
    [`[${V3}.registry]`, 'config-path', 'unknown-key'],
  ])('in %s as %s is an error where hosts.toml files are meant', (header, key, code) => {
    const text = `version = 3\n${header}\n${key} = "/etc/containerd/certs.d"\n`;
    expect(found(text, '2.0.11')).toEqual([`${code} error`]);
    const mirrors = `[${V3}.registry.mirrors."docker.io"]\n${GOOD}\n`;
    expect(found(`${text}${mirrors}`, '2.0.11')).toEqual([`${code} warning`]);
  });

  test('is found in capitals by containerd 2', () => {
    const text = `version = 2\n[${V2}.registry]\nConfig_Path = "/etc/containerd/certs.d"\n`;
    expect(found(text, '1.7.24')).toEqual(['key-case error']);
    expect(found(text, '2.0.11')).toEqual([]);
  });
});

describe('a table that is not read', () => {
  const older = `[${V2}.registry.mirrors."docker.io"]\n${GOOD}\n`;
  const newer = `[${V3}.registry.mirrors."docker.io"]\nendpoint = ["https://m.example.net"]\n`;

  test('is no error where the one that is read has the same registries', () => {
    const text = `version = 2\n${older}${newer}`;
    expect(found(text, '2.1.9')).toEqual(['both-names warning', 'unused warning']);
    expect(found(text.replaceAll('m.example.net', 'hub.example.net'), '2.1.9')).toEqual([]);
  });

  test('is an error where it has others', () => {
    const text = `version = 2\n${older}${newer.replace('docker.io', 'ghcr.io')}`;
    expect(found(text, '2.1.9')).toEqual(['both-names error']);
    expect(found(text, '1.7.24')).toEqual(['both-names error']);
    expect(found(text)).toEqual(['both-names error']);
  });
});

describe('endpoints', () => {
  test.each([
    ['https:/hub.example.net', 'https://hub.example.net'],
    ['http//hub.example.net:5000', 'http://hub.example.net:5000'],
    ['https://https://hub.example.net', 'https://hub.example.net'],
  ])('%s names no host', (endpoint, meant) => {
    const text = `version = 2\n[${V2}.registry.mirrors."docker.io"]\nendpoint = ["${endpoint}"]\n`;
    expect(found(text, '2.1.9')).toEqual(['endpoint-scheme-misspelt error']);
    const [offered] = lint(text, { format: 'containerd' }).flatMap(({ fixes = [] }) => fixes);
    expect(offered?.safe).toBe(false);
    const { start, end, text: better } = offered?.edits[0] ?? { start: 0, end: 0, text: '' };
    expect(text.slice(0, start) + better + text.slice(end)).toBe(text.replace(endpoint, meant));
  });

  test('a slash is taken away beside credentials, which no edit repeats', () => {
    const text = `version = 2\n[${V2}.registry.mirrors."docker.io"]\nendpoint = ["https://u:hunter2@hub.example.net/?t=hunter2"]\n`;
    const fixed = fix(text, { format: 'containerd' });
    expect(fixed.text).toBe(text.replace('net/?', 'net?'));
    expect(JSON.stringify([fixed.edits, fixed.diagnostics])).not.toContain('hunter2');
  });

  test.each(['hub.docker.com', 'registry-1.docker.io', 'index.docker.io'])(
    '%s is no name that Docker Hub is looked up by',
    (name) => {
      const text = `version = 2\n[${V2}.registry.mirrors."${name}"]\n${GOOD}\n`;
      expect(found(text, '2.1.9')).toEqual(['hub-alias-key error']);
      expect(fix(text, { format: 'containerd' }).text).toContain('mirrors."docker.io"');
    },
  );
});

describe('silencing', () => {
  const text = `version = 2\n[${V2}.registry.mirrors."Docker.io"]\n${GOOD}\n`;

  test('by a comment above, for a file, or by options', () => {
    const code = 'containerd/key-upper-case';
    const above = text.replace('[', `# mirrorconf-disable-next-line ${code}\n[`);
    expect(found(text, '2.1.9')).toEqual(['key-upper-case error']);
    expect(found(above)).toEqual([]);
    expect(found(`# mirrorconf-disable ${code}\n${text}`)).toEqual([]);
    const off = lint(text, { format: 'containerd', rules: { [code]: 'off' } });
    expect(off.map((each) => each.code)).not.toContain(code);
  });

  test('that silences nothing is told', () => {
    const [first] = found(`# mirrorconf-disable containerd/key-has-path\n${text}`);
    expect(first).toMatch(/unused/);
  });
});

test('a config_path that is all that an inline table has moves into a registry in its place', () => {
  const text = (inner: string): string =>
    `version = 2\n[plugins]\n"io.containerd.grpc.v1.cri" = { ${inner} }\n`;
  const result = fix(text("config_path = '/etc/containerd/certs.d'"), {
    format: 'containerd',
    target: 'containerd@1.7.24',
  });
  expect(result.text).toBe(text("registry = { config_path = '/etc/containerd/certs.d' }"));
});

test('a registry table of its own does not make the file another engine’s', () => {
  const text = `version = 2\n[registry.mirrors."docker.io"]\n${GOOD}\n`;
  const path = '/etc/containerd/config.toml';
  expect(lint(text, { path, target: 'containerd@2.1.9' }).map(({ code }) => code)).toEqual([
    'containerd/registry-misplaced',
  ]);
});

describe('what belongs elsewhere', () => {
  test.each([
    ['host."https://m.example".capabilities = ["pull"]', ['other-file error']],
    ['server = "https://m.example"', ['other-file error']],
    ['registry."docker.io".mirrors = ["m.example"]', ['other-file error']],
    ['registry-mirrors = ["https://m.example"]', ['other-file error']],
    ['insecure-registries = ["m.example"]', ['other-file warning']],
    ['config_path = "/etc/containerd/certs.d"', ['config-path-wrong-table error']],
    ['server = 1', []],
  ])('%s', (line, codes) => {
    expect(found(`version = 2\n${line}\n`, '2.1.9')).toEqual(codes);
  });
});

describe('config_path', () => {
  const path = (value: string): string =>
    `version = 2\n[${V2}.registry]\nconfig_path = "${value}"\n`;
  const ROOT = '/etc/containerd/certs.d';

  test.each([
    [`${ROOT}/docker.io`, ROOT],
    [`${ROOT}/docker.io/`, ROOT],
    [`${ROOT}/docker.io/hosts.toml`, ROOT],
    [`${ROOT}/*`, ROOT],
    [`${ROOT}/*/hosts.toml`, ROOT],
    ['/srv/hosts.toml', '/srv'],
  ])('%s is no folder of registries', (value, root) => {
    expect(found(path(value), '2.1.9')).toEqual(['config-path-no-root error']);
    const [fault] = lint(path(value), { format: 'containerd', target: 'containerd@2.1.9' });
    expect(fault?.fixes?.map(({ edits }) => applyEdits(path(value), edits))).toEqual([path(root)]);
  });

  test.each([ROOT, `${ROOT}/`, `${ROOT}/mirrors`, '/etc/docker.io'])('%s may be one', (value) => {
    expect(found(path(value), '2.1.9')).toEqual([]);
  });
});

test.each(['http://m.example:5000:5000', 'http://*.example', 'http://a.example,http://b.example'])(
  'no request can go to %s',
  (url) => {
    const text = `version = 2\n[${V2}.registry.mirrors."docker.io"]\nendpoint = ["${url}"]\n`;
    expect(found(text)).toEqual(['endpoint-without-host error']);
  },
);

describe('required plugins', () => {
  const required = (name: string, rest = ''): string =>
    `version = 2\nrequired_plugins = ["io.containerd.${name}"]\n${rest}`;
  const NONE = ['required-plugin error'];

  test.each([
    ['grpc.v1.cri', undefined, []],
    ['cri.v1.images', undefined, []],
    ['cri.v1.images', '1.7.24', NONE],
    ['cri.v1.images', '2.1.9', []],
    ['runtime.v1.linux', '2.1.9', NONE],
    ['grpc.v1.kri', '2.1.9', NONE],
    ['grpc.v1.kri', '2.3.4', []],
  ])('%s for %s', (name, release, codes) => {
    expect(found(required(name), release)).toEqual(codes);
  });

  test('may be proxies, and may not be turned off', () => {
    const proxy = '[proxy_plugins.stargz]\ntype = "snapshot"\naddress = "/run/x.sock"\n';
    expect(found(required('snapshotter.v1.stargz', proxy), '2.1.9')).toEqual([]);
    const off = 'disabled_plugins = ["io.containerd.gc.v1.scheduler"]\n';
    expect(found(required('gc.v1.scheduler', off), '2.1.9')).toEqual(NONE);
  });
});
