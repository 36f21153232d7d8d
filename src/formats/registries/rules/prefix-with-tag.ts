// `prefix = "quay.io/team/app:1.2"`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { prefixesOf, respelling } from '../facts.ts';
import { bareName, hasStar, hasTag } from '../names.ts';

export const prefixWithTag: Rule = {
  code: 'registries/prefix-with-tag',
  severity: 'error',
  title: 'A prefix has a tag or digest',
  effect:
    'Registries are looked up by the name of an image without tag and digest, so that the prefix never matches; the manual page says that it would.',
  remedy: 'End the prefix with the repository. All its tags are matched then.',
  source: 'engines.md C.5, R11c, RC15',
  bad: {
    text: '[[registry]]\nprefix = "quay.io/team/app:1.2"\nlocation = "quay.io/team/app"\n',
  },
  good: { text: '[[registry]]\nprefix = "quay.io/team/app"\nlocation = "quay.io/team/app"\n' },
  fix: 'ask',
  check: (file) =>
    prefixesOf(file).flatMap((name) => {
      const prefix = bareName(name.text);
      if (hasStar(prefix) || !hasTag(prefix)) return [];
      const repository = prefix.replace(/[:@][^/]*$/, '');
      return [
        {
          range: nodeRange(name.node),
          message:
            'The prefix has a tag or digest, but images are looked up by their names alone: this registry never matches. End the prefix with the repository, which stands for all its tags.',
          fixes: hasTag(repository)
            ? []
            : respelling('Match all tags of the repository', false, name, repository),
        },
      ];
    }),
};
