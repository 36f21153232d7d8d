// `http = true` beside `mirrors`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { hasMirrors, hostTables, moveToMirrors, settingOf } from '../facts.ts';

export const httpOnOrigin: Rule = {
  code: 'buildkitd/http-on-origin',
  severity: 'warning',
  title: 'http beside mirrors is for the registry and not for them',
  effect:
    '`http = true` in a table with `mirrors` makes BuildKit ask the registry itself in plain HTTP, Docker Hub included. The mirrors are asked over HTTPS as before.',
  remedy: 'Move it to a table of the mirror: `[registry."hub.example.net:5000"]`.',
  source: 'engines.md D, K2, K3, BK02',
  bad: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net:5000"]
  http = true
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net:5000"]

[registry."hub.example.net:5000"]
  http = true
`,
  },
  fix: 'ask',
  check: (file) =>
    hostTables(file).flatMap((table) => {
      const http = settingOf(table, 'http', file);
      if (http?.value !== true || !hasMirrors(table, file)) return [];
      return [
        {
          range: nodeRange(http.node),
          message:
            'http is for the registry itself, which BuildKit asks in plain HTTP then; the mirrors are asked over HTTPS as before. Move it to a table of the mirror: [registry."HOST:PORT"].',
          fixes: moveToMirrors([http], table, file),
        },
      ];
    }),
};
