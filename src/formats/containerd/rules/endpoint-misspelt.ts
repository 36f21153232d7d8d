// `endpoints = ["…"]`.
import { keyRange } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import { nearest } from '../../nearest.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { members, mirrorTables } from '../facts.ts';

export const endpointMisspelt: Rule = {
  code: 'containerd/endpoint-misspelt',
  severity: 'error',
  title: 'The key endpoint is misspelt',
  effect:
    'An unknown key is passed over, without a word on 1.x and with a warning in the log on 2.x. The entry then has no mirror, and hides those of `"*"`.',
  remedy: 'Write `endpoint`.',
  source: 'engines.md A.5, A.9, C10, CT22',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoints = ["https://hub.example.net"]
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
    mirrorTables(file).flatMap((mirror) => {
      const own = members(mirror);
      if (own.some(([key]) => key.toLowerCase() === 'endpoint')) return [];
      return own.flatMap(([key, { node }]) => {
        if (nearest(key, ['endpoint']) === undefined) return [];
        return [
          {
            range: keyRange(node),
            message: `${shown(key, 'key')} is no key of an entry, so ${shown(mirror.name, 'registry')} has no mirror: containerd passes over it. Write "endpoint".`,
            fixes: renaming('Write "endpoint"', true, node, 'endpoint'),
          },
        ];
      });
    }),
};
