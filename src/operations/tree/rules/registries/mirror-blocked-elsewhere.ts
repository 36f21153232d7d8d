// A mirror whose own host another file blocks.
import { isStop } from '../../../../engines/outcome.ts';
import { longestMatch } from '../../../../formats/registries/prefixes.ts';
import { shown } from '../../../../formats/shown.ts';
import { placeText, rangeOf } from '../../place-range.ts';
import type { RegistriesMachine } from '../../registries-machine.ts';
import type { TreeFault, TreeRule } from '../tree-rule.ts';

const MAIN = `[[registry]]
  location = "docker.io"
[[registry.mirror]]
  location = "hub.example.net"
`;

export const mirrorBlockedElsewhere: TreeRule<RegistriesMachine> = {
  code: 'registries/mirror-blocked-elsewhere',
  severity: 'error',
  title: 'A mirror is blocked by a registry of another file',
  effect:
    'Whether a place is blocked is asked of the place that an image is pulled from, mirrors too, and of all files together. A mirror whose host another `[[registry]]` blocks is passed over, with an error in the log.',
  remedy: 'Take `blocked` out of that registry, or the mirror out of this one.',
  source: 'engines.md C.3, S1',
  bad: {
    target: 'podman@5.4',
    files: {
      '/etc/containers/registries.conf': MAIN,
      '/etc/containers/registries.conf.d/50-blocked.conf':
        '[[registry]]\n  location = "hub.example.net"\n  blocked = true\n',
    },
  },
  good: {
    target: 'podman@5.4',
    files: {
      '/etc/containers/registries.conf': MAIN,
      '/etc/containers/registries.conf.d/50-blocked.conf':
        '[[registry]]\n  location = "example.net"\n  blocked = true\n',
    },
  },
  fix: 'none',
  check: ({ fs, config }) => {
    if (isStop(config)) return [];
    const mirrors = config.registries.flatMap((registry) => registry.mirrors);
    return mirrors.flatMap(({ location, origin }): readonly TreeFault[] => {
      const owner = longestMatch(config.registries, location);
      if (!owner?.blocked || owner.origin.path === origin.path) return [];
      return [
        {
          path: origin.path,
          range: rangeOf(fs, origin),
          message: `${placeText(fs, owner.origin)} blocks ${shown(owner.prefix, 'prefix')}, and that holds for this mirror too: engines pass over it. Take "blocked" out there, or the mirror out here.`,
        },
      ];
    });
  },
};
