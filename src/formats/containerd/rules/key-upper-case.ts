// `mirrors."Docker.io"`.
import { hubName } from '../../../model/registry.ts';
import { keyRange } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { member, mirrorTables, setting } from '../facts.ts';
import { keyFault } from '../mirror-keys.ts';

export const keyUpperCase: Rule = {
  code: 'containerd/key-upper-case',
  severity: 'error',
  title: 'A registry below mirrors has capitals',
  effect:
    'The lookup is case-sensitive, and image references name their registry in lower case. The entry is never found, and pulls go to the registry itself.',
  remedy: 'Write the registry in lower case.',
  source: 'engines.md A.4, C6, CT20',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."GHCR.io"]
  endpoint = ["https://ghcr.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."ghcr.io"]
  endpoint = ["https://ghcr.example.net"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."ghcr.io"]
  endpoint = ["https://ghcr.example.net"]
`,
  },
  check: (file) =>
    mirrorTables(file).flatMap(({ name, node, registry }) => {
      if (keyFault(name) !== 'upper-case') return [];
      const host = hubName(name.toLowerCase());
      const taken = member(setting(registry, 'mirrors', file), host);
      return [
        {
          range: keyRange(node),
          message: `"${name}" has capitals, and containerd compares letter by letter: no image is of that registry. Write "${host}".`,
          ...(!taken && { fixes: renaming(`Write "${host}"`, true, node, host) }),
        },
      ];
    }),
};
