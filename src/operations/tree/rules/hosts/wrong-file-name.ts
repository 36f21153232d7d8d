// A file that is meant as a registry's hosts.toml and is not where containerd looks for it.
import type { FileSystem } from '../../../../engines/filesystem.ts';
import { detect } from '../../../../formats/detect.ts';
import { joinPath } from '../../../../go/path.ts';
import { decode, openDocument } from '../../../../toml/index.ts';
import type { ContainerdMachine } from '../../containerd-machine.ts';
import { HOSTS_FILE } from '../../hosts-folders.ts';
import type { TreeFault, TreeRule } from '../tree-rule.ts';
import { HUB_MIRROR, READS_HOSTS } from './examples.ts';

export const wrongFileName: TreeRule<ContainerdMachine> = {
  code: 'hosts/wrong-file-name',
  severity: 'error',
  title: 'The file is not called hosts.toml, or is not in a folder of its registry',
  effect:
    'Every release reads REGISTRY/hosts.toml below `config_path` and nothing else: host.toml, HOSTS.toml, hosts.conf and a hosts.toml of no registry are passed over without a word.',
  remedy: 'Rename the file to hosts.toml, in a folder with the name of the registry.',
  source: 'engines.md B.1, B19, HT37',
  bad: {
    target: 'containerd@2.1.9',
    files: { ...READS_HOSTS, '/etc/containerd/certs.d/docker.io/host.toml': HUB_MIRROR },
  },
  good: {
    target: 'containerd@2.1.9',
    files: { ...READS_HOSTS, '/etc/containerd/certs.d/docker.io/hosts.toml': HUB_MIRROR },
  },
  fix: 'none',
  check: ({ fs, folders, roots }) => [
    ...roots.map((root) => joinPath(root, HOSTS_FILE)).flatMap((path) => inRoot(fs, path)),
    ...folders.flatMap(({ path, file }) => (fs.stat(file) === 'missing' ? inFolder(fs, path) : [])),
  ],
};

function inRoot(fs: FileSystem, path: string): readonly TreeFault[] {
  if (fs.stat(path) !== 'file') return [];
  return [
    {
      path,
      message:
        'This file is in the folder of no registry, and containerd does not read it. Move it into a folder with the name of the registry, or into _default for all registries.',
    },
  ];
}

function inFolder(fs: FileSystem, folder: string): readonly TreeFault[] {
  return fs
    .list(folder)
    .filter((name) => isMeant(name, fs.read(joinPath(folder, name))))
    .map((name) => ({
      path: joinPath(folder, name),
      message: `containerd reads only ${HOSTS_FILE} in this folder, and the folder has none: what ${name} says has no effect. Rename it to ${HOSTS_FILE}.`,
    }));
}

function isMeant(name: string, text: string | undefined): boolean {
  if (text === undefined || /\.(?:crt|cert|key|pem)$/i.test(name)) return false;
  if (/^\.?hosts?\b/i.test(name)) return true;
  return !decode(text).fault && detect(openDocument(text), undefined) === 'hosts';
}
