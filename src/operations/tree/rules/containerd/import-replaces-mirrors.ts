// The mirrors of one registry in two files, of which the later ones count alone.
import type { ContainerdMachine } from '../../containerd-machine.ts';
import { placeText, rangeOf } from '../../place-range.ts';
import { fateOf, registrySettingsIn } from '../../setting-fates.ts';
import type { TreeFault, TreeRule } from '../tree-rule.ts';

export const importReplacesMirrors: TreeRule<ContainerdMachine> = {
  code: 'containerd/import-replaces-mirrors',
  severity: 'warning',
  title: 'A later file replaces the mirrors of a registry',
  effect:
    'No release joins the `endpoint` lists of several files: the last one counts, and the mirrors of the others are never asked. An empty list of a later file leaves the registry without mirrors, which is an error.',
  remedy: 'Keep the mirrors of a registry in one file.',
  source: 'engines.md A.8, X11 I6, I7',
  bad: {
    target: 'containerd@2.1.9',
    files: {
      '/etc/containerd/config.toml': `version = 3
imports = ["/etc/containerd/conf.d/*.toml"]
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
      '/etc/containerd/conf.d/more.toml': `version = 3
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://mirror.example.net"]
`,
    },
  },
  good: {
    target: 'containerd@2.1.9',
    files: {
      '/etc/containerd/config.toml': `version = 3
imports = ["/etc/containerd/conf.d/*.toml"]
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
      '/etc/containerd/conf.d/more.toml': `version = 3
[plugins."io.containerd.cri.v1.images".registry.mirrors."ghcr.io"]
  endpoint = ["https://mirror.example.net"]
`,
    },
  },
  fix: 'none',
  check: ({ fs, files, view }) =>
    files.flatMap((file) =>
      registrySettingsIn(file, view.rules).flatMap((setting): readonly TreeFault[] => {
        const fate = fateOf(setting, view);
        const { origin } = setting.data;
        if (setting.mirror === '' || fate.kind !== 'replaced' || fate.by.path === origin.path)
          return [];
        const by = placeText(fs, fate.by);
        return [
          {
            path: origin.path,
            range: rangeOf(fs, origin),
            ...(fate.withNothing && { severity: 'error' as const }),
            message: fate.withNothing
              ? `The empty endpoint list in ${by} replaces this one, and containerd pulls from the registry itself. Take one of the two out.`
              : `containerd never asks these: the endpoint list in ${by} replaces them. Put all mirrors of the registry into one list.`,
          },
        ];
      }),
    ),
};
