// Mirrors without `config_path = ""`, for the two releases that have a `config_path` of their own.
import type { Severity } from '../../../model/diagnostic.ts';
import { nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { insertion, treeOf } from '../../fixes.ts';
import { type Fault, isAmong, type Rule } from '../../rule.ts';
import {
  configPathOf,
  hasMembers,
  type Registry,
  registries,
  releaseOf,
  setting,
  versionOf,
  versionRange,
} from '../facts.ts';
import { V2_PLUGIN, V3_PLUGIN } from '../section.ts';

const HIT = [{ from: [2, 2, 0], before: [2, 2, 2] }] as const;

export const mirrorsOnly: Rule = {
  code: 'containerd/mirrors-only-2.2.0',
  severity: 'error',
  title: 'containerd 2.2.0 and 2.2.1 want config_path = "" beside mirrors',
  effect:
    'These two releases start with a `config_path` of their own, so mirrors alone keep the CRI plugin from loading as if both were set. `config_path = ""` helps in a table with the name of version 3. In a version 2 file the migration puts the folders back, and nothing helps but another config version, hosts.toml, or 2.2.2.',
  remedy: `Add \`config_path = ""\` to \`[plugins."${V3_PLUGIN}".registry]\`, which no other release minds.`,
  source: 'engines.md A.6, X4, refinement 2, CT02',
  releases: HIT,
  blocks: (file) => {
    const release = releaseOf(file);
    return release && isAmong(release, HIT) && versionOf(file) === 2 ? [inVersion2(file)] : [];
  },
  bad: {
    text: `version = 3
[plugins."io.containerd.cri.v1.images".registry]
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    target: 'containerd@2.2.0',
  },
  good: {
    text: `version = 3
[plugins."io.containerd.cri.v1.images".registry]
  config_path = ""
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    target: 'containerd@2.2.0',
  },
  fix: 'safe',
  fixed: {
    text: `version = 3
[plugins."io.containerd.cri.v1.images".registry]
  config_path = ""
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    target: 'containerd@2.2.0',
  },
  check: (file) => {
    return registries(file).flatMap((registry) => {
      if (!hasMembers(registry, 'mirrors', file) || configPathOf(registry, file) !== '') return [];
      if (registry.plugin === V2_PLUGIN && versionOf(file) === 2) return [inVersion2(file)];
      const set = setting(registry, 'config_path', file);
      return registry.plugin !== V3_PLUGIN || set ? [] : [inVersion3(registry, file)];
    });
  },
};

/** Two releases of many: without a target it is only good to know. */
function severityIn(file: OpenFile): Severity {
  return releaseOf(file) ? 'error' : 'info';
}

function inVersion2(file: OpenFile): Fault {
  return {
    range: versionRange(file),
    severity: severityIn(file),
    message:
      'containerd 2.2.0 and 2.2.1 do not load the CRI plugin for a version 2 file with mirrors, whatever its config_path. Use version 3, a hosts.toml, or containerd 2.2.2 or later.',
  };
}

function inVersion3(registry: Registry, file: OpenFile): Fault {
  const mirrors = setting(registry, 'mirrors', file);
  const tree = treeOf(['plugins', V3_PLUGIN, 'registry', 'config_path'], '');
  return {
    range: nodeRange(mirrors?.node ?? registry.node),
    severity: severityIn(file),
    message:
      'containerd 2.2.0 and 2.2.1 have a config_path of their own and do not load the CRI plugin when mirrors are set beside it. Add config_path = "", which no other release minds.',
    fixes: insertion(
      'Add config_path = ""',
      releaseOf(file) !== undefined,
      file.document.root,
      tree,
    ),
  };
}
