// `mirror-by-digest-only = true`, or `pull-from-mirror = "digest-only"` in every mirror.
import { type Node, nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { type Registry, registriesOf } from '../facts.ts';
import { isSet, setting, settingNode } from '../tables.ts';

export const digestsOnly: Rule = {
  code: 'registries/digests-only',
  severity: 'warning',
  title: 'No mirror of a registry is asked for tags',
  effect:
    'With `mirror-by-digest-only = true`, or `pull-from-mirror = "digest-only"` in each mirror, an image that is named by its tag is pulled from the registry itself, as if there were no mirrors.',
  remedy:
    'Nothing, if all images are named by digest or tags shall never come from a mirror. Take the setting out of the registry, or of one mirror, that should serve tags.',
  source: 'engines.md C.4, R9, R9h, RC46',
  bad: {
    text: `[[registry]]
location = "docker.io"
mirror-by-digest-only = true

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  fix: 'none',
  check: (file) =>
    registriesOf(file).flatMap((registry) => {
      const node = reason(registry);
      if (!node) return [];
      return [
        {
          range: nodeRange(node),
          message:
            'No mirror of this registry is asked for tags: an image that is named by its tag is pulled past them. Take the setting out if they should serve tags.',
        },
      ];
    }),
};

function reason(registry: Registry): Node | undefined {
  const [first] = registry.mirrors;
  if (!first) return undefined;
  if (isSet(registry, 'mirror-by-digest-only'))
    return settingNode(registry, 'mirror-by-digest-only');
  const all = registry.mirrors.every(
    (mirror) => setting(mirror, 'pull-from-mirror') === 'digest-only',
  );
  return all ? settingNode(first, 'pull-from-mirror') : undefined;
}
