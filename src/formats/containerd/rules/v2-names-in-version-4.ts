// The registry table of version 2 in a version 4 file.
import { nodeRange } from '../../../toml/index.ts';
import type { Fault, Rule } from '../../rule.ts';
import { hasSettings, type Registry, registryUnder, versionOf } from '../facts.ts';
import { movedUnder } from '../rename-plugin.ts';
import { V2_PLUGIN, V3_PLUGIN } from '../section.ts';

export const v2NamesInVersion4: Rule = {
  code: 'containerd/v2-names-in-version-4',
  severity: 'error',
  title: 'A version 4 file has the registry table of version 2',
  effect:
    'containerd 2.3 on, the only releases that know version 4, carry nothing over from older names in such a file: the table has no effect.',
  remedy: `Move it to \`[plugins."${V3_PLUGIN}".registry]\`.`,
  source: 'engines.md A.2, A7b, CT09',
  releases: [{ from: [2, 3, 0] }],
  blocks: (file) => {
    const registry = registryUnder(V2_PLUGIN, file);
    return registry && versionOf(file) === 4 ? [fault(registry)] : [];
  },
  bad: {
    text: `version = 4
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    target: 'containerd@2.3.4',
  },
  good: {
    text: `version = 4
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    target: 'containerd@2.3.4',
  },
  fix: 'safe',
  fixed: {
    text: `version = 4
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    target: 'containerd@2.3.4',
  },
  check: (file) => {
    const registry = registryUnder(V2_PLUGIN, file);
    if (!registry || versionOf(file) !== 4 || !hasSettings(registry, file)) return [];
    const newer = registryUnder(V3_PLUGIN, file);
    if (hasSettings(newer, file)) return [];
    return [{ ...fault(registry), fixes: newer ? [] : movedUnder(registry, V3_PLUGIN, true) }];
  },
};

function fault(registry: Registry): Fault {
  return {
    range: nodeRange(registry.node),
    message: `A version 4 file with the registry table of version 2: containerd 2.3 on passes over it. Move it to [plugins."${V3_PLUGIN}".registry].`,
  };
}
