// `*.example.com` and `x.example.com`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { isTie } from '../conflicts.ts';
import { prefixesOf, registriesOf } from '../facts.ts';
import { isWildcard } from '../prefixes.ts';

export const wildcardTie: Rule = {
  code: 'registries/wildcard-tie',
  severity: 'error',
  title: 'A wildcard wins against a registry of the same length',
  effect:
    'The longest prefix counts, and `*.example.com` is as long as `x.example.com`. Of two as long, the wildcard comes first: the registry for a host of one letter is never used.',
  remedy:
    'Name the namespaces of that host, `x.example.com/team`, or take the wildcard out and name the hosts.',
  source: 'engines.md C.5, R11b, RC14',
  bad: {
    text: `[[registry]]
prefix = "*.example.com"

[[registry]]
location = "x.example.com"
`,
  },
  good: {
    text: `[[registry]]
prefix = "*.example.com"

[[registry]]
location = "x.example.com/team"
`,
  },
  fix: 'none',
  check: (file) => {
    const wildcards = registriesOf(file).filter(({ prefix }) => isWildcard(prefix));
    return prefixesOf(file).flatMap(({ registry: { prefix }, node }) => {
      const winner = wildcards.find((wildcard) => isTie(wildcard.prefix, prefix));
      if (!winner) return [];
      return [
        {
          range: nodeRange(node),
          message: `${shown(winner.prefix, 'wildcard')} matches the same images and is as long, and then engines take the wildcard: this registry is never used. Name the namespaces of the host, or take the wildcard out.`,
        },
      ];
    });
  },
};
