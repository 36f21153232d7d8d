// `mirrors."registry-1.docker.io"`.
import { keyRange } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { member, mirrorTables, setting } from '../facts.ts';
import { keyFault } from '../mirror-keys.ts';

export const hubAliasKey: Rule = {
  code: 'containerd/hub-alias-key',
  severity: 'error',
  title: 'Docker Hub is named by an alias',
  effect:
    'Images of Docker Hub belong to `docker.io`, however they are written, and containerd looks for that. An entry for `index.docker.io` is never found, one for `registry-1.docker.io` or `registry.hub.docker.com` only by images that name that host.',
  remedy: 'Write `mirrors."docker.io"`.',
  source: 'engines.md A.4, C6, G7, CT18',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."registry-1.docker.io"]
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
      if (keyFault(name) !== 'hub-alias') return [];
      const taken = member(setting(registry, 'mirrors', file), 'docker.io');
      return [
        {
          range: keyRange(node),
          message: `"${name}" is not what containerd looks Docker Hub up by, so its images do not get these mirrors. Write "docker.io".`,
          ...(!taken && { fixes: renaming('Write "docker.io"', true, node, 'docker.io') }),
        },
      ];
    }),
};
