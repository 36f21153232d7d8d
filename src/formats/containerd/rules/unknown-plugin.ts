// Registry settings under a plugin that containerd does not have.
import { isTable, keyRange } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import { nearest } from '../../nearest.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { member, members, type Place, placeAt, versionOf } from '../facts.ts';
import { isEntry, mirrorsIn } from '../mirrors-like.ts';
import { pluginOf, V1_PLUGIN, V2_PLUGIN, V3_PLUGIN } from '../section.ts';

/** Some of them pull by themselves, and have a `registry` of their own. */
const SNAPSHOTTERS = 'io.containerd.snapshotter.v1.';
const SETTINGS = ['mirrors', 'config_path', 'configs'];

export const unknownPlugin: Rule = {
  code: 'containerd/unknown-plugin',
  severity: 'error',
  title: 'Registry settings are under a plugin that is none',
  effect:
    'containerd passes over tables of plugins that it does not have, and no release says so, not even in its log. Mirrors under a misspelt name are never asked.',
  remedy: 'Write the plugin’s name as the config version has it.',
  source: 'engines.md A.1, A.3, A.9',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.crl".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  fix: 'ask',
  check: (file) => {
    const known = [V2_PLUGIN, V3_PLUGIN];
    return members(placeAt(file, ['plugins'])).flatMap(([name, place]) => {
      if (name === V1_PLUGIN || name === 'io' || known.includes(name)) return [];
      if (name.startsWith(SNAPSHOTTERS) || !speaksOfMirrors(name, place)) return [];
      const right = nearest(name, known) ?? pluginOf(versionOf(file) ?? 2);
      const free = !placeAt(file, ['plugins', right]) && member(place, 'registry') !== undefined;
      return [
        {
          range: keyRange(place.node),
          message: `No containerd reads mirrors of ${shown(name, 'plugin')}, and none says so. Write [plugins."${right}".registry].`,
          ...(free && { fixes: renaming(`Write "${right}"`, false, place.node, right) }),
        },
      ];
    });
  },
};

function speaksOfMirrors(name: string, plugin: Place): boolean {
  const registry = members(plugin).find(([key]) => key.toLowerCase() === 'registry')?.[1].data;
  const says = isTable(registry) && SETTINGS.some((key) => Object.hasOwn(registry, key));
  const whole = isEntry(plugin.data) && /mirrors|registry/.test(name);
  return says || whole || mirrorsIn(name, plugin).length > 0;
}
