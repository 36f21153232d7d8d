// The texts that are measured: an engine's own default configuration, and generated files that grow
// it by tables nobody asked about, by mirrors of other registries, or by `[[registry]]` entries.
import { readFileSync } from 'node:fs';

const base = readFileSync(
  new URL('../fixtures/engine-defaults/containerd-1.6.20.toml', import.meta.url),
  'utf8',
);

/** Six registries, each with a mirror. */
export const MIRRORS = {
  'docker.io': 'https://hub.example.net',
  'ghcr.io': 'https://ghcr.example.net',
  'gcr.io': 'https://gcr.example.net',
  'registry.k8s.io': 'https://k8s.example.net',
  'quay.io': 'https://quay.example.net',
  'mcr.microsoft.com': 'https://mcr.example.net',
};

const plugin = (number) => `
[proxy_plugins."proxy-${number}"]
  # started by unit ${number}
  type = "snapshot"
  address = "/run/proxy-${number}.sock"

  [proxy_plugins."proxy-${number}".exports]
    root = "/var/lib/proxy-${number}"
    levels = ["info", "warn", ${number}]
`;

const mirror = (number) => `
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."h${number}.example.com"]
  endpoint = ["https://m${number}.example.net"]
`;

const registry = (number) => `
[[registry]]
  prefix = "h${number}.example.com"
  location = "h${number}.example.com"
[[registry.mirror]]
  location = "m${number}.example.net"
`;

function grown(start, part, size) {
  const parts = [start];
  for (let length = start.length, number = 0; length < size; number++) {
    const next = part(number);
    parts.push(next);
    length += next.length;
  }
  return parts.join('');
}

const KB = 1024;
const SIZES = [
  ['100 KB', 100 * KB],
  ['1 MB', 1024 * KB],
  ['10 MB', 10 * 1024 * KB],
];

/** Name, format and text, the smallest first. */
export function files(largest = Number.POSITIVE_INFINITY) {
  const kinds = [
    ['other tables', 'containerd', base, plugin],
    ['other mirrors', 'containerd', base, mirror],
    ['registries.conf', 'registries', 'unqualified-search-registries = ["docker.io"]\n', registry],
  ];
  return [
    { name: 'containerd 1.6 default', format: 'containerd', text: base },
    ...SIZES.filter(([, size]) => size <= largest).flatMap(([size, bytes]) =>
      kinds.map(([kind, format, start, part]) => ({
        name: `${size}, ${kind}`,
        format,
        text: grown(start, part, bytes),
      })),
    ),
  ];
}
