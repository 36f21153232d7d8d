// A folder whose name no image can name.
import type { ContainerdMachine } from '../../containerd-machine.ts';
import type { TreeRule } from '../tree-rule.ts';
import { HUB_MIRROR, READS_HOSTS } from './examples.ts';
import { portForm } from './port-folder-form.ts';

export const folderOfNoRegistry: TreeRule<ContainerdMachine> = {
  code: 'hosts/folder-of-no-registry',
  severity: 'error',
  title: 'The folder has the name of no registry',
  effect:
    'Every release looks for a folder with the name of the image’s registry, then for `_default`. A registry’s name has a dot or a port, or is localhost; there are no wildcards and no namespaces.',
  remedy: 'Rename the folder to the registry as images name it, or to `_default` for all.',
  source: 'engines.md B.1, D2, HT38',
  bad: {
    target: 'containerd@2.1.9',
    files: { ...READS_HOSTS, '/etc/containerd/certs.d/default/hosts.toml': HUB_MIRROR },
  },
  good: {
    target: 'containerd@2.1.9',
    files: { ...READS_HOSTS, '/etc/containerd/certs.d/_default/hosts.toml': HUB_MIRROR },
  },
  fix: 'none',
  check: ({ folders }) =>
    folders
      .filter(({ registry, text }) => text && registry === undefined)
      // A mounted volume keeps its files in folders of such names, and links to them.
      .filter(({ name }) => !name.startsWith('..') && portForm(name) === undefined)
      .map(({ file }) => ({
        path: file,
        message:
          'No image has a registry of this folder’s name, and containerd never opens it. Rename the folder to the registry, or to _default for all registries.',
      })),
};
