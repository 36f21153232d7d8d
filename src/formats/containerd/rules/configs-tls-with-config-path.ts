// `configs."host".tls` beside `config_path`, for containerd 1.x.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { configPathOf, members, registries, setting } from '../facts.ts';

export const configsTlsWithConfigPath: Rule = {
  code: 'containerd/configs-tls-with-config-path',
  severity: 'error',
  title: 'TLS settings in configs stand beside config_path',
  effect:
    'containerd 1.x does not load its CRI plugin with both, as with mirrors: the daemon keeps running and Kubernetes finds no image service. 2.x has no such setting and passes over it.',
  remedy: 'Write `ca`, `client` or `skip_verify` into the hosts.toml of the host.',
  source: 'engines.md A.6, C14, CT33',
  releases: [{ before: [2, 0, 0] }],
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
[plugins."io.containerd.grpc.v1.cri".registry.configs."hub.example.net".tls]
  insecure_skip_verify = true
`,
    target: 'containerd@1.7.24',
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`,
    target: 'containerd@1.7.24',
  },
  fix: 'none',
  check: (file) =>
    registries(file).flatMap((registry) => {
      if (configPathOf(registry, file) === '') return [];
      return members(setting(registry, 'configs', file)).flatMap(([, place]) => {
        const tls = setting(place, 'tls', file);
        if (!tls) return [];
        return [
          {
            range: nodeRange(tls.node),
            message:
              'containerd 1.x does not load its CRI plugin when config_path and TLS settings in configs are both set: no image could be pulled. Write them into the hosts.toml of the host.',
          },
        ];
      });
    }),
};
