// `[plugins.cri]` in a file of version 2 or later.
import type { Fix } from '../../../model/diagnostic.ts';
import { childNames, nodeAt, nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { renaming } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { isCovered } from '../covered.ts';
import { hasSettings, isBefore, isFrom, placeAt, registryUnder, versionOf } from '../facts.ts';
import { pluginOf, V1_PLUGIN } from '../section.ts';

export const shortPluginName: Rule = {
  code: 'containerd/short-plugin-name',
  severity: 'error',
  title: 'The CRI plugin has its version 1 name in a later file',
  effect:
    'From version 2 on plugins have full names. containerd 1.x refuses to start with a short one; 2.x passes over the table without a warning.',
  remedy: 'Rename the table to the full name of the version.',
  source: 'engines.md A.2, A.3, T27, CT16',
  blocks: (file) => (versionOf(file) === 2 && !isFrom(file, [2, 0, 0]) ? faults(file) : []),
  bad: {
    text: `version = 2
[plugins.cri.registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  check: (file) => ((versionOf(file) ?? 0) >= 2 ? faults(file) : []),
};

function faults(file: OpenFile): readonly Fault[] {
  const node = placeAt(file, ['plugins', V1_PLUGIN])?.node;
  if (!node || placeAt(file, ['plugins', 'io', 'containerd'])) return [];
  const version = versionOf(file) ?? 2;
  const registry = registryUnder(V1_PLUGIN, file);
  // containerd 1.x takes no version 3 file, so without a release that is one for 2.x.
  const second = isFrom(file, [2, 0, 0]) || (version > 2 && !isBefore(file, [2, 0, 0]));
  const covered = registry && isCovered(registry, registryUnder(pluginOf(version), file), file);
  const harmless = second && (!hasSettings(registry, file) || covered);
  return [
    {
      range: nodeRange(node),
      severity: harmless ? 'warning' : 'error',
      message: `[plugins.${V1_PLUGIN}] is the name of version 1: in a version ${version} file containerd 1.x refuses to start and 2.x passes over it. Write [plugins."${pluginOf(version)}"].`,
      fixes: fixes(version, file),
    },
  ];
}

/** In version 3 only `registry` has gone to the plugin that pulls images. */
function fixes(version: number, file: OpenFile): readonly Fix[] {
  const { root } = file.document;
  const node = nodeAt(root, ['plugins', V1_PLUGIN]);
  const name = pluginOf(version);
  if (!node || nodeAt(root, ['plugins', name])) return [];
  if (version > 2 && childNames(node).join() !== 'registry') return [];
  return renaming(`Rename it to "${name}"`, true, node, name);
}
