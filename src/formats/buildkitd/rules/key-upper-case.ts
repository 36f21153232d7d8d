// `[registry."Docker.io"]`.
import { keyRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { hasMirrors, hostTables, renamed } from '../facts.ts';

export const keyUpperCase: Rule = {
  code: 'buildkitd/key-upper-case',
  severity: 'error',
  title: 'The key of a table has capitals',
  effect:
    'BuildKit compares hosts letter by letter: a table for `Docker.io` is not used for `docker.io`, as nearly every image is written, and its mirrors are never tried.',
  remedy: 'Write the host in lower case.',
  source: 'engines.md D, BK06',
  bad: {
    text: `[registry."Docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  fix: 'ask',
  check: (file) =>
    hostTables(file)
      .filter(({ name }) => name !== name.toLowerCase() && /^[a-z0-9.:-]+$/i.test(name))
      .map((table) => ({
        range: keyRange(table.node),
        message: `BuildKit compares hosts letter by letter: "${table.name}" is found only for images that are written with the same capitals. Write "${table.name.toLowerCase()}".`,
        // The registry or mirror itself is asked all the same when only its settings are lost.
        ...(!hasMirrors(table, file) && { severity: 'warning' as const }),
        fixes: renamed(table, false, table.name.toLowerCase(), file),
      })),
};
