// `mirrors."https://docker.io"`.
import { keyRange } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { member, mirrorTables, setting } from '../facts.ts';
import { hostIn, keyFault } from '../mirror-keys.ts';

export const keyHasScheme: Rule = {
  code: 'containerd/key-has-scheme',
  severity: 'error',
  title: 'A registry below mirrors is written as a URL',
  effect:
    'containerd looks for the host of the image reference, character by character. A key with a scheme is never found, and pulls go to the registry itself.',
  remedy: 'Write the host alone: `mirrors."docker.io"`.',
  source: 'engines.md A.4, C6, CT19',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."https://docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  check: (file) =>
    mirrorTables(file).flatMap(({ name, node, registry }) => {
      if (keyFault(name) !== 'scheme') return [];
      const host = hostIn(name);
      const bare = /^[^/]*:\/\/[^/]*\/?$/.test(name);
      const taken = host !== undefined && member(setting(registry, 'mirrors', file), host);
      return [
        {
          range: keyRange(node),
          message: `${shown(name, 'key')} has a scheme, and containerd looks for the host alone: the entry is never used. Write ${host === undefined ? 'the host' : `"${host}"`}.`,
          ...(host !== undefined &&
            bare &&
            !taken && { fixes: renaming(`Write "${host}"`, true, node, host) }),
        },
      ];
    }),
};
