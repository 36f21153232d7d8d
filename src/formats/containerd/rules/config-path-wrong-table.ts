// `config_path` beside `registry` instead of in it, at the top of the file, or in the transfer plugin.
import type { Fix } from '../../../model/diagnostic.ts';
import { nodeRange, removeNodes, settle } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { move, stringEdit, treeOf } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import {
  configPathOf,
  hasMembers,
  type Place,
  placeAt,
  registries,
  registryUnder,
  rootOf,
  setting,
  versionOf,
} from '../facts.ts';
import { pluginOf, V1_PLUGIN, V2_PLUGIN, V3_PLUGIN } from '../section.ts';

const TRANSFER = 'io.containerd.transfer.v1.local';

export const configPathWrongTable: Rule = {
  code: 'containerd/config-path-wrong-table',
  severity: 'error',
  title: 'config_path is not in the registry table',
  effect:
    'containerd reads `config_path` in `registry` alone. Beside that table it is an unknown key; the one in the transfer plugin, which dumped defaults of 1.7 show, is parsed and used by nothing. No hosts.toml is read.',
  remedy: 'Move it into the `registry` table.',
  source: 'engines.md A.6, D13, D14, CT36',
  bad: {
    text: `version = 3
[plugins."io.containerd.cri.v1.images"]
  config_path = "/etc/containerd/certs.d"
`,
  },
  good: {
    text: `version = 3
[plugins."io.containerd.cri.v1.images".registry]
  config_path = "/etc/containerd/certs.d"
`,
  },
  fix: 'safe',
  fixed: {
    text: `version = 3
[plugins."io.containerd.cri.v1.images"]

  [plugins."io.containerd.cri.v1.images".registry]
    config_path = "/etc/containerd/certs.d"
`,
  },
  check: (file) =>
    [
      rootOf(file),
      ...[V1_PLUGIN, V2_PLUGIN, V3_PLUGIN, TRANSFER].map((name) =>
        placeAt(file, ['plugins', name]),
      ),
    ].flatMap((table) => {
      const place = setting(table, 'config_path', file);
      if (typeof place?.data !== 'string' || place.data === '') return [];
      const set = registries(file).some((each) => configPathOf(each, file) !== '');
      // Where mirrors are set, pulls go by them, and config_path must not stand beside them.
      const idle = set || registries(file).some((each) => hasMembers(each, 'mirrors', file));
      return [
        {
          range: nodeRange(place.node),
          severity: idle ? ('warning' as const) : ('error' as const),
          message: `containerd reads config_path in the registry table alone, and this one has no effect. Move it into [plugins."${pluginOf(versionOf(file) ?? 2)}".registry].`,
          fixes: set ? [] : fixes(place, place.data, file),
        },
      ];
    }),
};

/** Into the table of the file's version, if that has no mirrors, which it must not stand beside. */
function fixes({ node }: Place, folder: string, file: OpenFile): readonly Fix[] {
  const plugin = pluginOf(versionOf(file) ?? 2);
  const registry = registryUnder(plugin, file);
  if (registry && hasMembers(registry, 'mirrors', file)) return [];
  const title = 'Move it into the registry table';
  const there = registry && setting(registry, 'config_path', file);
  if (!there) {
    const tree = treeOf(['plugins', plugin, 'registry', 'config_path'], folder);
    return move(title, true, file.document, [node], tree);
  }
  if (there.data !== '') return [];
  const gone = settle(removeNodes(file.document, [node]).drafts);
  return [{ title, safe: true, edits: [...gone, stringEdit(there.node, folder)] }];
}
