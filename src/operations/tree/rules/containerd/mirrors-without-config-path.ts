// Mirrors that no file has `config_path = ""` for, where the file with the mirrors does not tell.
import { isStop } from '../../../../engines/outcome.ts';
import { mirrorsIn } from '../../config-files.ts';
import type { ContainerdMachine } from '../../containerd-machine.ts';
import { rangeOf } from '../../place-range.ts';
import type { TreeFault, TreeRule } from '../tree-rule.ts';

const RELEASES = [{ from: [2, 2, 0], before: [2, 2, 2] }] as const;

export const mirrorsWithoutConfigPath: TreeRule<ContainerdMachine> = {
  code: 'containerd/mirrors-without-config-path',
  severity: 'error',
  title: 'No file sets config_path = "" beside mirrors, as containerd 2.2.0 and 2.2.1 want it',
  effect:
    'These two releases start with a `config_path` of their own, and do not load the CRI plugin for mirrors beside it. `config_path = ""` helps in any of the files, but only where all of them together are of version 3: up to version 2 the migration puts the folders back.',
  remedy:
    'Make all files version 3 and set `config_path = ""` in one of them, use hosts.toml files, or another release.',
  source: 'engines.md A.6, A.8, X4, refinement 2, CT02',
  releases: RELEASES,
  saidBy: ['containerd/mirrors-only-2.2.0', 'containerd/mirrors-with-config-path'],
  bad: {
    target: 'containerd@2.2.0',
    files: {
      '/etc/containerd/config.toml': `version = 2
imports = ["/etc/containerd/conf.d/*.toml"]
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = ""
`,
      '/etc/containerd/conf.d/mirrors.toml': `[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    },
  },
  good: {
    target: 'containerd@2.2.0',
    files: {
      '/etc/containerd/config.toml': `version = 3
imports = ["/etc/containerd/conf.d/*.toml"]
[plugins."io.containerd.cri.v1.images".registry]
  config_path = ""
`,
      '/etc/containerd/conf.d/mirrors.toml': `[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    },
  },
  fix: 'none',
  check: ({ fs, views, files }) =>
    views(RELEASES).flatMap(({ settings, registry, rules }): readonly TreeFault[] => {
      const [mirror] = mirrorsIn(registry, rules).values();
      const stopped = isStop(settings) && settings.load === 'cri-missing';
      if (!stopped || files.length < 2 || !mirror || settings.origin !== mirror.origin) return [];
      return [
        {
          path: mirror.origin.path,
          range: rangeOf(fs, mirror.origin),
          message:
            'containerd 2.2.0 and 2.2.1 have a config_path of their own, which these files together do not take back, and do not load the CRI plugin when mirrors are set beside it. Make all files version 3 with config_path = "", use hosts.toml files, or another release.',
        },
      ];
    }),
};
