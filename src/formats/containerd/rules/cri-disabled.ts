// Registry settings in a file that turns the CRI plugin off.
import { elements, nodeRange, stringOf } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { removal } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { hasSettings, isBefore, placeAt, registries, versionOf } from '../facts.ts';
import { V1_PLUGIN, V2_PLUGIN, V3_PLUGIN } from '../section.ts';

/** The other half of CRI from containerd 2.0 on. */
const V3_RUNTIME = 'io.containerd.cri.v1.runtime';

export const criDisabled: Rule = {
  code: 'containerd/cri-disabled',
  severity: 'error',
  title: 'The CRI plugin is turned off, and nothing else reads mirrors',
  effect:
    'Only the CRI plugin reads `registry`. With it disabled containerd runs, Kubernetes finds no image service, and mirrors have no effect; `ctr` has its own `--hosts-dir`.',
  remedy: 'Take the plugin out of `disabled_plugins`.',
  source: 'engines.md A.3, G12, CT49',
  blocks: faults,
  bad: {
    text: `version = 2
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`,
  },
  good: {
    text: `version = 2
disabled_plugins = []
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`,
  },
  fix: 'ask',
  check: (file) =>
    registries(file).some((registry) => hasSettings(registry, file)) ? faults(file) : [],
};

function faults(file: OpenFile): readonly Fault[] {
  // What is no version is a fault of its own; containerd 1.x reads a negative one as 2.
  const version = versionOf(file) ?? 2;
  const list = placeAt(file, ['disabled_plugins']);
  if (!list || !Array.isArray(list.data) || list.data.length === 0) return [];
  const stops = namesOf(version, file);
  const item = elements(list.node).find((each) => stops.includes(stringOf(each) ?? ''));
  if (!item) return [];
  return [
    {
      range: nodeRange(item),
      message: `disabled_plugins turns "${stringOf(item)}" off, and nothing else reads mirrors: they would have no effect. Take it out of disabled_plugins first.`,
      fixes: removal('Take it out', false, file.document, [item]),
    },
  ];
}

/** What turns CRI off; a short name in a later file is a fault of its own. */
function namesOf(version: number, file: OpenFile): readonly string[] {
  const first = isBefore(file, [2, 0, 0]);
  if (version <= 1) return first ? [V1_PLUGIN] : [V1_PLUGIN, V2_PLUGIN];
  return first ? [V2_PLUGIN] : [V2_PLUGIN, V3_PLUGIN, V3_RUNTIME];
}
