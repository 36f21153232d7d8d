// Inline mirrors at all.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { hasMembers, registries, setting } from '../facts.ts';

export const mirrorsDeprecated: Rule = {
  code: 'containerd/mirrors-deprecated',
  severity: 'info',
  title: 'Mirrors in config.toml are deprecated',
  effect:
    'They have been deprecated since containerd 1.5 and work in every release measured, the development version included; the announced removal has moved from 2.0 to 2.4. From 2.1 on they also make containerd pull the older way, without its transfer service.',
  remedy: 'Write hosts.toml files and set `config_path`; `migrateToHosts` does both at once.',
  source: 'engines.md A.6, F, F27, CT31',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`,
  },
  fix: 'none',
  check: (file) =>
    registries(file).flatMap((registry) => {
      const mirrors = setting(registry, 'mirrors', file);
      if (!mirrors || !hasMembers(registry, 'mirrors', file)) return [];
      return [
        {
          range: nodeRange(mirrors.node),
          message:
            'containerd still reads mirrors in config.toml but has announced their removal. Plan to move them to hosts.toml files below config_path.',
        },
      ];
    }),
};
