// config.toml files that are right but for a few deviations: in the version, a name, a key, the
// endpoint, the spelling, a setting beside the mirror.
import fc from 'fast-check';

export const HOST = 'mirror.example.net';

const V2 = 'io.containerd.grpc.v1.cri';
const V3 = 'io.containerd.cri.v1.images';

/** What most files have, and what some have in its place. */
function mostly<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
}

const base = fc.constantFrom(
  ['version = 2', `"${V2}"`],
  ['version = 2', `'${V2}'`],
  ['version = 3', `"${V3}"`],
  ['version = 4', `"${V3}"`],
  ['version = 1', 'cri'],
  ['', 'cri'],
);
const VERSIONS = [
  ...['', 'version = 0', 'version = 1', 'version = 2', 'version = 3', 'version = 4', 'version = 5'],
  ...['version = 0x2', 'version = 0b11', 'version = +2', 'version = 2.0', 'version = "3"'],
  ...[
    'version = true',
    'version = -1',
    'version = [2]',
    'Version = 2',
    'VERSION = 2',
    'verson = 2',
  ],
];
const PLUGINS = [
  ...['cri', `"${V2}"`, `"${V3}"`, V2, V3, '"io.containerd.grpc.v1.crl"', `"${V2} "`],
  ...['"io.containerd.grpc.v1.CRI"', '"io.containerd.cri.v1.image"', 'images', 'CRI'],
  ...['"io.containerd.cri.v1.runtime"', '"io.containerd.transfer.v1.local"', `"${V2}.registry"`],
];
const REGISTRY_KEYS = ['Registry', 'REGISTRY', 'registries', 'registy', 'image_registry'];
const MIRROR_KEYS = ['Mirrors', 'MIRRORS', 'mirror', 'mirors', 'registry_mirrors'];
const ENDPOINT_KEYS = ['endpoints', 'Endpoint', 'ENDPOINT', 'endpont', 'end_point', '"endpoint"'];
const NAMES = [
  ...["'docker.io'", '"*"', 'docker.io', '"https://docker.io"', '"docker.io/"', '"Docker.io"'],
  ...['"docker.io/library"', '"docker.io:443"', '"docker.io:80"', '"registry-1.docker.io"'],
  ...['"index.docker.io"', '"hub.docker.com"', '"_default"', '"*.io"', '"**"', '"docker"', '""'],
];
const ENDPOINTS = [
  ...[`["http://${HOST}:5000"]`, `["https://${HOST}/v2"]`, `["https://${HOST}/v2/proxy"]`],
  ...[`["${HOST}"]`, `["HTTPS://${HOST}"]`, `["https://u@${HOST}"]`, `["https://${HOST}?a=b"]`],
  ...[`["https://${HOST}/"]`, `["${HOST}/"]`, `["https://${HOST}//"]`, `["docker://${HOST}"]`],
  ...[`["https:/${HOST}"]`, `["https//${HOST}"]`, `["https://https://${HOST}"]`, `["//${HOST}"]`],
  ...[`["https:${HOST}"]`, `["https://${HOST}:port"]`, `[" https://${HOST}"]`, `["https://"]`],
  ...['[""]', `"https://${HOST}"`, `[["https://${HOST}"]]`, '[1]', 'true', '{}'],
  ...[`["""https://${HOST}"""]`, `[\n    "https://${HOST}", # first\n  ]`, `['https://${HOST}']`],
  `["\\u0068ttps://${HOST}"]`,
];
const IN_REGISTRY = [
  ...['config_path = ""', 'config_path = "/etc/containerd/certs.d"', 'config_path = true'],
  ...['config_path = ["/etc/containerd/certs.d"]', 'Config_Path = "/etc/containerd/certs.d"'],
  ...['CONFIG_PATH = "/etc/containerd/certs.d"', 'headers = { X-A = ["b"] }', 'headers = 1'],
  ...['auths = { "http://[" = { auth = "x" } }', 'configs = []', 'configs = { h = "x" }'],
  ...['configs = { h = { tls = { insecure_skip_verify = "yes" } } }', 'headers = { X-A = "b" }'],
  ...['configs = { h = { auth = { username = 5 } } }', 'unknown = 1', 'auths = []'],
];
const IN_PLUGIN = [
  ...[
    'sandbox_image = "p"',
    'sandbox_image = 5',
    'systemd_cgroup = true',
    'snapshotter = "native"',
  ],
  ...['max_concurrent_downloads = "5"', 'config_path = "/etc/containerd/certs.d"', 'cni = []'],
  ...['stream_server_port = 1', 'enable_selinux = "true"', 'containerd = "x"', 'unknown = 1'],
  ...['containerd = { runtimes = [] }', 'containerd = { default_runtime_name = "nvidia" }'],
  ...['image_pull_progress_timeout = "5"', 'use_local_image_pull = "yes"', 'pinned_images = ["p"]'],
];
const AT_THE_TOP = [
  ...['disabled_plugins = ["cri"]', `disabled_plugins = ["${V2}"]`, `disabled_plugins = ["${V3}"]`],
  ...['disabled_plugins = []', 'disabled_plugins = "cri"', 'disabled_plugins = ["restart"]'],
  ...['required_plugins = ["cri"]', 'imports = []', 'imports = "/x"', 'root = 5', 'unknown = 1'],
  ...['oom_score = "0"', 'grpc = 1', 'timeouts = { x = "2" }', 'imports = ["/x/*.toml"]'],
];
const AT_THE_END = [
  ...['[grpc]\n  address = 5', '[debug]\n  level = "info"', '[metrics]\n  grpc_histogram = "no"'],
  ...['[proxy_plugins]\n  x = 1', '[plugins.linux]\n  a = 1', '[plugins."x.y.z.w"]\n  a = 1'],
  ...['[plugins."io.containerd.internal.v1.opt"]\n  path = "/opt"', '[plugins]\n  x = 1'],
  ...['[plugins."io.containerd.cri.v1.runtime"]\n  enable_cdi = "x"', '[other]\n  x = 2026-01-31'],
];

