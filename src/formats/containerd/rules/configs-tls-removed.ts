// `configs."host".tls`, which containerd 2.0 has dropped.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { members, registries, setting } from '../facts.ts';

export const configsTlsRemoved: Rule = {
  code: 'containerd/configs-tls-removed',
  severity: 'warning',
  title: 'TLS settings in configs have no effect on containerd 2',
  effect:
    'containerd 1.x reads `configs."host".tls`. 2.0 on has no such key: it warns of an unknown key in its log, checks certificates again, and pulls from a mirror with its own certificate authority fail over to the next endpoint.',
  remedy:
    'Write `ca`, `client` or `skip_verify` into a hosts.toml. `migrateToHosts` carries them over.',
  source: 'engines.md A.7, X6, CT32',
  releases: [{ from: [2, 0, 0] }],
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.configs."hub.example.net".tls]
  insecure_skip_verify = true
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
    registries(file).flatMap((registry) =>
      members(setting(registry, 'configs', file)).flatMap(([host, place]) => {
        const tls = setting(place, 'tls', file);
        if (!tls) return [];
        return [
          {
            range: nodeRange(tls.node),
            message: `containerd 2.0 and later reads no TLS settings here, and checks the certificate of ${shown(host, 'host')} as if they were not there. Write them into a hosts.toml.`,
          },
        ];
      }),
    ),
};
