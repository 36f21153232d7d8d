// Two files with settings of one plugin, for containerd 1, which keeps only those of the later file.
import { keyRule } from '../../../../engines/containerd/imports.ts';
import { type Data, field, mapEntries } from '../../../../engines/toml/data.ts';
import type { ConfigFile } from '../../config-files.ts';
import type { ContainerdMachine, ContainerdView } from '../../containerd-machine.ts';
import { placeText, rangeOf } from '../../place-range.ts';
import { fateOf, registrySettingsIn } from '../../setting-fates.ts';
import type { TreeFault, TreeRule } from '../tree-rule.ts';

const RELEASES = [{ before: [2, 0, 0] }] as const;

export const importReplacesPlugin: TreeRule<ContainerdMachine> = {
  code: 'containerd/import-replaces-plugin',
  severity: 'warning',
  title: 'A later file puts out all that an earlier one says of a plugin',
  effect:
    'containerd 1.6 and 1.7 do not join the tables of a plugin: the one of the later file replaces that of the earlier file whole, with its mirrors and with settings that have nothing to do with them. containerd 2 joins them. It is an error where registry settings are lost.',
  remedy: 'Keep all settings of a plugin in one file.',
  source: 'engines.md A.8, X11 I1, CT39',
  releases: RELEASES,
  bad: {
    target: 'containerd@1.7.24',
    files: {
      '/etc/containerd/config.toml': `version = 2
imports = ["/etc/containerd/conf.d/*.toml"]
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
      '/etc/containerd/conf.d/pause.toml': `version = 2
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "registry.example.net/pause:3.10"
`,
    },
  },
  good: {
    target: 'containerd@1.7.24',
    files: {
      '/etc/containerd/config.toml': `version = 2
imports = ["/etc/containerd/conf.d/*.toml"]
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "registry.example.net/pause:3.10"
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
      '/etc/containerd/conf.d/opt.toml': `version = 2
[plugins."io.containerd.internal.v1.opt"]
  path = "/opt/containerd"
`,
    },
  },
  fix: 'none',
  check: (machine) => machine.views(RELEASES).flatMap((view) => replaced(machine, view)),
};

function replaced({ fs, files }: ContainerdMachine, view: ContainerdView): readonly TreeFault[] {
  const owners = new Map<string, { readonly file: ConfigFile; readonly data: Data }>();
  return files.flatMap((file) =>
    [...pluginsOf(file, view)].flatMap(([name, data]): readonly TreeFault[] => {
      const earlier = owners.get(name);
      owners.set(name, { file, data });
      if (!earlier || !losesAny(earlier.data, data)) return [];
      const registry = registrySettingsIn(earlier.file, view.rules).some(
        (setting) => setting.section === name && fateOf(setting, view).kind === 'lost',
      );
      return [
        {
          path: file.path,
          range: rangeOf(fs, data.origin),
          ...(registry && { severity: 'error' as const }),
          message: `containerd 1.6 and 1.7 take all that ${placeText(fs, earlier.data.origin)} says of this plugin out again, ${registry ? 'its mirrors too, ' : ''}because a later file names the plugin. Keep the settings of a plugin in one file.`,
        },
      ];
    }),
  );
}

function pluginsOf(file: ConfigFile, { rules }: ContainerdView): ReadonlyMap<string, Data> {
  return mapEntries(field(file.root, 'plugins', keyRule(rules)));
}

/** Whether the earlier value has a setting that the later one does not have. */
function losesAny(earlier: Data, later: Data | undefined): boolean {
  if (earlier.kind !== 'table') return later === undefined;
  const there = mapEntries(later);
  return [...earlier.entries].some(([key, value]) => losesAny(value, there.get(key)));
}
