// `location = "hub.example.net/v2/proxy"`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { respelling, targetsOf } from '../facts.ts';
import { bareName } from '../names.ts';

export const v2InLocation: Rule = {
  code: 'registries/v2-in-location',
  severity: 'warning',
  title: 'A location has `/v2` in it',
  effect:
    'Engines put `/v2` in front of the path by themselves: `hub.example.net/v2/proxy` is asked for `/v2/v2/proxy/…`, which hardly any registry has. Then the next mirror or the registry itself serves the image.',
  remedy: 'Take `/v2` out; only containerd wants it there.',
  source: 'engines.md C.5, U6, RC28',
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net/v2/proxy"
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net/proxy"
`,
  },
  fix: 'ask',
  check: (file) =>
    targetsOf(file).flatMap((name) => {
      const location = bareName(name.text);
      const without = location.replace(/^([^/]+)\/v2(?=\/|$)/, '$1');
      if (without === location) return [];
      return [
        {
          range: nodeRange(name.node),
          message:
            'Engines put /v2 in front of the path by themselves and would ask for /v2/v2/…, unless there is a namespace "v2". Take it out.',
          fixes: respelling('Take "/v2" out', false, name, without),
        },
      ];
    }),
};
