// `mirrors."docker.io/library"`.
import { keyRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { mirrorTables } from '../facts.ts';
import { hostIn, keyFault } from '../mirror-keys.ts';

export const keyHasPath: Rule = {
  code: 'containerd/key-has-path',
  severity: 'error',
  title: 'A registry below mirrors has a path',
  effect:
    'containerd looks mirrors up by host alone and knows no entry for a part of a registry. A key with a path is never found, and pulls go to the registry itself.',
  remedy:
    'Write the host alone. Mirrors for one namespace can only be said in registries.conf, which containerd does not read.',
  source: 'engines.md A.4, C6, CT19',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io/library"]
  endpoint = ["https://hub.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  fix: 'none',
  check: (file) =>
    mirrorTables(file).flatMap(({ name, node }) => {
      if (keyFault(name) !== 'path') return [];
      return [
        {
          range: keyRange(node),
          message: `${shown(name, 'key')} has a path, and containerd looks for the host alone: the entry is never used. Write "${hostIn(name) ?? 'the host'}", which serves the whole registry.`,
        },
      ];
    }),
};
