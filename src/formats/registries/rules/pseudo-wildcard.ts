// `prefix = "*"`, `prefix = "x.*.example.com"`, `prefix = "docker.io/*"`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { prefixesOf, respelling } from '../facts.ts';
import { bareName, hasStrayStar } from '../names.ts';

export const pseudoWildcard: Rule = {
  code: 'registries/pseudo-wildcard',
  severity: 'error',
  title: 'A star in a prefix is no wildcard there',
  effect:
    'Only `*.` in front of a domain is a wildcard. Any other star is a letter that no image name has: the file loads, and the registry never matches.',
  remedy:
    'Name the registries one by one. For all that is below a host or path write it without a star.',
  source: 'engines.md C.5, R10f, R10g, RC11',
  bad: { text: '[[registry]]\nprefix = "docker.io/*"\nlocation = "docker.io"\n' },
  good: { text: '[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n' },
  fix: 'ask',
  check: (file) =>
    prefixesOf(file).flatMap((name) => {
      const prefix = bareName(name.text);
      if (!hasStrayStar(prefix)) return [];
      const all = prefix.replace(/\/\*$/, '');
      const title = `Match all below ${shown(all, 'prefix')}`;
      return [
        {
          range: nodeRange(name.node),
          message: `The star in ${shown(prefix, 'prefix')} is no wildcard, and no image name has one: this registry never matches. Only "*." in front of a domain is one; name other registries one by one.`,
          fixes: hasStrayStar(all) ? [] : respelling(title, false, name, all),
        },
      ];
    }),
};
