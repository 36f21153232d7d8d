// `prefix`, `blocked` or `mirror-by-digest-only` in `[[registry.mirror]]`.
import type { Fix } from '../../../model/diagnostic.ts';
import { type Node, nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { removal, replacement } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { registriesOf } from '../facts.ts';
import { MIRROR_KEYS, REGISTRY_KEYS } from '../keys.ts';
import { setting, settingNode, type Table } from '../tables.ts';

const KEYS = Object.keys(REGISTRY_KEYS).filter((key) => !Object.hasOwn(MIRROR_KEYS, key));

export const registryKeyInMirror: Rule = {
  code: 'registries/registry-key-in-mirror',
  severity: 'warning',
  title: 'A mirror has a setting that only registries have',
  effect:
    'Engines pass over `prefix`, `blocked` and `mirror-by-digest-only` in a mirror, in silence but for their debug log: the mirror is used as if they were not there.',
  remedy:
    'Move the setting into the `[[registry]]`, or take it out. A mirror for digests alone has `pull-from-mirror = "digest-only"`.',
  source: 'engines.md C.4, R7, R9j, RC06',
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
mirror-by-digest-only = true
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
  fix: 'ask',
  check: (file) =>
    registriesOf(file).flatMap(({ mirrors }) =>
      mirrors.flatMap((mirror) =>
        KEYS.flatMap((key) => {
          const node = settingNode(mirror, key);
          if (!node) return [];
          const digests = key === 'mirror-by-digest-only';
          return [
            {
              range: nodeRange(node),
              message: `Only a registry has "${key}"; engines pass over it in a mirror. ${
                digests
                  ? 'Write pull-from-mirror = "digest-only" if that is meant.'
                  : 'Move it into the [[registry]], or take it out.'
              }`,
              fixes: fixes(key, node, mirror, file),
            },
          ];
        }),
      ),
    ),
};

function fixes(key: string, node: Node, mirror: Table, { document }: OpenFile): readonly Fix[] {
  const digests = key === 'mirror-by-digest-only' && setting(mirror, key) === true;
  if (!digests || setting(mirror, 'pull-from-mirror') !== undefined)
    return removal('Take it out', false, document, [node]);
  const usage = 'pull-from-mirror = "digest-only"';
  return replacement(`Write ${usage}`, false, nodeRange(node), usage);
}
