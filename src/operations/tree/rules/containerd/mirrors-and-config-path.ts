// Mirrors in one file and `config_path` in another.
import { isStop } from '../../../../engines/outcome.ts';
import { configPathIn, configPaths, mirrorsIn } from '../../config-files.ts';
import type { ContainerdMachine } from '../../containerd-machine.ts';
import { placeText, rangeOf } from '../../place-range.ts';
import type { TreeFault, TreeRule } from '../tree-rule.ts';

const RELEASES = [{ from: [2, 0, 0] }] as const;

export const mirrorsAndConfigPath: TreeRule<ContainerdMachine> = {
  code: 'containerd/mirrors-and-config-path',
  severity: 'error',
  title: 'One file sets mirrors and another sets config_path',
  effect:
    'containerd 2 joins the plugin tables of all files and then refuses the combination as if it stood in one: the CRI plugin is not loaded, the daemon keeps running, and Kubernetes finds no image service. In containerd 1 the later file puts out the plugin table of the earlier one.',
  remedy:
    'Put the mirrors into hosts.toml files below `config_path`, which `mirrorconf migrate` does, or take one of the two out.',
  source: 'engines.md A.6, A.8, X3, CT01',
  releases: RELEASES,
  saidBy: ['containerd/mirrors-with-config-path'],
  bad: {
    target: 'containerd@2.1.9',
    files: {
      '/etc/containerd/config.toml': `version = 3
imports = ["/etc/containerd/conf.d/*.toml"]
[plugins."io.containerd.cri.v1.images".registry]
  config_path = "/etc/containerd/certs.d"
`,
      '/etc/containerd/conf.d/mirrors.toml': `version = 3
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    },
    dirs: ['/etc/containerd/certs.d'],
  },
  good: {
    target: 'containerd@2.1.9',
    files: {
      '/etc/containerd/config.toml': `version = 3
imports = ["/etc/containerd/conf.d/*.toml"]
[plugins."io.containerd.cri.v1.images".registry]
  config_path = ""
`,
      '/etc/containerd/conf.d/mirrors.toml': `version = 3
[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    },
  },
  fix: 'none',
  check: ({ fs, views, files }) =>
    views(RELEASES).flatMap(({ settings, registry, rules }): readonly TreeFault[] => {
      const path = configPathIn(registry, rules);
      const [mirror] = mirrorsIn(registry, rules).values();
      if (!isStop(settings) || settings.load === 'ok' || !mirror || !path) return [];
      const { origin } = mirror;
      // The migration of 2.2.0 puts folders of its own where a file has none.
      const isOwn = configPaths(files, rules).includes(path.value);
      if (!isOwn || path.value === '' || path.origin.path === origin.path) return [];
      return [
        {
          path: origin.path,
          range: rangeOf(fs, origin),
          message: `config_path is set too, in ${placeText(fs, path.origin)}, and containerd 2 does not load its CRI plugin when both are: no image can be pulled. Put the mirrors into hosts.toml files below config_path, or take config_path out.`,
        },
      ];
    }),
};
