// More than one folder in `config_path`, which pulls of 2.1 and later take for one.
import type { Fix } from '../../../model/diagnostic.ts';
import { nodeRange, type TomlValue } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { insertion, stringEdit, treeOf } from '../../fixes.ts';
import { isAmong, type Rule } from '../../rule.ts';
import {
  configPathOf,
  hasMembers,
  placeAt,
  type Registry,
  registries,
  releaseOf,
  setting,
} from '../facts.ts';
import { V3_PLUGIN } from '../section.ts';

/** What containerd 2.2.0 and 2.2.1 print as their default, dead as it is. */
const OWN_DEFAULT = '/etc/containerd/certs.d:/etc/docker/certs.d';

export const configPathMultiRoot: Rule = {
  code: 'containerd/config-path-multi-root',
  severity: 'error',
  title: 'config_path has more than one folder',
  effect:
    'From 2.1 on pulls go through the transfer service, which takes the whole value for the name of one folder: no hosts.toml is found, and nothing is logged. A trailing colon does the same. 1.6 to 2.0 look into each folder. Settings that force the older way of pulling (`mirrors`, `configs` or `auths`, `use_local_image_pull = true`, another `max_concurrent_downloads` than 3) bring the folders back.',
  remedy: 'Name one folder, or set `use_local_image_pull = true` beside `registry`.',
  source: 'engines.md A.6, X5, E7, CT03',
  releases: [{ from: [2, 1, 0] }],
  bad: {
    text: `version = 3
[plugins."io.containerd.cri.v1.images".registry]
  config_path = "/etc/containerd/certs.d:"
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
[plugins."io.containerd.cri.v1.images".registry]
  config_path = "/etc/containerd/certs.d"
`,
  },
  check: (file) =>
    registries(file).flatMap((registry) => {
      const value = configPathOf(registry, file);
      const place = setting(registry, 'config_path', file);
      const roots = rootsOf(value);
      if (!place || roots.length < 2 || pullsLocally(registry, file)) return [];
      const [only, ...others] = roots.filter((root) => root !== '');
      const single = only !== undefined && others.length === 0;
      const release = releaseOf(file);
      const own = release && isAmong(release, [{ from: [2, 2, 0], before: [2, 2, 2] }]);
      return [
        {
          range: nodeRange(place.node),
          ...(own && value === OWN_DEFAULT && { severity: 'warning' as const }),
          message:
            'containerd 2.1 and later takes this for the name of one folder, so no hosts.toml is found in any of them. Name one folder, or set use_local_image_pull = true.',
          fixes: single
            ? [{ title: `Write "${only}"`, safe: true, edits: [stringEdit(place.node, only)] }]
            : localPull(registry, file),
        },
      ];
    }),
};

/** Windows separates by semicolons, as its paths have colons. */
function rootsOf(value: string): readonly string[] {
  if (value === '') return [];
  return value.split(/^[A-Za-z]:[\\/]|\\|;/.test(value) ? ';' : ':');
}

/** Settings that the transfer service does not know send pulls the older way. */
function pullsLocally(registry: Registry, file: OpenFile): boolean {
  if (['mirrors', 'configs', 'auths'].some((key) => hasMembers(registry, key, file))) return true;
  const section = placeAt(file, ['plugins', registry.plugin]);
  const get = (key: string): TomlValue | undefined => setting(section, key, file)?.data;
  const downloads = get('max_concurrent_downloads') ?? 3;
  if (downloads !== 3 || get('image_pull_with_sync_fs') === true) return true;
  if (registry.plugin === V3_PLUGIN) {
    if (get('use_local_image_pull') === true || get('discard_unpacked_layers') === true)
      return true;
    return get('disable_snapshot_annotations') === false;
  }
  // From an older section these two are carried over only together with runtimes (refinement 5).
  const containerd = setting(section, 'containerd', file);
  if (!setting(containerd, 'runtimes', file)) return false;
  return (
    setting(containerd, 'discard_unpacked_layers', file)?.data === true ||
    setting(containerd, 'disable_snapshot_annotations', file)?.data === false
  );
}

function localPull(registry: Registry, file: OpenFile): readonly Fix[] {
  const section = placeAt(file, ['plugins', registry.plugin]);
  if (registry.plugin !== V3_PLUGIN || setting(section, 'use_local_image_pull', file)) return [];
  const tree = treeOf(['plugins', V3_PLUGIN, 'use_local_image_pull'], true);
  return insertion('Set use_local_image_pull = true', false, file.document.root, tree);
}
