// Short names in `disabled_plugins` and `required_plugins` of a file of version 2 or later.
import { elements, nodeRange, stringOf } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { stringEdit } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { isBefore, placeAt, versionOf } from '../facts.ts';
import { V1_PLUGIN, V2_PLUGIN } from '../section.ts';

export const shortDisabledPlugins: Rule = {
  code: 'containerd/short-disabled-plugins',
  severity: 'error',
  title: 'A plugin is turned off or required by a short name',
  effect:
    'From version 2 on every release refuses to start with a name that is not a full one. `disabled_plugins = ["cri"]` is what Docker’s containerd.io package ships in a file without version: adding `version = 2` to that file keeps the daemon from starting.',
  remedy: `Write the full name, "${V2_PLUGIN}", or take the name out to use CRI.`,
  source: 'engines.md A.3, G12b, refinement 3, CT06',
  blocks: true,
  bad: { text: 'version = 2\ndisabled_plugins = ["cri"]\n' },
  good: { text: 'version = 2\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n' },
  fix: 'safe',
  fixed: { text: 'version = 2\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n' },
  check: (file) => {
    const version = versionOf(file) ?? 0;
    if (version < 2) return [];
    return ['disabled_plugins', 'required_plugins'].flatMap((list) => {
      const place = placeAt(file, [list]);
      if (!place || !Array.isArray(place.data) || place.data.length === 0) return [];
      return elements(place.node).flatMap((item) => {
        const name = stringOf(item);
        if (name === undefined || isFullName(name, file)) return [];
        const edits = name === V1_PLUGIN ? [stringEdit(item, V2_PLUGIN)] : [];
        const fixes = [{ title: `Write "${V2_PLUGIN}"`, safe: true, edits }];
        return [
          {
            range: nodeRange(item),
            message: `${list} names ${shown(name, 'plugin')} as version 1 does: containerd refuses to start with that in a version ${version} file. Write its full name, or take it out to use mirrors.`,
            ...(edits.length > 0 && { fixes }),
          },
        ];
      });
    });
  },
};

/** containerd 1.x wants more of a name than 2.x does. */
function isFullName(name: string, file: OpenFile): boolean {
  const parts = name.split('.').length;
  if (!isBefore(file, [2, 0, 0])) return parts > 1;
  return parts >= 4 && (isBefore(file, [1, 7, 0]) || name.startsWith('io.containerd.'));
}
