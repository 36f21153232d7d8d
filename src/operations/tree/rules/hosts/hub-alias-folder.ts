// A folder with one of Docker Hub's other names.
import { HUB_API_HOST } from '../../../../model/registry.ts';
import type { ContainerdMachine } from '../../containerd-machine.ts';
import type { TreeRule } from '../tree-rule.ts';
import { HUB_MIRROR, READS_HOSTS } from './examples.ts';

export const hubAliasFolder: TreeRule<ContainerdMachine> = {
  code: 'hosts/hub-alias-folder',
  severity: 'error',
  title: 'The folder has a name that Docker Hub is not looked up by',
  effect:
    'Every release looks images of Docker Hub up as docker.io, whatever name the image was written with. Folders called index.docker.io or registry-1.docker.io are never opened for them.',
  remedy: 'Rename the folder to docker.io.',
  source: 'engines.md B.1, B20, D11, HT38',
  bad: {
    target: 'containerd@2.1.9',
    files: {
      ...READS_HOSTS,
      '/etc/containerd/certs.d/registry-1.docker.io/hosts.toml': HUB_MIRROR,
    },
  },
  good: {
    target: 'containerd@2.1.9',
    files: { ...READS_HOSTS, '/etc/containerd/certs.d/docker.io/hosts.toml': HUB_MIRROR },
  },
  fix: 'none',
  check: ({ folders }) =>
    folders
      .filter(({ registry = '', text }) => text && ALIASES.has(registry.toLowerCase()))
      .map(({ file }) => ({
        path: file,
        message:
          'containerd looks Docker Hub up as docker.io, and opens this folder for none of its images. Rename the folder to docker.io.',
      })),
};

const ALIASES: ReadonlySet<string> = new Set([HUB_API_HOST, 'index.docker.io']);
