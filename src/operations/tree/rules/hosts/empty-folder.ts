// A folder without a hosts.toml, which keeps `_default` from its registry.
import type { ContainerdMachine } from '../../containerd-machine.ts';
import { DEFAULT_FOLDER, readFolders } from '../../hosts-folders.ts';
import type { TreeRule } from '../tree-rule.ts';
import { HUB_MIRROR, READS_HOSTS } from './examples.ts';

export const emptyFolder: TreeRule<ContainerdMachine> = {
  code: 'hosts/empty-folder',
  severity: 'error',
  title: 'A folder without hosts.toml keeps _default from its registry',
  effect:
    'In every release the folder alone decides: once there is one for the registry, `_default` is not looked at, whether or not the folder has a hosts.toml. Its images come from the registry itself. With certificates in it, as Docker keeps them, it is a warning.',
  remedy: 'Take the folder away, or put a hosts.toml into it.',
  source: 'engines.md B.1, D2c, HT41',
  bad: {
    target: 'containerd@2.1.9',
    files: { ...READS_HOSTS, '/etc/containerd/certs.d/_default/hosts.toml': HUB_MIRROR },
    dirs: ['/etc/containerd/certs.d/docker.io'],
  },
  good: {
    target: 'containerd@2.1.9',
    files: {
      ...READS_HOSTS,
      '/etc/containerd/certs.d/_default/hosts.toml': HUB_MIRROR,
      '/etc/containerd/certs.d/docker.io/hosts.toml': HUB_MIRROR,
    },
  },
  fix: 'none',
  check: ({ fs, folders }) => {
    const shared = readFolders(folders).find(({ name, text }) => name === DEFAULT_FOLDER && text);
    if (!shared) return [];
    return folders
      .filter(({ registry, standing, hiddenBy, text }) => {
        return registry && standing === 'directory' && !hiddenBy && !text;
      })
      .filter(({ name, file }) => name !== DEFAULT_FOLDER && fs.stat(file) !== 'directory')
      .map(({ path, registry }) => {
        const certificates = fs.list(path).some((name) => /\.(?:crt|cert)$/.test(name));
        return {
          path,
          ...(certificates && { severity: 'warning' as const }),
          message: `This folder has no hosts.toml, and still keeps ${shared.file} from ${registry}: containerd pulls its images from the registry itself. Take the folder away, or put a hosts.toml into it.`,
        };
      });
  },
};
