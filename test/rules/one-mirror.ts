// Files with one mirror as people write them, right and with the slips that people make: what lint
// says of them is held against what the engine model foretells.
import fc from 'fast-check';
import type { Format } from '../../src/index.ts';

/** The mirror of every file, and the registry that it is for. */
export const MIRROR = 'hub.example.net';
export const IMAGE = 'docker.io/library/alpine';

export const RELEASES: Readonly<Record<'hosts' | 'registries' | 'buildkitd', readonly string[]>> = {
  hosts: [
    ...['1.6.0', '1.6.20', '1.6.25', '1.6.36', '1.7.0', '1.7.7', '1.7.24', '1.7.31', '1.7.32'],
    ...['2.0.0', '2.0.7', '2.1.0', '2.1.9', '2.2.0', '2.2.7', '2.3.4', 'main'],
  ].map((release) => `containerd@${release}`),
  registries: [
    '5.5',
    '5.20',
    '5.21',
    '5.23',
    '5.24',
    '5.26',
    '5.32',
    '5.34',
    '5.35',
    '5.40',
    'main',
  ]
    .map((release) => `containers-image@${release}`)
    .concat('podman@4.3', 'cri-o@1.30', 'skopeo@1.22'),
  buildkitd: ['0.9', '0.10', '0.11', '0.12', '0.13', '0.27', '0.28', 'main'].map(
    (release) => `buildkit@${release}`,
  ),
};

const BASES: Readonly<Record<keyof typeof RELEASES, readonly string[]>> = {
  hosts: [
    `[host."https://${MIRROR}"]\n  capabilities = ["pull", "resolve"]\n`,
    `server = "https://registry-1.docker.io"\n\n[host."https://${MIRROR}"]\n  capabilities = ["pull", "resolve"]\n  skip_verify = true\n`,
    `[host."http://${MIRROR}:5000"]\n  override_path = false\n  ca = ["/etc/ca.pem"]\n`,
    `[host."https://${MIRROR}/v2/proxy"]\n  override_path = true\n  header = { x-team = "build" }\n`,
    `host."https://${MIRROR}".capabilities = ["pull", "resolve"]\n`,
    `server = "https://${MIRROR}"\n`,
    `server = "https://registry-1.docker.io"\ncapabilities = ["push"]\n[host."https://${MIRROR}"]\n  dial_timeout = "5s"\n`,
  ],
  registries: [
    `[[registry]]\nlocation = "docker.io"\n\n[[registry.mirror]]\nlocation = "${MIRROR}"\n`,
    `unqualified-search-registries = ["docker.io"]\n\n[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n\n[[registry.mirror]]\nlocation = "${MIRROR}:5000/proxy"\ninsecure = true\n`,
    `short-name-mode = "enforcing"\n\n[[registry]]\nprefix = "docker.io/library"\nlocation = "docker.io/library"\nblocked = false\nmirror-by-digest-only = false\n\n[[registry.mirror]]\nlocation = "${MIRROR}/library"\npull-from-mirror = "all"\n`,
    `registry = [{ location = "docker.io", mirror = [{ location = "${MIRROR}" }] }]\n`,
  ],
  buildkitd: [
    `[registry."docker.io"]\n  mirrors = ["${MIRROR}"]\n`,
    `debug = true\n\n[registry."docker.io"]\n  mirrors = ["${MIRROR}:5000"]\n\n[registry."${MIRROR}:5000"]\n  http = true\n`,
    `[worker.oci]\n  enabled = true\n\n[registry."docker.io"]\n  mirrors = ["${MIRROR}/proxy"]\n  insecure = false\n`,
  ],
};

