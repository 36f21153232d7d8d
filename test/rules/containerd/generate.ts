// config.toml files as people write them, right and wrong: versions, plugin names, keys, endpoints.
import fc from 'fast-check';

/** Stands for every secret of a generated file. */
export const SECRET = 'hunter2secret';
export const MIRROR = 'https://mirror.example.net';

const V2 = '"io.containerd.grpc.v1.cri"';
const V3 = '"io.containerd.cri.v1.images"';

const version = fc.constantFrom(
  '',
  '',
  'version = 0',
  'version = 1',
  'version = 2',
  'version = 2',
  'version = 0x2',
  'version = 3',
  'version = 3',
  'version = 4',
  'version = 5',
  'version = "2"',
  'version = 2.0',
  'version = -1',
  'Version = 2',
);
const plugin = fc.constantFrom('cri', V2, V2, V2, V3, V3, V3, 'io.containerd.grpc.v1.cri');
const extra = fc.constantFrom(
  '',
  '',
  '',
  '',
  'disabled_plugins = ["cri"]',
  'disabled_plugins = ["io.containerd.grpc.v1.cri"]',
  'disabled_plugins = []',
  'required_plugins = ["io.containerd.cri.v1.images"]',
  'imports = ["/etc/containerd/conf.d/*.toml"]',
  'imports = "/etc/containerd/conf.d/*.toml"',
);
const configPath = fc.constantFrom(
  '',
  '',
  '',
  'config_path = ""',
  'config_path = "/etc/containerd/certs.d"',
  'config_path = ["/etc/containerd/certs.d"]',
);
const other = fc.constantFrom(
  '',
  '',
  '',
  '[plugins.linux]\n  shim_debug = true',
  '[plugins."x.y.z.w"]\n  a = 1',
  '[plugins."io.containerd.runtime.v1.linux"]\n  shim_debug = true',
);

/** One entry for `docker.io`, and around it whatever decides whether it is read. */
export const oneMirror: fc.Arbitrary<string> = fc
  .tuple(version, extra, plugin, configPath, other)
  .map(([first, second, name, path, last]) =>
    lines([
      first,
      second,
      `[plugins.${name}.registry]`,
      path && `  ${path}`,
      `[plugins.${name}.registry.mirrors."docker.io"]`,
      `  endpoint = ["${MIRROR}"]`,
      last,
    ]),
  );

/** The same without the mirror. */
export const noMirror: fc.Arbitrary<string> = fc
  .tuple(version, extra, fc.option(plugin), configPath, other)
  .map(([first, second, name, path, last]) =>
    lines([
      first,
      second,
      ...(name === null ? [] : [`[plugins.${name}.registry]`, path && `  ${path}`]),
      last,
    ]),
  );

const key = fc.constantFrom(
  '"docker.io"',
  '"ghcr.io"',
  '"*"',
  'docker.io',
  '"https://docker.io"',
  '"docker.io/library"',
  '"Quay.io"',
  '"index.docker.io"',
  '"ghcr.io:443"',
  '"*.example.com"',
  '_default',
  `"https://user:${SECRET}@reg.example"`,
);
const endpoint = fc.constantFrom(
  MIRROR,
  'https://mirror.example.net/',
  'mirror.example.net',
  'localhost:5000',
  'https://mirror.example.net/proxy',
  'https://mirror.example.net/v2/proxy',
  'https://docker.io',
  'https://registry-1.docker.io',
  'docker://mirror.example.net',
  'http://[::1',
  '',
  `https://user:${SECRET}@mirror.example.net`,
  `user:${SECRET}@mirror.example.net/`,
  `https://mirror.example.net?token=${SECRET}`,
);
const endpoints = fc
  .tuple(
    fc.constantFrom('endpoint', 'endpoint', 'endpoint', 'endpoints', 'Endpoint'),
    fc.array(endpoint, { maxLength: 3 }),
    fc.boolean(),
  )
  .map(([name, list, single]) =>
    single && list.length === 1
      ? `  ${name} = "${list[0]}"`
      : `  ${name} = [${list.map((each) => `"${each}"`).join(', ')}]`,
  );
const settings = fc.constantFrom(
  '[REGISTRY.configs."mirror.example.net".tls]\n  insecure_skip_verify = true',
  '[REGISTRY.configs."https://mirror.example.net".tls]\n  ca_file = "/etc/ca.pem"',
  `[REGISTRY.configs."docker.io".auth]\n  username = "u"\n  password = "${SECRET}"`,
  `[REGISTRY.auths."https://user:${SECRET}@reg.example"]\n  auth = "${SECRET}"`,
  `[REGISTRY.headers]\n  Authorization = ["Bearer ${SECRET}"]`,
  `[REGISTRY.mirors."docker.io"]\n  endpoint = ["https://user:${SECRET}@m.example"]`,
);

/** Entries of every kind under one plugin's name. */
export const anyConfig: fc.Arbitrary<string> = fc
  .tuple(
    version,
    extra,
    plugin,
    fc.array(fc.tuple(key, endpoints), { maxLength: 4 }),
    fc.array(settings, { maxLength: 2 }),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([first, second, name, entries, more, eol]) => {
    const registry = `plugins.${name}.registry`;
    const seen = new Map(entries.map(([each, body]) => [each.replaceAll('"', ''), [each, body]]));
    const text = lines([
      first,
      second,
      ...[...seen.values()].map(([each, body]) => `[${registry}.mirrors.${each}]\n${body}`),
      ...new Set(more.map((each) => each.replace('REGISTRY', registry))),
    ]);
    return text.replaceAll('\n', eol);
  });

function lines(list: readonly string[]): string {
  return `${list.filter((each) => each !== '').join('\n')}\n`;
}
