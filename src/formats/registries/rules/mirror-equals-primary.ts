// A mirror with the location of its registry.
import { sameEndpoint } from '../../../model/endpoint.ts';
import { nodeRange } from '../../../toml/index.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { registriesOf } from '../facts.ts';
import { locationEndpoint } from '../location.ts';
import { bareName, beginsNames } from '../names.ts';
import { isSet, locationOf, settingNode } from '../tables.ts';

export const mirrorEqualsPrimary: Rule = {
  code: 'registries/mirror-equals-primary',
  severity: 'warning',
  title: 'A mirror is the registry itself',
  effect:
    'Engines try the registry itself after all mirrors, without being told. As a mirror it is asked twice for what it does not have, and before the mirrors behind it.',
  remedy: 'Take the mirror out.',
  source: 'engines.md C.7, U14, RC48',
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"

[[registry.mirror]]
location = "docker.io"
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  fix: 'safe',
  fixed: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  check: (file) =>
    registriesOf(file).flatMap((registry) => {
      const own = bareName(locationOf(registry, 'location'));
      const primary = locationEndpoint(own, isSet(registry, 'insecure'));
      if (!primary) return [];
      return registry.mirrors.flatMap((mirror, index) => {
        const location = bareName(locationOf(mirror, 'location'));
        const endpoint = locationEndpoint(location, isSet(mirror, 'insecure'));
        if (!endpoint || !sameEndpoint(endpoint, primary) || !beginsNames(location)) return [];
        // Before other mirrors it says that the registry comes first.
        const safe = location === own && index === registry.mirrors.length - 1;
        return [
          {
            range: nodeRange(settingNode(mirror, 'location') ?? mirror.node),
            message:
              'This mirror is the registry itself, which engines try after the mirrors anyway: it is asked twice, and before the mirrors behind it. Take the mirror out.',
            fixes: removal('Take the mirror out', safe, file.document, [mirror.node]),
          },
        ];
      });
    }),
};
