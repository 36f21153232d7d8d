// A folder in whose place containerd takes another one.
import type { ContainerdMachine } from '../../containerd-machine.ts';
import { DEFAULT_FOLDER, type HostsFolder } from '../../hosts-folders.ts';
import type { TreeRule } from '../tree-rule.ts';
import { HUB_MIRROR, READS_HOSTS } from './examples.ts';

export const folderHidden: TreeRule<ContainerdMachine> = {
  code: 'hosts/folder-hidden',
  severity: 'error',
  title: 'Another folder is taken for the registry',
  effect:
    'Every release takes the first folder that is there and joins nothing: HOST_PORT_ before HOST:PORT before `_default`, in one folder of `config_path` after the other. So reg.example.net_5000_ hides reg.example.net:5000, and `_default` in the first folder hides all of the second.',
  remedy: 'Put everything into one folder, and take the other away.',
  source: 'engines.md B.1, D3, HT40',
  bad: {
    target: 'containerd@2.1.9',
    files: {
      ...READS_HOSTS,
      '/etc/containerd/certs.d/reg.example.net_5000_/hosts.toml': HUB_MIRROR,
      '/etc/containerd/certs.d/reg.example.net:5000/hosts.toml': HUB_MIRROR,
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
  check: ({ fs, folders }) =>
    folders
      .filter(({ text }) => text)
      .filter(({ path, hiddenBy }) => hiddenBy && fs.resolve(path) !== fs.resolve(hiddenBy))
      .map((folder) => ({
        path: folder.file,
        message: `containerd takes ${folder.hiddenBy} for ${registryText(folder)} and never reads this file. Put everything into one of them.`,
      })),
};

function registryText({ registry, name }: HostsFolder): string {
  return name === DEFAULT_FOLDER ? 'the other registries' : (registry ?? name);
}
