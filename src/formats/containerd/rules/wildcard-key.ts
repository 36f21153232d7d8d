// `mirrors."*.example.com"`.
import { keyRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { mirrorTables } from '../facts.ts';
import { keyFault } from '../mirror-keys.ts';

export const wildcardKey: Rule = {
  code: 'containerd/wildcard-key',
  severity: 'error',
  title: 'A registry below mirrors has a wildcard in it',
  effect:
    '`"*"` alone stands for all registries without an entry of their own. A `*` with anything beside it is a plain character, and the entry is never found.',
  remedy: 'Name each registry, or write `"*"` for all that have no entry.',
  source: 'engines.md A.4',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."*.example.com"]
  endpoint = ["https://mirror.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."*"]
  endpoint = ["https://mirror.example.net"]
`,
  },
  fix: 'none',
  check: (file) =>
    mirrorTables(file).flatMap(({ name, node }) => {
      if (keyFault(name) !== 'wildcard') return [];
      return [
        {
          range: keyRange(node),
          message: `containerd knows no wildcard but "*", so ${shown(name, 'key')} matches no registry. Name each registry, or write "*" for all that have no entry.`,
        },
      ];
    }),
};
