// `Capabilities = […]` before containerd 2.
import { child, keyRange } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { FIRST_GENERATION, SETTINGS, settingsTables } from '../facts.ts';

export const keyCase: Rule = {
  code: 'hosts/key-case',
  severity: 'warning',
  title: 'A setting is written with capitals',
  effect:
    'containerd 2 takes `Server` for `server`. containerd 1.6 and 1.7 take a name all in lower case or all in capitals, and pass over any other without a word.',
  remedy: 'Write the name in lower case.',
  source: 'engines.md B.4, HT06',
  releases: FIRST_GENERATION,
  bad: {
    text: `[host."https://hub.example.net"]
  Capabilities = ["pull", "resolve"]
`,
    target: 'containerd@1.7.24',
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
    target: 'containerd@1.7.24',
  },
  fix: 'ask',
  check: (file) =>
    settingsTables(file).flatMap((table) => {
      const known = table.host ? SETTINGS : [...SETTINGS, 'server'];
      return Object.keys(table.data).flatMap((name) => {
        const lower = name.toLowerCase();
        const node = child(table.node, name);
        // The library of 1.x takes names that are all in capitals.
        if (!node || name === lower || name === name.toUpperCase() || !known.includes(lower)) {
          return [];
        }
        const taken = Object.hasOwn(table.data, lower);
        return [
          {
            range: keyRange(node),
            message: `containerd 1.x passes over "${name}": it takes the name all in lower case or all in capitals, and 2.x in any case. Write "${lower}".`,
            ...(!taken && { fixes: renaming(`Write "${lower}"`, false, node, lower) }),
          },
        ];
      });
    }),
};
