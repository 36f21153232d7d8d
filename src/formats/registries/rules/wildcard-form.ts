// `prefix = "*.example.com:5000"`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { prefixesOf } from '../facts.ts';
import { bareName } from '../names.ts';
import { isWildcard } from '../prefixes.ts';

export const wildcardForm: Rule = {
  code: 'registries/wildcard-form',
  severity: 'error',
  title: 'A wildcard has a port, a path or a digest',
  effect:
    'Engines refuse the file: "Wildcarded prefix should be in the format: *.example.com". A wildcard matches all ports and all paths of the hosts below the domain.',
  remedy: 'Write `*.` and a domain, and nothing behind it.',
  source: 'engines.md C.5, R10d, R10e, RC10',
  blocks: true,
  bad: { text: '[[registry]]\nprefix = "*.example.com/team"\n' },
  good: { text: '[[registry]]\nprefix = "*.example.com"\n' },
  fix: 'none',
  check: (file) =>
    prefixesOf(file).flatMap(({ text, node }) => {
      const prefix = bareName(text);
      if (!isWildcard(prefix) || !/[/@:]/.test(prefix)) return [];
      return [
        {
          range: nodeRange(node),
          message: `Engines refuse the wildcard ${shown(prefix, 'prefix')} and the file with it: it must be "*." and a domain, without port, path or digest.`,
        },
      ];
    }),
};
