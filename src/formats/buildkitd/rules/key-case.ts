// `Mirrors = […]` before BuildKit 0.28.
import { child, keyRange } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { hostTables, SETTINGS } from '../facts.ts';

export const keyCase: Rule = {
  code: 'buildkitd/key-case',
  severity: 'error',
  title: 'A setting is written with capitals',
  effect:
    'BuildKit 0.28 and later take `Mirrors` for `mirrors`. BuildKit 0.10 to 0.27 pass over it without a word.',
  remedy: 'Write the name in lower case.',
  source: 'engines.md D, BK07',
  releases: [{ from: [0, 10, 0], before: [0, 28, 0] }],
  bad: {
    text: `[registry."docker.io"]
  Mirrors = ["hub.example.net"]
`,
    target: 'buildkit@0.13',
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
    target: 'buildkit@0.13',
  },
  fix: 'ask',
  check: (file) =>
    hostTables(file).flatMap(({ node, data }) =>
      Object.keys(data).flatMap((name) => {
        const lower = name.toLowerCase();
        const own = child(node, name);
        // The library of these releases takes names that are all in capitals.
        if (!own || name === lower || name === name.toUpperCase() || !SETTINGS.includes(lower)) {
          return [];
        }
        const taken = Object.hasOwn(data, lower);
        return [
          {
            range: keyRange(own),
            message: `BuildKit 0.10 to 0.27 pass over "${name}": they take the name all in lower case or all in capitals, and 0.28 and later in any case. Write "${lower}".`,
            ...(lower !== 'mirrors' && { severity: 'warning' as const }),
            ...(!taken && { fixes: renaming(`Write "${lower}"`, false, own, lower) }),
          },
        ];
      }),
    ),
};
