// A folder with capitals in its name.
import type { ContainerdMachine } from '../../containerd-machine.ts';
import type { TreeRule } from '../tree-rule.ts';
import { HUB_MIRROR, READS_HOSTS } from './examples.ts';

export const folderUpperCase: TreeRule<ContainerdMachine> = {
  code: 'hosts/folder-upper-case',
  severity: 'error',
  title: 'The name of the folder has capitals',
  effect:
    'Every release looks for a folder with the very letters of the image’s registry, and registries are written in small ones. A folder Docker.io is never opened for docker.io.',
  remedy: 'Rename the folder, all letters small.',
  source: 'engines.md B.1, D11, HT38',
  bad: {
    target: 'containerd@2.1.9',
    files: { ...READS_HOSTS, '/etc/containerd/certs.d/Docker.io/hosts.toml': HUB_MIRROR },
  },
  good: {
    target: 'containerd@2.1.9',
    files: { ...READS_HOSTS, '/etc/containerd/certs.d/docker.io/hosts.toml': HUB_MIRROR },
  },
  fix: 'none',
  check: ({ folders }) =>
    folders.flatMap(({ name, registry, file, text }) => {
      const small = name.toLowerCase();
      if (!text || registry === undefined || small === name) return [];
      return [
        {
          path: file,
          message: `containerd looks for a folder ${small} and never opens this one, as images are written with small letters. Rename the folder.`,
        },
      ];
    }),
};
