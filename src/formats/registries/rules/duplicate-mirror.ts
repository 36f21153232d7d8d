// The same mirror twice in one registry.
import { type Endpoint, sameEndpoint } from '../../../model/endpoint.ts';
import { nodeRange } from '../../../toml/index.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { registriesOf } from '../facts.ts';
import { locationEndpoint } from '../location.ts';
import { bareName } from '../names.ts';
import { isSet, locationOf, settingNode } from '../tables.ts';

export const duplicateMirror: Rule = {
  code: 'registries/duplicate-mirror',
  severity: 'warning',
  title: 'A registry has the same mirror twice',
  effect:
    'Mirrors are tried in the order of the file, each as often as it is there: what the first has not, the same host is asked for again before anybody else.',
  remedy: 'Take the later one out.',
  source: 'engines.md C.7',
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"

[[registry.mirror]]
location = "hub.example.net:443"
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  fix: 'ask',
  check: (file) =>
    registriesOf(file).flatMap(({ mirrors }) => {
      const seen: Endpoint[] = [];
      return mirrors.flatMap((mirror) => {
        const location = bareName(locationOf(mirror, 'location'));
        const endpoint = locationEndpoint(location, isSet(mirror, 'insecure'));
        if (!endpoint) return [];
        if (!seen.some((other) => sameEndpoint(other, endpoint))) {
          seen.push(endpoint);
          return [];
        }
        return [
          {
            range: nodeRange(settingNode(mirror, 'location') ?? mirror.node),
            message:
              'This mirror is in the registry already: what it does not have, it is asked for twice. Take one of the two out.',
            fixes: removal('Take the later one out', false, file.document, [mirror.node]),
          },
        ];
      });
    }),
};
