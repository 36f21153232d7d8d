// A mirror without `capabilities`.
import { nodeRange } from '../../../toml/index.ts';
import { insertion, treeOf } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { hostsOf } from '../entries.ts';
import { settingOf, urlFault } from '../facts.ts';

export const pushByDefault: Rule = {
  code: 'hosts/push-by-default',
  severity: 'warning',
  title: 'A mirror without capabilities is pushed to as well',
  effect:
    'Without `capabilities` a host has all of them in every release: pushes to the registry go to the mirror first.',
  remedy: 'Add `capabilities = ["pull", "resolve"]`.',
  source: 'engines.md B.5, HT16',
  bad: {
    text: `[host."https://hub.example.net"]
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'ask',
  check: (file) =>
    hostsOf(file).flatMap((host) => {
      if (host.upstream || urlFault(host.key) || settingOf(host, 'capabilities', file)) return [];
      const tree = treeOf(['host', host.key, 'capabilities'], ['pull', 'resolve']);
      return [
        {
          range: nodeRange(host.node),
          message: `The host ${shown(host.key, 'host')} has no capabilities, which means all of them: pushes go there too. Add capabilities = ["pull", "resolve"] if it is a mirror.`,
          fixes: insertion('Pull and resolve only', false, file.document.root, tree),
        },
      ];
    }),
};
