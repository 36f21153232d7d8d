// `prefix = "quay.io:443"`.
import { nodeRange } from '../../../toml/index.ts';
import { isPublicRegistry } from '../../public-registries.ts';
import type { Rule } from '../../rule.ts';
import { prefixesOf, respelling } from '../facts.ts';
import { bareName, hostOf, withHubName } from '../names.ts';

const PORT = ':443';

export const prefixDefaultPort: Rule = {
  code: 'registries/prefix-default-port',
  severity: 'warning',
  title: 'A prefix has the port 443',
  effect:
    'Prefixes are compared with names letter by letter, and nothing takes a default port out of a name: `quay.io:443` matches images that are written with that port, and never `quay.io/…`.',
  remedy: 'Leave the port out of the prefix, as image references do.',
  source: 'engines.md C.5',
  bad: {
    text: `[[registry]]
location = "quay.io:443"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  good: {
    text: `[[registry]]
prefix = "quay.io"
location = "quay.io:443"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  fix: 'ask',
  check: (file) =>
    prefixesOf(file).flatMap((name) => {
      const prefix = bareName(name.text);
      const host = hostOf(prefix);
      if (!host.endsWith(PORT)) return [];
      const bare = host.slice(0, -PORT.length);
      // Images of these are written without the port everywhere.
      const never = isPublicRegistry(withHubName(bare)) && name.registry.mirrors.length > 0;
      return [
        {
          range: nodeRange(name.node),
          message: `The prefix matches only images that are written with the port 443; those of "${bare}/…" go past this registry. Leave the port out.`,
          ...(never && { severity: 'error' as const }),
          fixes: respelling('Leave the port out', false, name, bare + prefix.slice(host.length)),
        },
      ];
    }),
};
