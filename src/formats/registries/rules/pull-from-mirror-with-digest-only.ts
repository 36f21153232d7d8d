// `mirror-by-digest-only = true` and `pull-from-mirror = "all"` in one registry.
import type { Fix } from '../../../model/diagnostic.ts';
import { insertTree, nodeRange, removeNodes, settle } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Fault, Rule } from '../../rule.ts';
import { type Registry, registriesOf } from '../facts.ts';
import { isBefore, PULL_FROM_MIRROR_SINCE } from '../releases.ts';
import { isSet, setting, settingNode, type Table } from '../tables.ts';

export const pullFromMirrorWithDigestOnly: Rule = {
  code: 'registries/pull-from-mirror-with-digest-only',
  severity: 'error',
  title: '`mirror-by-digest-only` stands beside `pull-from-mirror`',
  effect:
    'Since containers-image 5.21 (Podman 4.1, skopeo 1.8, CRI-O 1.25) engines refuse the file where a registry has `mirror-by-digest-only = true` and one of its mirrors has any `pull-from-mirror`, even `all`. Older ones do not know `pull-from-mirror`.',
  remedy:
    'Take `mirror-by-digest-only` out, and give each mirror `pull-from-mirror = "digest-only"` that has none.',
  source: 'engines.md C.4, R9f, R9g, RC09',
  releases: [{ from: PULL_FROM_MIRROR_SINCE }],
  blocks: (file) => (isBefore(file, PULL_FROM_MIRROR_SINCE) ? [] : check(file)),
  bad: {
    text: `[[registry]]
location = "docker.io"
mirror-by-digest-only = true

[[registry.mirror]]
location = "hub.example.net"
pull-from-mirror = "digest-only"
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
pull-from-mirror = "digest-only"
`,
  },
  fix: 'safe',
  fixed: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
pull-from-mirror = "digest-only"
`,
  },
  check,
};

function check(file: OpenFile): readonly Fault[] {
  return registriesOf(file).flatMap((registry) => {
    if (!isSet(registry, 'mirror-by-digest-only')) return [];
    return registry.mirrors.filter(hasUsage).flatMap((mirror) => {
      const node = settingNode(mirror, 'pull-from-mirror');
      if (!node) return [];
      return [
        {
          range: nodeRange(node),
          message:
            'The registry has mirror-by-digest-only, and then a mirror may have no pull-from-mirror: since containers-image 5.21 (Podman 4.1, skopeo 1.8, CRI-O 1.25) engines refuse the file. Keep one of them.',
          fixes: fixes(registry, file),
        },
      ];
    });
  });
}

function hasUsage(mirror: Table): boolean {
  const value = setting(mirror, 'pull-from-mirror');
  return typeof value === 'string' && value !== '';
}

/** Safe where all that the mirrors say is what the registry says. */
function fixes(registry: Registry, { document }: OpenFile): readonly Fix[] {
  const node = settingNode(registry, 'mirror-by-digest-only');
  if (!node) return [];
  const usages = registry.mirrors.filter(hasUsage);
  const safe = usages.every((mirror) => setting(mirror, 'pull-from-mirror') === 'digest-only');
  const silent = registry.mirrors.filter(
    (mirror) => setting(mirror, 'pull-from-mirror') === undefined,
  );
  const drafts = [
    ...removeNodes(document, [node]).drafts,
    ...silent.flatMap((mirror) => insertTree(mirror.node, { 'pull-from-mirror': 'digest-only' })),
  ];
  return [{ title: 'Say it of each mirror', safe, edits: settle(drafts) }];
}
