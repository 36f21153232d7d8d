// `location = "docker://hub.example.net"`, `HTTPS://hub.example.net`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { namesOf } from '../facts.ts';
import { schemeOf } from '../names.ts';
import { schemeFixes } from './uri-scheme.ts';

/** Schemes and transports that a registry is behind. */
const OF_REGISTRIES = ['https', 'http', 'docker'];

export const otherScheme: Rule = {
  code: 'registries/other-scheme',
  severity: 'error',
  title: 'A prefix or location has a scheme that is found out too late',
  effect:
    'The file loads, for only `http://` and `https://` in lower case are looked for. A prefix with another one matches no image. With a location like that every pull of the registry fails, its other mirrors and the registry itself included: "invalid reference format".',
  remedy: 'Write host and path alone.',
  source: 'engines.md C.3, C.5, R6d, R6e, RC02',
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "docker://hub.example.net"
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
    namesOf(file).flatMap((name) => {
      const scheme = schemeOf(name.text);
      if (scheme === '' || /^https?:\/\//.test(name.text)) return [];
      const what =
        name.key === 'prefix'
          ? 'The prefix has a scheme, so that no image matches it.'
          : 'The location has a scheme: every pull of the registry fails, its other mirrors and the registry itself included.';
      return [
        {
          range: nodeRange(name.node),
          message: `${what} Write host and path alone.`,
          fixes: OF_REGISTRIES.includes(scheme) ? schemeFixes(name) : [],
        },
      ];
    }),
};
