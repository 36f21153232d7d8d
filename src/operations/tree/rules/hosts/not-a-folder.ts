// A file where containerd wants a folder, or a folder where it wants hosts.toml.
import type { ContainerdMachine } from '../../containerd-machine.ts';
import type { TreeFault, TreeRule } from '../tree-rule.ts';
import { HUB_MIRROR, READS_HOSTS } from './examples.ts';

export const notAFolder: TreeRule<ContainerdMachine> = {
  code: 'hosts/not-a-folder',
  severity: 'error',
  title: 'A file stands where a folder belongs, or a folder where hosts.toml belongs',
  effect:
    'Every release fails each pull of the registry, also from the registry itself, when the name it looks for is a file (“not a directory”) or when hosts.toml is a folder (“is a directory”).',
  remedy:
    'Take it away, and make a folder with the name of the registry and a file hosts.toml in it.',
  source: 'engines.md B.1, D6, G11, HT42',
  bad: {
    target: 'containerd@2.1.9',
    files: { ...READS_HOSTS, '/etc/containerd/certs.d/docker.io': HUB_MIRROR },
  },
  good: {
    target: 'containerd@2.1.9',
    files: { ...READS_HOSTS, '/etc/containerd/certs.d/docker.io/hosts.toml': HUB_MIRROR },
  },
  fix: 'none',
  check: ({ fs, folders }) =>
    folders.flatMap(({ name, path, registry, standing, hiddenBy, file }): readonly TreeFault[] => {
      // A file such as hosts.toml.bak has the form of a registry's name, and no image has it.
      if (
        registry === undefined ||
        hiddenBy ||
        /^\.?hosts?\b|\.(?:toml|conf|md|txt|bak)$/i.test(name)
      )
        return [];
      const whose = registry === '*' ? 'every registry without a folder' : registry;
      if (standing === 'file' || standing === 'unreachable') {
        return [
          {
            path,
            message: `containerd wants a folder here and fails every pull of ${whose} for what it finds. Make it a folder with a hosts.toml in it.`,
          },
        ];
      }
      if (fs.stat(file) !== 'directory') return [];
      return [
        {
          path: file,
          message: `hosts.toml is a folder, and containerd fails every pull of ${whose} for it. Make it a file.`,
        },
      ];
    }),
};
