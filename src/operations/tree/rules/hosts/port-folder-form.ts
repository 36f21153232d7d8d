// A folder that writes its registry's port in a way of its own.
import { registryOfPath } from '../../../../formats/hosts/folder.ts';
import type { ContainerdMachine } from '../../containerd-machine.ts';
import type { TreeRule } from '../tree-rule.ts';
import { HUB_MIRROR, READS_HOSTS } from './examples.ts';

export const portFolderForm: TreeRule<ContainerdMachine> = {
  code: 'hosts/port-folder-form',
  severity: 'error',
  title: 'The name of the folder has the port in a form that is not looked for',
  effect:
    'For reg.example.net:5000 every release looks for the folders reg.example.net_5000_ and reg.example.net:5000, and for no other. reg.example.net_5000, without the last underscore, is never opened.',
  remedy: 'Rename the folder to HOST_PORT_, with an underscore before and after the port.',
  source: 'engines.md B.1, D3b, HT39',
  bad: {
    target: 'containerd@2.1.9',
    files: {
      ...READS_HOSTS,
      '/etc/containerd/certs.d/reg.example.net_5000/hosts.toml': HUB_MIRROR,
    },
  },
  good: {
    target: 'containerd@2.1.9',
    files: {
      ...READS_HOSTS,
      '/etc/containerd/certs.d/reg.example.net_5000_/hosts.toml': HUB_MIRROR,
    },
  },
  fix: 'none',
  check: ({ folders }) =>
    folders.flatMap(({ name, registry, file, text }) => {
      const right = portForm(name);
      if (!text || registry !== undefined || right === undefined) return [];
      return [
        {
          path: file,
          message: `No registry is looked up by this folder’s name: with a port it is ${right}. Rename the folder.`,
        },
      ];
    }),
};

/** The folder’s name as containerd would find it; `undefined` where it names no host and port. */
export function portForm(name: string): string | undefined {
  const [, host = '', port = ''] = /^(.+?)[_:-]+(\d+)_*$/.exec(name) ?? [];
  const right = `${host}_${port}_`;
  return port !== '' && registryOfPath(`${right}/hosts.toml`) !== undefined ? right : undefined;
}