interface Parts {
  readonly base: readonly string[];
  readonly version: string | undefined;
  readonly plugin: string | undefined;
  readonly registry: string;
  readonly mirrors: string;
  readonly name: string;
  readonly key: string;
  readonly value: string;
  readonly inRegistry: string;
  readonly inPlugin: string;
  readonly top: string;
  readonly end: string;
  readonly eol: string;
  readonly spelling: 'headers' | 'nested' | 'dotted' | 'inline' | 'child-first';
}

/** Files for the one registry `docker.io` with the one mirror `HOST`. */
export const deviatingConfig: fc.Arbitrary<string> = fc
  .record<Parts>({
    base,
    version: mostly<string | undefined>(undefined, ...VERSIONS),
    plugin: mostly<string | undefined>(undefined, ...PLUGINS),
    registry: mostly('registry', ...REGISTRY_KEYS),
    mirrors: mostly('mirrors', ...MIRROR_KEYS),
    name: mostly('"docker.io"', ...NAMES),
    key: mostly('endpoint', ...ENDPOINT_KEYS),
    value: mostly(`["https://${HOST}"]`, ...ENDPOINTS),
    inRegistry: mostly('', ...IN_REGISTRY),
    inPlugin: mostly('', ...IN_PLUGIN),
    top: mostly('', ...AT_THE_TOP),
    end: mostly('', ...AT_THE_END),
    eol: mostly('\n', '\r\n'),
    spelling: mostly<Parts['spelling']>('headers', 'nested', 'dotted', 'inline', 'child-first'),
  })
  .map(written);

function written(parts: Parts): string {
  const { base: usual, version = usual[0], plugin = usual[1], top, end, eol } = parts;
  const text = [version, top, ...body(parts, `plugins.${plugin}`), end];
  return `${text.filter((line) => line !== '').join('\n')}\n`.replaceAll('\n', eol);
}

function body(parts: Parts, plugin: string): readonly string[] {
  const { registry, mirrors, name, key, value, inRegistry, inPlugin, spelling } = parts;
  const own = inPlugin && [`[${plugin}]`, `  ${inPlugin}`];
  const settings = inRegistry && [`[${plugin}.${registry}]`, `  ${inRegistry}`];
  const entry = [`[${plugin}.${registry}.${mirrors}.${name}]`, `  ${key} = ${value}`];
  switch (spelling) {
    case 'headers':
      return [...own, ...settings, ...entry];
    case 'child-first':
      return [...entry, ...settings, ...own];
    case 'nested':
      return ['[plugins]', ...own, `[${plugin}.${registry}]`, `  ${inRegistry}`, ...entry];
    case 'dotted':
      return [
        `[${plugin}]`,
        `  ${inPlugin}`,
        inRegistry && `  ${registry}.${inRegistry}`,
        `  ${registry}.${mirrors}.${name}.${key} = ${value}`,
      ];
    case 'inline': {
      const table = `${mirrors} = { ${name} = { ${key} = ${value} } }`;
      const whole = [inRegistry, table].filter((each) => each !== '').join(', ');
      return [`[${plugin}]`, `  ${inPlugin}`, `  ${registry} = { ${whole} }`];
    }
  }
}
