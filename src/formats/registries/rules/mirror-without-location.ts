// `[[registry.mirror]]` without location.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { registriesOf } from '../facts.ts';
import { locationOf, setting } from '../tables.ts';

export const mirrorWithoutLocation: Rule = {
  code: 'registries/mirror-without-location',
  severity: 'error',
  title: 'A mirror has no location',
  effect: 'Engines refuse the file: "mirror location is unset".',
  remedy: 'Give the mirror its `location`: host and path, without scheme.',
  source: 'engines.md C.4, R8, RC05',
  blocks: true,
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
insecure = false
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
insecure = false
`,
  },
  fix: 'none',
  check: (file) =>
    registriesOf(file).flatMap(({ mirrors }) =>
      mirrors.flatMap((mirror) => {
        const value = setting(mirror, 'location');
        if (value !== undefined && typeof value !== 'string') return [];
        if (locationOf(mirror, 'location') !== '') return [];
        return [
          {
            range: nodeRange(mirror.node),
            message: 'A mirror without location: engines refuse the file. Give it one.',
          },
        ];
      }),
    ),
};