/** Slips of one place: what is looked for, and what stands there instead. */
const SLIPS: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\[([^[\]]*)\]\n/, '[[$1]]\n'],
  [/\[\[([^[\]]*)\]\]/, '[$1]'],
  [/\."([^"]*)"/, '.$1'],
  [/host/, 'hosts'],
  [/host/, 'Host'],
  [/registry\b/, 'registries'],
  [/registry\.mirror/, 'registry.mirrors'],
  [/mirrors?\b/, 'mirror'],
  [/mirrors?\b/, 'Mirrors'],
  [/mirrors?\b/, 'endpoint'],
  [/location/, 'Location'],
  [/capabilities/, 'Capabilities'],
  [/ = \[([^\]]*)\]/, ' = $1'],
  [/ = ("[^"]*")/, ' = [$1]'],
  [/ = (true|false)/, ' = "$1"'],
  [/ = (true|false)/, ' = { }'],
  [/"pull", "resolve"/, '"pull"'],
  [/"pull", "resolve"/, '"resolve"'],
  [/"pull", "resolve"/, '"pull", "resolv"'],
  [/"pull", "resolve"/, '"Pull", "RESOLVE", "referrers"'],
  [/"pull", "resolve"/, ''],
  [/"push"/, '"resolve"'],
  [/"5s"/, '"5"'],
  [/"5s"/, '5'],
  [/"all"/, '"digest-only"'],
  [/"all"/, '"Tag-Only"'],
  [/"enforcing"/, '"Enforcing"'],
  [/https?:\/\//, ''],
  [/https:\/\//, 'HTTPS://'],
  [/https:\/\//, 'https:'],
  [/https:\/\//, 'docker://'],
  [/"(hub|docker)\./, '"https://$1.'],
  [/"(hub|docker)\./, '"HTTP://$1.'],
  [/"(hub|docker)\./, '" $1.'],
  [/"(hub|docker)\./, '"*.$1.'],
  [/"docker\.io/, '"Docker.io'],
  [/"docker\.io/, '"index.docker.io'],
  [/"docker\.io/, '"registry-1.docker.io'],
  [/"docker\.io/, '"docker.io:443'],
  [/"docker\.io/, '"*'],
  [/hub\.example\.net/, 'hub.example.net/'],
  [/hub\.example\.net/, 'hub.example.net/Proxy'],
  [/hub\.example\.net/, 'hub.example.net:port'],
  [/hub\.example\.net/, 'hub.example.net/v2'],
  [/hub\.example\.net/, 'robot@hub.example.net'],
  [/\n/, '\r\n'],
  [/\n/, '\nserver = "https://registry-1.docker.io"\n'],
  [/\n/, '\nblocked = true\n'],
  [/\n/, '\nmirror-by-digest-only = true\n'],
  [/\n/, '\nhttp = true\n'],
  [/^/, '\ufeff'],
  [/^/, '[registries.search]\nregistries = []\n'],
  [/^/, '[host]\n'],
  [/^/, 'insecure = true\n'],
];

type Slip = (text: string) => string;

/** At one of the places where it fits. */
const slip: fc.Arbitrary<Slip> = fc
  .tuple(fc.constantFrom(...SLIPS), fc.nat(5))
  .map(([[pattern, instead], which]) => (text) => {
    const places = [...text.matchAll(new RegExp(pattern.source, 'g'))];
    const place = places[which % Math.max(1, places.length)];
    if (!place) return text;
    const after = text.slice(place.index);
    return text.slice(0, place.index) + after.replace(pattern, instead);
  });

/** A line that is gone. */
const loss: fc.Arbitrary<Slip> = fc.nat(9).map((which) => (text) => {
  const lines = text.split('\n');
  return lines.toSpliced(which % lines.length, 1).join('\n');
});

/** A file with one mirror and up to two slips, and a release that reads it. */
export function oneMirror(
  format: keyof typeof RELEASES & Format,
): fc.Arbitrary<{ readonly text: string; readonly target: string }> {
  return fc
    .tuple(
      fc.constantFrom(...BASES[format]),
      fc.array(fc.oneof({ weight: 4, arbitrary: slip }, { weight: 1, arbitrary: loss }), {
        maxLength: 2,
      }),
      fc.constantFrom(...RELEASES[format]),
    )
    .map(([base, slips, target]) => ({
      text: slips.reduce((text, change) => change(text), base),
      target,
    }));
}
