// `[registry."https://docker.io"]`.
import { parseGoUrl } from '../../../go/url.ts';
import { isHost } from '../../../model/registry.ts';
import { keyRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { hasMirrors, hostTables, renamed } from '../facts.ts';
import { looksUpHosts } from '../release.ts';

export const keyIsAUrl: Rule = {
  code: 'buildkitd/key-is-a-url',
  severity: 'error',
  title: 'The key of a table has a scheme or a path',
  effect:
    'BuildKit looks for the host with its port, letter by letter: for the registry that an image names, and for the settings of a mirror. A key with a scheme or a path is never found. (0.12 alone looked for the settings of a mirror under its path as well.)',
  remedy: 'Write the host alone, with its port: `[registry."docker.io"]`.',
  source: 'engines.md D, K14, BK04',
  bad: {
    text: `[registry."https://docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  check: (file) =>
    hostTables(file).flatMap((table) => {
      const { name, node } = table;
      const mirrors = hasMirrors(table, file);
      if (!name.includes('/') || (!mirrors && looksUpHosts(file) === false)) return [];
      const url = parseGoUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(name) ? name : `//${name}`);
      const host = url?.host ?? '';
      const bare = isHost(host) && /^\/?$/.test(url?.path ?? '') && !name.includes('@');
      return [
        {
          range: keyRange(node),
          message: `BuildKit looks for a host with its port, and ${shown(name, 'key')} has a scheme or a path: the table is never used. Write the host alone.`,
          // The mirror itself is asked all the same when only its settings are lost.
          ...(!mirrors && { severity: 'warning' as const }),
          ...(isHost(host) && { fixes: renamed(table, bare, host, file) }),
        },
      ];
    }),
};
