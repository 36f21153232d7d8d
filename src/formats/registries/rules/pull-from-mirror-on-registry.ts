// `pull-from-mirror` in `[[registry]]`.
import type { Fix } from '../../../model/diagnostic.ts';
import { insertTree, type Node, nodeRange, removeNodes, settle } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Fault, Rule } from '../../rule.ts';
import { type Registry, registriesOf } from '../facts.ts';
import { isBefore, PULL_FROM_MIRROR_SINCE } from '../releases.ts';
import { isSet, setting, settingNode } from '../tables.ts';
import { isPullFromMirror } from './pull-from-mirror-value.ts';

export const pullFromMirrorOnRegistry: Rule = {
  code: 'registries/pull-from-mirror-on-registry',
  severity: 'error',
  title: '`pull-from-mirror` stands in a registry instead of its mirrors',
  effect:
    'Since containers-image 5.21 (Podman 4.1, skopeo 1.8, CRI-O 1.25) engines refuse the file: "pull-from-mirror must not be set for a non-mirror registry". Older ones do not know the key.',
  remedy: 'Move it into each `[[registry.mirror]]` that it is for.',
  source: 'engines.md C.3, R9e, RC08',
  releases: [{ from: PULL_FROM_MIRROR_SINCE }],
  blocks: (file) => (isBefore(file, PULL_FROM_MIRROR_SINCE) ? [] : check(file)),
  bad: {
    text: `[[registry]]
location = "docker.io"
pull-from-mirror = "tag-only"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
pull-from-mirror = "tag-only"
`,
  },
  fix: 'safe',
  fixed: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
pull-from-mirror = "tag-only"
`,
  },
  check,
};

function check(file: OpenFile): readonly Fault[] {
  return registriesOf(file).flatMap((registry) => {
    const value = setting(registry, 'pull-from-mirror');
    const node = settingNode(registry, 'pull-from-mirror');
    if (!node || value === '') return [];
    return [
      {
        range: nodeRange(node),
        message:
          'pull-from-mirror belongs into [[registry.mirror]]: since containers-image 5.21 (Podman 4.1, skopeo 1.8, CRI-O 1.25) engines refuse a file that has it here.',
        fixes: typeof value === 'string' ? fixes(registry, node, value, file) : [],
      },
    ];
  });
}

/** Safe unless the mirrors would then have what engines refuse. */
function fixes(registry: Registry, node: Node, value: string, file: OpenFile): readonly Fix[] {
  const usage = value.trim().toLowerCase();
  if (!isPullFromMirror(usage)) return [];
  const silent = registry.mirrors.filter(
    (mirror) => setting(mirror, 'pull-from-mirror') === undefined,
  );
  const drafts = [
    ...removeNodes(file.document, [node]).drafts,
    ...silent.flatMap((mirror) => insertTree(mirror.node, { 'pull-from-mirror': usage })),
  ];
  const safe = !isSet(registry, 'mirror-by-digest-only');
  return [{ title: 'Move it into the mirrors', safe, edits: settle(drafts) }];
}
