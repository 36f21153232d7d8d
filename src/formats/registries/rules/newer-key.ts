// `pull-from-mirror` for a library that does not know it yet.
import type { Release } from '../../../model/target.ts';
import { keyRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Fault, Rule } from '../../rule.ts';
import { registriesOf, rootOf } from '../facts.ts';
import { AUTH_HELPER_SINCE, isBefore, PULL_FROM_MIRROR_SINCE } from '../releases.ts';
import { settingNode, type Table } from '../tables.ts';

interface NewerKey {
  readonly key: string;
  readonly since: Release;
  readonly releases: string;
  readonly effect: string;
}

const HELPER: NewerKey = {
  key: 'additional-layer-store-auth-helper',
  since: AUTH_HELPER_SINCE,
  releases: 'containers-image 5.32 (Podman 5.2, skopeo 1.16, CRI-O 1.31)',
  effect: 'the additional layer store gets no credentials',
};
const USAGE: NewerKey = {
  key: 'pull-from-mirror',
  since: PULL_FROM_MIRROR_SINCE,
  releases: 'containers-image 5.21 (Podman 4.1, skopeo 1.8, CRI-O 1.25)',
  effect: 'the mirror is asked for tags and digests alike',
};

export const newerKey: Rule = {
  code: 'registries/newer-key',
  severity: 'info',
  title: 'A key is passed over by older releases',
  effect:
    '`pull-from-mirror` is known since containers-image 5.21 (Podman 4.1, skopeo 1.8, CRI-O 1.25): before, a mirror is asked for everything. `additional-layer-store-auth-helper` is known since 5.32 (Podman 5.2, skopeo 1.16, CRI-O 1.31).',
  remedy: 'Nothing, if no older engine reads the file. Name the engine, and the rule knows.',
  source: 'engines.md C.2, C.4, F',
  releases: [{ before: AUTH_HELPER_SINCE }],
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
pull-from-mirror = "digest-only"

[[registry.mirror]]
location = "other.example.net"
`,
    target: 'podman@4.0',
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
`,
    target: 'podman@4.0',
  },
  fix: 'none',
  check: (file) => {
    const mirrors = registriesOf(file).flatMap((registry) => registry.mirrors);
    return [...faults(HELPER, [rootOf(file)], file), ...faults(USAGE, mirrors, file)];
  },
};

/** The first place alone: it is one release that is too old, however many there are. */
function faults(newer: NewerKey, tables: readonly Table[], file: OpenFile): readonly Fault[] {
  if (file.target?.release && !isBefore(file, newer.since)) return [];
  return tables
    .flatMap((table) => settingNode(table, newer.key) ?? [])
    .slice(0, 1)
    .map((node) => ({
      range: keyRange(node),
      message: `Before ${newer.releases} engines do not know "${newer.key}" and pass over it: ${newer.effect}. Leave it out if one of them reads this file.`,
    }));
}
