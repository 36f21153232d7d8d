// `pull-from-mirror = "never"`.
import { nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { stringEdit } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { registriesOf } from '../facts.ts';
import { PULL_FROM_MIRROR } from '../keys.ts';
import { isBefore, PULL_FROM_MIRROR_SINCE } from '../releases.ts';
import { setting, settingNode } from '../tables.ts';

export const pullFromMirrorValue: Rule = {
  code: 'registries/pull-from-mirror-value',
  severity: 'error',
  title: '`pull-from-mirror` is none of its three words',
  effect:
    'Since containers-image 5.21 (Podman 4.1, skopeo 1.8, CRI-O 1.25) engines refuse the file: "unsupported pull-from-mirror value". The words count in lower case only. Older ones do not know the key.',
  remedy: 'Write `all`, `digest-only` or `tag-only`.',
  source: 'engines.md C.4, R9d, R9i, RC07',
  releases: [{ from: PULL_FROM_MIRROR_SINCE }],
  blocks: (file) => (isBefore(file, PULL_FROM_MIRROR_SINCE) ? [] : check(file)),
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
pull-from-mirror = "Tag-Only"
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
  return registriesOf(file).flatMap(({ mirrors }) =>
    mirrors.flatMap((mirror) => {
      const value = setting(mirror, 'pull-from-mirror');
      const node = settingNode(mirror, 'pull-from-mirror');
      if (!node || isPullFromMirror(value)) return [];
      const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
      const title = 'Write it in lower case';
      return [
        {
          range: nodeRange(node),
          message:
            'pull-from-mirror is none of "all", "digest-only" and "tag-only": since containers-image 5.21 (Podman 4.1, skopeo 1.8, CRI-O 1.25) engines refuse the file. Write one of them.',
          fixes:
            word !== '' && isPullFromMirror(word)
              ? [{ title, safe: true, edits: [stringEdit(node, word)] }]
              : [],
        },
      ];
    }),
  );
}

export function isPullFromMirror(value: unknown): boolean {
  return typeof value === 'string' && PULL_FROM_MIRROR.includes(value);
}
