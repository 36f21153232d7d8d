// `[aliases] "nginx" = "docker.io/library/nginx:1"`.
import { child, keyRange, nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { rootOf } from '../facts.ts';
import { FILE_KEYS } from '../keys.ts';
import { isFullName, isShortName } from '../short-names.ts';
import { tableAt } from '../tables.ts';

export const invalidAlias: Rule = {
  code: 'registries/invalid-alias',
  severity: 'error',
  title: 'An alias is no short name, or does not stand for a full one',
  effect:
    'Engines refuse the file. The name must be a repository in lower case without registry, tag and digest; what it stands for must have a registry and no tag or digest, or be empty, which takes back an alias of an earlier file.',
  remedy: 'Write `"name" = "registry/repository"`.',
  source: 'engines.md C.9, R18, RC40',
  blocks: true,
  bad: { text: '[aliases]\n"nginx" = "docker.io/library/nginx:1.27"\n' },
  good: { text: '[aliases]\n"nginx" = "docker.io/library/nginx"\n' },
  fix: 'none',
  check: (file) => {
    const aliases = tableAt(rootOf(file), 'aliases');
    if (!aliases) return [];
    return Object.entries(aliases.data).flatMap(([name, value]) => {
      const node = child(aliases.node, name);
      if (!node || Object.hasOwn(FILE_KEYS, name) || typeof value !== 'string') return [];
      if (!isShortName(name)) {
        return [
          {
            range: keyRange(node),
            message: `Engines refuse ${shown(name, 'name')} as a short name, and the file with it: it must be a repository in lower case, without registry, tag and digest.`,
          },
        ];
      }
      if (value === '' || isFullName(value)) return [];
      return [
        {
          range: nodeRange(node),
          message: `The alias "${name}" does not stand for a full name, and engines refuse the file: write registry and repository, without scheme, tag and digest.`,
        },
      ];
    });
  },
};
