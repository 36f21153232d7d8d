// `[registry." docker.io"]`.
import { isHost } from '../../../model/registry.ts';
import { keyRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { hasMirrors, hostTables, renamed } from '../facts.ts';

export const keyIsNoHost: Rule = {
  code: 'buildkitd/key-is-no-host',
  severity: 'error',
  title: 'The key of a table is no host',
  effect:
    'BuildKit looks for the very host that an image names, with its port. No image names one with a blank or another letter in it that hosts do not have: the table is never used.',
  remedy: 'Write a host such as `docker.io` or `registry.example:5000`.',
  source: 'engines.md D, K6, K14',
  bad: {
    text: `[registry." docker.io"]
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
      // Names of mirrors in DNS may have underscores, those of images may not.
      const host = mirrors ? name.toLowerCase() : name.toLowerCase().replace(/_/g, '-');
      // Other rules speak of URLs, stars and capitals.
      if (/[/*]/.test(name) || name === '_default' || isHost(host)) return [];
      const trimmed = name.trim();
      return [
        {
          range: keyRange(node),
          message: `BuildKit looks for a host with its port, and ${shown(name, 'key')} is none that an image could name: the table is never used. Write the host as images do.`,
          ...(!mirrors && { severity: 'warning' as const }),
          ...(isHost(trimmed) && { fixes: renamed(table, true, trimmed, file) }),
        },
      ];
    }),
};
