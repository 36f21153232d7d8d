// A mirror whose own host is blocked.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { isMirror, registriesOf, targetsOf } from '../facts.ts';
import { bareName } from '../names.ts';
import { longestMatch } from '../prefixes.ts';
import { isSet } from '../tables.ts';

export const blockedMirror: Rule = {
  code: 'registries/blocked-mirror',
  severity: 'error',
  title: 'A mirror is blocked by a registry of the same file',
  effect:
    'Whether a place is blocked is asked of the place that an image is pulled from, mirrors too. A mirror whose host another `[[registry]]` blocks is passed over, with an error in the log.',
  remedy: 'Take `blocked` out of that registry, or the mirror out of this one.',
  source: 'engines.md C.3, S1',
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"

[[registry]]
location = "hub.example.net"
blocked = true
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"

[[registry]]
location = "example.net"
blocked = true
`,
  },
  fix: 'none',
  check: (file) => {
    const registries = registriesOf(file);
    if (!registries.some((registry) => isSet(registry, 'blocked'))) return [];
    return targetsOf(file).flatMap((name) => {
      if (!isMirror(name)) return [];
      const owner = longestMatch(registries, bareName(name.text));
      if (!owner || !isSet(owner, 'blocked')) return [];
      return [
        {
          range: nodeRange(name.node),
          message: `The [[registry]] for ${shown(owner.prefix, 'prefix')} is blocked, and that holds for this mirror too: engines pass over it. Take "blocked" out there, or the mirror out here.`,
        },
      ];
    });
  },
};
