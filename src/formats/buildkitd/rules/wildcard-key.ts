// `[registry."*"]`.
import { keyRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { hasMirrors, hostTables } from '../facts.ts';

export const wildcardKey: Rule = {
  code: 'buildkitd/wildcard-key',
  severity: 'error',
  title: 'BuildKit knows no wildcard',
  effect:
    'A table for `*`, `_default` or `*.example.com` is never used: BuildKit looks for the very host that an image names.',
  remedy: 'Write one table for each registry.',
  source: 'engines.md D, K6, BK06',
  bad: {
    text: `[registry."*"]
  mirrors = ["hub.example.net"]
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]

[registry."ghcr.io"]
  mirrors = ["hub.example.net"]
`,
  },
  fix: 'none',
  check: (file) =>
    hostTables(file)
      .filter(({ name }) => name.includes('*') || name === '_default')
      .map((table) => ({
        range: keyRange(table.node),
        message:
          'BuildKit knows no wildcard and looks for the very host that an image names: this table is never used. Write one for each registry.',
        ...(!hasMirrors(table, file) && { severity: 'warning' }),
      })),
};
