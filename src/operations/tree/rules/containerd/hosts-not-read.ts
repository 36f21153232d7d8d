// hosts.toml files in a folder that containerd does not look into.

import { MAIN_FILE } from '../../../../engines/containerd/imports.ts';
import { TWO_ROOTS } from '../../../../engines/containerd/migrate.ts';
import type { FileSystem } from '../../../../engines/filesystem.ts';
import { isStop } from '../../../../engines/outcome.ts';
import { insertion, treeOf } from '../../../../formats/fixes.ts';
import { joinPath } from '../../../../go/path.ts';
import type { Fix } from '../../../../model/diagnostic.ts';
import { decode, openDocument } from '../../../../toml/index.ts';
import { configPathIn, configPaths, mirrorsIn } from '../../config-files.ts';
import type { ContainerdMachine } from '../../containerd-machine.ts';
import { HOSTS_FILE } from '../../hosts-folders.ts';
import { ownNaming, SECTIONS } from '../../named-text.ts';
import { rangeOf } from '../../place-range.ts';
import type { TreeFault, TreeRule } from '../tree-rule.ts';

export const hostsNotRead: TreeRule<ContainerdMachine> = {
  code: 'containerd/hosts-not-read',
  severity: 'error',
  title: 'There are hosts.toml files, and no config_path that leads to them',
  effect:
    'Up to 2.1 no hosts.toml is read unless `config_path` names its folder. 2.2 and later have `/etc/containerd/certs.d:/etc/docker/certs.d` as their own default, but their pulls take the two for the name of one folder, so that the default is as dead as none; only settings that force the older way of pulling, such as `use_local_image_pull = true`, bring it to life. Nothing is logged.',
  remedy: 'Set `config_path` to the one folder, and no `mirrors` beside it.',
  source: 'engines.md A.6, X5 E2, CT04',
  saidBy: [
    'both-names',
    'config-path-multi-root',
    'config-path-wrong-table',
    'missing-version',
    'registry-misplaced',
    'unquoted-plugin-name',
    'v2-names-in-version-3',
    'v2-names-in-version-4',
    'v3-names-in-version-2',
    'version-1-ignored',
    'version-after-table',
  ].map((fault) => `containerd/${fault}`),
  bad: {
    target: 'containerd@2.2.7',
    files: {
      '/etc/containerd/config.toml': 'version = 3\n',
      '/etc/containerd/certs.d/docker.io/hosts.toml': '[host."https://hub.example.net"]\n',
    },
  },
  good: {
    target: 'containerd@2.2.7',
    files: {
      '/etc/containerd/config.toml': `version = 3
[plugins."io.containerd.cri.v1.images".registry]
  config_path = "/etc/containerd/certs.d"
`,
      '/etc/containerd/certs.d/docker.io/hosts.toml': '[host."https://hub.example.net"]\n',
    },
  },
  fix: 'ask',
  check: (machine) => {
    const { fs, files, view, roots } = machine;
    // What the engine does not load at all, others report.
    if (isStop(view.settings)) return [];
    const written = configPaths(files, view.rules).flatMap((value) => value.split(':'));
    const looked = new Set(roots.map((root) => fs.resolve(root)));
    const inUse = roots.some((root) => fs.stat(root) === 'directory');
    // Where another folder is looked into, what lies in the usual ones may be there for others.
    const usual = inUse ? [] : TWO_ROOTS.split(':');
    return [...new Set([...written, ...usual])]
      .filter((root) => root.startsWith('/') && !looked.has(fs.resolve(root)))
      .filter((root) => hasHosts(fs, root))
      .map((root) => fault(root, machine));
  },
};

function hasHosts(fs: FileSystem, root: string): boolean {
  return fs.list(root).some((name) => fs.read(joinPath(root, name, HOSTS_FILE)));
}

/** At the setting, else at the main file, else at the folder itself. */
function fault(root: string, machine: ContainerdMachine): TreeFault {
  const { fs, view } = machine;
  const { settings, registry, rules } = view;
  const written = configPathIn(registry, rules);
  const several = !isStop(settings) && settings.configPath.includes(':');
  const why = !several
    ? 'no config_path leads there'
    : written && written.value !== ''
      ? 'pulls take the folders of config_path for the name of one'
      : 'no config_path is set, and pulls take the two folders of the default for the name of one';
  const hasMain = fs.stat(MAIN_FILE) === 'file';
  return {
    path: written?.origin.path ?? (hasMain ? MAIN_FILE : root),
    ...(written && { range: rangeOf(fs, written.origin) }),
    message: `containerd reads none of the hosts.toml files in ${root}: ${why}. Set config_path to the one folder that is meant.`,
    fixes: written || mirrorsIn(registry, rules).size > 0 ? [] : setConfigPath(root, machine),
  };
}

function setConfigPath(root: string, { fs }: ContainerdMachine): readonly Fix[] {
  const text = fs.read(MAIN_FILE);
  if (text === undefined || decode(text).fault) return [];
  const path = ['plugins', SECTIONS[ownNaming(text)], 'registry', 'config_path'];
  const title = `Set config_path = "${root}"`;
  return insertion(title, false, openDocument(text).root, treeOf(path, root));
}
