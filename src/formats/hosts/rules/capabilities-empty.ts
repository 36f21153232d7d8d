// `capabilities = []`.
import { nodeRange } from '../../../toml/index.ts';
import { valueReplacement } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { settingOf, settingsTables } from '../facts.ts';

export const capabilitiesEmpty: Rule = {
  code: 'hosts/capabilities-empty',
  severity: 'warning',
  title: 'An empty list of capabilities means all of them',
  effect:
    'Every release reads `[]` as a missing list: the host may do everything, and pushes go there too.',
  remedy: 'Write what the host is for: `capabilities = ["pull", "resolve"]`.',
  source: 'engines.md B.5, B4b, HT13',
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = []
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'ask',
  check: (file) =>
    settingsTables(file).flatMap((table) => {
      const list = table.host && settingOf(table, 'capabilities', file);
      if (!list || !Array.isArray(list.value) || list.value.length > 0) return [];
      return [
        {
          range: nodeRange(list.node),
          message:
            'An empty list means all capabilities and not none: images are pulled from the host and pushed to it. Write ["pull", "resolve"], or take the host out.',
          fixes: valueReplacement('Pull and resolve', false, list.node, '["pull", "resolve"]'),
        },
      ];
    }),
};
