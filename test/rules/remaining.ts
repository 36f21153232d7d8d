// What the findings miss of the measured pulls, and where they alarm although the first mirror was
// asked: each with the reason why that is right.

export interface Remaining {
  readonly kind: 'missed' | 'alarm';
  readonly scenarios: readonly string[];
  readonly reason: string;
}

export const REMAINING: readonly Remaining[] = [
  {
    kind: 'missed',
    scenarios: [
      'hosts-toml-ca-missing-file',
      'hosts-toml-client-missing',
      'tls-untrusted-mirror-ca-missing',
      'buildkit-ca-missing',
    ],
    reason: 'The file is right; a certificate that it names is not on the disk.',
  },
  {
    kind: 'missed',
    scenarios: ['imports-daemon-with-missing-import', 'imports-missing-file-version-2'],
    reason: 'The file is right; another that it imports is not there.',
  },
  {
    kind: 'missed',
    scenarios: ['hosts-toml-pull-only-tag-ref'],
    reason:
      'The mirror is passed over when the tag is looked up, as the file says and a warning repeats, and is asked for the content and for digests.',
  },
  {
    kind: 'missed',
    scenarios: ['registries-conf-tag-only'],
    reason: 'The mirror serves only tags, as the file says, and the image is pulled by digest.',
  },
  {
    kind: 'missed',
    scenarios: [
      'registries-conf-full-repository-prefix',
      'registries-conf-partial-component-prefix',
    ],
    reason: 'The mirror is for another repository of the registry than the image is in.',
  },
  {
    kind: 'missed',
    scenarios: ['registries-conf-mirror-is-docker-io-sub-path', 'registries-conf-mirror-to-hub'],
    reason:
      'Docker Hub as a mirror serves images with two names and fails for those with one: a warning, as the file does not tell which are pulled.',
  },
  {
    kind: 'alarm',
    scenarios: ['mirrors-key-with-default-port'],
    reason:
      'One image is written with the port 443 and gets the mirror; the same file gives none to the other image, which is written as everybody does.',
  },
  {
    kind: 'alarm',
    scenarios: [
      'registries-conf-wildcard-and-exact-same-length',
      'registries-conf-duplicate-prefix-same-file',
      'registries-conf-blocked-mirror-host',
    ],
    reason: 'The first mirror is asked; the error is about another one, which never is.',
  },
];
