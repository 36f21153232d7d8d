// Where mirrors belong on a machine with containerd: below config_path, in `registry.mirrors`, or
// in new files the release's own way (engines.md A.6, A.8).

import { loadConfig } from '../../engines/containerd/config.ts';
import { folderNames } from '../../engines/containerd/hosts-dir.ts';
import { MAIN_FILE } from '../../engines/containerd/imports.ts';
import { type RegistrySettings, registrySettings } from '../../engines/containerd/registry.ts';
import { type ContainerdRules, containerdRules } from '../../engines/containerd/versions.ts';
import { parserOf } from '../../engines/dialect.ts';
import { type FileSystem, fileSystem } from '../../engines/filesystem.ts';
import { failureOf, isStop, type Stop } from '../../engines/outcome.ts';
import { MirrorConfError } from '../../model/error.ts';
import { before, type Target } from '../../model/target.ts';
import type { ConfigTree, TreeOptions } from '../../model/tree.ts';

/** The folder for hosts.toml files where nothing else is set: what the engine's docs use. */
export const CERTS_FOLDER = '/etc/containerd/certs.d';

/** What containerd makes of the tree. */
export interface ContainerdTree {
  readonly fs: FileSystem;
  readonly rules: ContainerdRules;
  readonly settings: RegistrySettings;
  /** The files that were read, in the order in which they are laid over each other. */
  readonly paths: readonly string[];
}

/** Throws `tree/refused` when containerd would not load the tree as it is. */
export function readContainerdTree(
  tree: ConfigTree,
  target: Target,
  options: TreeOptions,
): ContainerdTree {
  const fs = fileSystem(tree, options);
  const rules = containerdRules(target.release, parserOf(target));
  const config = loadConfig(fs, rules);
  if (isStop(config)) throw refused(fs, config, target);
  const settings = registrySettings(config, rules);
  if (isStop(settings)) throw refused(fs, settings, target);
  return { fs, rules, settings, paths: config.files.map(({ path }) => path) };
}

/** The file that `config_path` or another registry setting of the main configuration goes into. */
export function registryFile({ settings }: ContainerdTree): string {
  return settings.section?.origin.path ?? MAIN_FILE;
}

/** A new config.toml: the newest version that every release of the target's line reads. */
export function newConfigText(target: Target): string {
  const first = target.release && before(target.release, [2, 0, 0]);
  return first ? 'version = 2\n' : 'version = 3\n';
}

/** The hosts.toml below one root that containerd reads for the registry, or would if it were there. */
export function hostsFileOf({ fs }: ContainerdTree, root: string, registry: string): string {
  if (registry === '*') return `${root}/_default/hosts.toml`;
  const [first = ''] = folderNames(root, registry);
  const own = folderNames(root, registry).find((path) => fs.stat(path) === 'directory');
  const folder = own === undefined || own.endsWith('/_default') ? first : own;
  return `${folder}/hosts.toml`;
}

function refused(fs: FileSystem, stop: Stop, target: Target): MirrorConfError {
  const failure = failureOf(fs, stop);
  const where = failure.path ? `${failure.path}${failure.line ? `:${failure.line}` : ''}: ` : '';
  return new MirrorConfError(
    'tree/refused',
    `${where}${target.text} does not take the files as they are: ${failure.message}. Mend that first.`,
  );
}
