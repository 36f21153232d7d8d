// A version 3 file for a release that neither refuses it nor knows its names.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { isCovered } from '../covered.ts';
import { hasSettings, registryUnder, releaseOf, versionOf } from '../facts.ts';
import { V2_PLUGIN, V3_PLUGIN } from '../section.ts';

export const versionHalfRead: Rule = {
  code: 'containerd/version-half-read',
  severity: 'error',
  title: 'The release takes the newer file and passes over its registry settings',
  effect:
    'containerd before 1.6.32, and 1.7.0 to 1.7.16, take a file of version 3 or 4 without a word. They read the names of version 2 in it and know none of version 3, so mirrors under those are never asked. Without a release in the target nothing is said.',
  remedy: `Write the file for the release: \`version = 2\` and \`[plugins."${V2_PLUGIN}".registry]\`.`,
  source: 'engines.md A.2, X1, CT12',
  releases: [{ before: [1, 6, 32] }, { from: [1, 7, 0], before: [1, 7, 17] }],
  bad: {
    text: `version = 3
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    target: 'containerd@1.6.20',
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    target: 'containerd@1.6.20',
  },
  fix: 'none',
  check: (file) => {
    const registry = registryUnder(V3_PLUGIN, file);
    const newer = releaseOf(file) && (versionOf(file) ?? 0) > 2;
    if (!newer || !registry || !hasSettings(registry, file)) return [];
    return [
      {
        range: nodeRange(registry.node),
        severity: isCovered(registry, registryUnder(V2_PLUGIN, file), file) ? 'warning' : 'error',
        message: `${file.target?.text} takes a version ${versionOf(file)} file but knows nothing of "${V3_PLUGIN}": these registry settings have no effect. Write "version = 2" and [plugins."${V2_PLUGIN}".registry].`,
      },
    ];
  },
};
