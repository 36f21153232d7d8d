// `[registry."docker.io:443"]`.
import { keyRange } from '../../../toml/index.ts';
import { isPublicRegistry } from '../../public-registries.ts';
import type { Rule } from '../../rule.ts';
import { hasMirrors, hostTables, renamed } from '../facts.ts';

const PORT = ':443';

export const keyDefaultPort: Rule = {
  code: 'buildkitd/key-default-port',
  severity: 'warning',
  title: 'A registry with mirrors has the port 443',
  effect:
    'A port belongs to the name that BuildKit looks for. A table for `ghcr.io:443` is used only for images that are written with that port, not for `ghcr.io/…`.',
  remedy: 'Leave the port out, as image references do.',
  source: 'engines.md D, K14',
  bad: {
    text: `[registry."ghcr.io:443"]
  mirrors = ["hub.example.net"]
`,
  },
  good: {
    text: `[registry."ghcr.io"]
  mirrors = ["hub.example.net"]
`,
  },
  fix: 'ask',
  check: (file) =>
    hostTables(file).flatMap((table) => {
      const { name, node } = table;
      if (!name.endsWith(PORT) || !hasMirrors(table, file)) return [];
      const host = name.slice(0, -PORT.length);
      return [
        {
          range: keyRange(node),
          message: `"${name}" is found only for images that are written with the port: "${host}/…" does not get these mirrors. Write "${host}".`,
          // Images of these are written without the port everywhere.
          ...(isPublicRegistry(host) && { severity: 'error' as const }),
          fixes: renamed(table, false, host, file),
        },
      ];
    }),
};
