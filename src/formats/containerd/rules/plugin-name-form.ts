// Names below `[plugins]` that containerd 1.x takes for no plugin.
import { keyRange, nodeAt } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { isBefore, pluginNames, versionOf } from '../facts.ts';
import { V1_PLUGIN } from '../section.ts';

export const pluginNameForm: Rule = {
  code: 'containerd/plugin-name-form',
  severity: 'error',
  title: 'A table below plugins has no plugin name',
  effect:
    'From version 2 on containerd 1.6 wants at least four parts with dots between them, and 1.7 also that they begin with `io.containerd.`: both refuse to start else. 2.x does not look.',
  remedy: 'Write the full name of the plugin, or take the table out.',
  source: 'engines.md A.3',
  releases: [{ before: [2, 0, 0] }],
  blocks: true,
  bad: { text: 'version = 2\n[plugins.linux]\n  shim_debug = true\n', target: 'containerd@1.7.24' },
  good: {
    text: 'version = 2\n[plugins."io.containerd.runtime.v1.linux"]\n  shim_debug = true\n',
    target: 'containerd@1.7.24',
  },
  fix: 'none',
  check: (file) => {
    if ((versionOf(file) ?? 0) < 2) return [];
    return pluginNames(file).flatMap((name) => {
      if (hasOwnRule(name) || isPluginName(name, file)) return [];
      const node = nodeAt(file.document.root, ['plugins', name]);
      if (!node) return [];
      return [
        {
          range: keyRange(node),
          message: `${shown(name, 'table')} is no full plugin name such as "io.containerd.grpc.v1.cri", and containerd 1.x refuses to start with it in a version ${versionOf(file)} file. Write the full name, or take the table out.`,
        },
      ];
    });
  },
};

function hasOwnRule(name: string): boolean {
  return name === V1_PLUGIN || name === 'io';
}

function isPluginName(name: string, file: OpenFile): boolean {
  if (name.split('.').length < 4) return false;
  return isBefore(file, [1, 7, 0]) || name.startsWith('io.containerd.');
}
