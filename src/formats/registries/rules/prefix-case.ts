// `prefix = "Docker.IO"`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { prefixesOf, respelling } from '../facts.ts';
import { bareName, isHubAlias } from '../names.ts';

export const prefixCase: Rule = {
  code: 'registries/prefix-case',
  severity: 'error',
  title: 'A prefix has capitals',
  effect:
    'Names are compared letter by letter, and image references are in lower case: the registry never matches, and pulls go past its mirrors.',
  remedy: 'Write the prefix in lower case.',
  source: 'engines.md C.5, R11g, RC16',
  bad: { text: '[[registry]]\nprefix = "Docker.IO"\nlocation = "docker.io"\n' },
  good: { text: '[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n' },
  fix: 'safe',
  fixed: { text: '[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n' },
  check: (file) =>
    prefixesOf(file).flatMap((name) => {
      const prefix = bareName(name.text);
      const lower = name.text.toLowerCase();
      if (prefix === prefix.toLowerCase()) return [];
      return [
        {
          range: nodeRange(name.node),
          message:
            'The prefix has capitals, and names are compared letter by letter: no image matches this registry. Write it in lower case.',
          fixes: isHubAlias(name.text)
            ? []
            : respelling('Write it in lower case', true, name, lower),
        },
      ];
    }),
};
