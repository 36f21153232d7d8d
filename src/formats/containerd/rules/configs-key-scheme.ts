// `configs."https://hub.example.net"`.
import { keyRange } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { member, members, registries, setting } from '../facts.ts';

export const configsKeyScheme: Rule = {
  code: 'containerd/configs-key-scheme',
  severity: 'warning',
  title: 'A host below configs is written as a URL',
  effect:
    'containerd compares the key with host and port of the endpoint’s URL. One with a scheme or a path never matches, so the TLS settings and credentials are not used.',
  remedy: 'Write the host, with its port if the URL has one.',
  source: 'engines.md A.7, refinement 8, CT34',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.configs."https://hub.example.net".auth]
  username = "puller"
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.configs."hub.example.net".auth]
  username = "puller"
`,
  },
  fix: 'safe',
  fixed: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.configs."hub.example.net".auth]
  username = "puller"
`,
  },
  check: (file) =>
    registries(file).flatMap((registry) => {
      const configs = setting(registry, 'configs', file);
      return members(configs).flatMap(([key, { node }]) => {
        if (!key.includes('/')) return [];
        const host = /^(?:https?:\/\/)?([A-Za-z0-9.:[\]-]+)\/?$/i.exec(key)?.[1];
        const free = host !== undefined && !member(configs, host);
        return [
          {
            range: keyRange(node),
            message: `${shown(key, 'key')} is compared with the host of an endpoint and never equals it, so what stands here is not used. Write the host and port alone.`,
            ...(free && { fixes: renaming(`Write "${host}"`, true, node, host) }),
          },
        ];
      });
    }),
};
