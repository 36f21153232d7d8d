// `config_path = ["…"]`.
import { nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { valueReplacement } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { type Place, placeAt, registries, setting, versionOf } from '../facts.ts';
import { registryPath } from '../section.ts';

export const configPathType: Rule = {
  code: 'containerd/config-path-type',
  severity: 'error',
  title: 'config_path is no string',
  effect:
    'Every release refuses to start when `config_path` is a list or anything else but a string.',
  remedy: 'Write one folder: `config_path = "/etc/containerd/certs.d"`.',
  source: 'engines.md A.6, T28, CT37',
  blocks: (file) =>
    versionOf(file) === undefined ? [] : faults(placeAt(file, registryPath(file.data)), file),
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = ["/etc/containerd/certs.d"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`,
  },
  fix: 'safe',
  fixed: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`,
  },
  check: (file) => registries(file).flatMap((registry) => faults(registry, file)),
};

function faults(registry: Place | undefined, file: OpenFile): readonly Fault[] {
  const place = setting(registry, 'config_path', file);
  if (!place || typeof place.data === 'string') return [];
  const [only, ...others] = Array.isArray(place.data) ? place.data : [];
  const single = typeof only === 'string' && others.length === 0;
  return [
    {
      range: nodeRange(place.node),
      message:
        'config_path is no string, and no containerd starts with it. Write one folder: config_path = "/etc/containerd/certs.d".',
      ...(single && {
        fixes: valueReplacement('Take the brackets off', true, place.node, JSON.stringify(only)),
      }),
    },
  ];
}
