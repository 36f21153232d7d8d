// The registry table of version 2 in a version 3 file.
import { nodeRange } from '../../../toml/index.ts';
import type { Fault, Rule } from '../../rule.ts';
import { hasSettings, type Registry, registryUnder, versionOf } from '../facts.ts';
import { movedUnder } from '../rename-plugin.ts';
import { V2_PLUGIN, V3_PLUGIN } from '../section.ts';

export const v2NamesInVersion3: Rule = {
  code: 'containerd/v2-names-in-version-3',
  severity: 'error',
  title: 'A version 3 file has the registry table of version 2',
  effect:
    'containerd 2.0 to 2.2 pass over it with nothing but a warning in the log. 2.3 on reads it again, and lets it replace the table of version 3 whole.',
  remedy: `Move it to \`[plugins."${V3_PLUGIN}".registry]\`.`,
  source: 'engines.md A.2, X1, CT08',
  releases: [{ from: [2, 0, 0], before: [2, 3, 0] }],
  blocks: (file) => {
    const registry = registryUnder(V2_PLUGIN, file);
    return registry && versionOf(file) === 3 ? [fault(registry)] : [];
  },
  bad: {
    text: `version = 3
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  good: {
    text: `version = 3
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `version = 3
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  check: (file) => {
    const registry = registryUnder(V2_PLUGIN, file);
    const newer = registryUnder(V3_PLUGIN, file);
    if (!registry || versionOf(file) !== 3 || !hasSettings(registry, file)) return [];
    if (hasSettings(newer, file)) return [];
    const fixes = newer ? [] : movedUnder(registry, V3_PLUGIN, true);
    return [{ ...fault(registry), fixes }];
  },
};

function fault(registry: Registry): Fault {
  return {
    range: nodeRange(registry.node),
    message: `A version 3 file with the registry table of version 2: containerd 2.0 to 2.2 pass over it, and 2.3 on lets it replace the table under "${V3_PLUGIN}" whole. Move it to [plugins."${V3_PLUGIN}".registry].`,
  };
}
