// The registry table of version 3 in a version 2 file.
import { nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Fault, Rule } from '../../rule.ts';
import { hasSettings, isBefore, type Registry, registryUnder, versionOf } from '../facts.ts';
import { movedUnder } from '../rename-plugin.ts';
import { V2_PLUGIN, V3_PLUGIN } from '../section.ts';

export const v3NamesInVersion2: Rule = {
  code: 'containerd/v3-names-in-version-2',
  severity: 'error',
  title: 'A version 2 file has the registry table of version 3',
  effect:
    'containerd 2.x reads it. 1.x does not know the name and passes over the table without a word.',
  remedy: `Move it to \`[plugins."${V2_PLUGIN}".registry]\`, which every release reads in a version 2 file.`,
  source: 'engines.md A.2, X1, CT07',
  releases: [{ before: [2, 0, 0] }],
  blocks: (file) => {
    const registry = registryUnder(V3_PLUGIN, file);
    return registry && versionOf(file) === 2 ? [fault(registry, file)] : [];
  },
  bad: {
    text: `version = 2
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    target: 'containerd@1.7.24',
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    target: 'containerd@1.7.24',
  },
  fix: 'safe',
  fixed: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    target: 'containerd@1.7.24',
  },
  check: (file) => {
    const registry = registryUnder(V3_PLUGIN, file);
    const older = registryUnder(V2_PLUGIN, file);
    if (!registry || versionOf(file) !== 2 || !hasSettings(registry, file)) return [];
    if (hasSettings(older, file)) return [];
    const safe = isBefore(file, [2, 0, 0]);
    const fixes = older ? [] : movedUnder(registry, V2_PLUGIN, safe);
    return [{ ...fault(registry, file), fixes }];
  },
};

function fault(registry: Registry, file: OpenFile): Fault {
  const two = isBefore(file, [2, 0, 0])
    ? ''
    : `, and on 2.x a table under "${V2_PLUGIN}" would replace it whole`;
  return {
    range: nodeRange(registry.node),
    message: `A version 2 file with the registry table of version 3: containerd 1.x passes over it${two}. Move it to [plugins."${V2_PLUGIN}".registry], or set "version = 3".`,
  };
}
