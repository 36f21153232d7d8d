// What containerd makes of a machine's files, and the tree's files as it finds them, through links.

import { type ContainerdConfig, loadConfig } from '../../engines/containerd/config.ts';
import { keyRule, MAIN_FILE } from '../../engines/containerd/imports.ts';
import { type RegistrySettings, registrySettings } from '../../engines/containerd/registry.ts';
import { type ContainerdRules, containerdRules } from '../../engines/containerd/versions.ts';
import { parserOf } from '../../engines/dialect.ts';
import { type FileSystem, fileSystem } from '../../engines/filesystem.ts';
import { failureOf, isStop, type Stop } from '../../engines/outcome.ts';
import { type Data, field } from '../../engines/toml/data.ts';
import { MirrorConfError } from '../../model/error.ts';
import { before, type Target } from '../../model/target.ts';
import type { ConfigTree, TreeOptions } from '../../model/tree.ts';

/** The folder for hosts.toml files where nothing else is set: what the engine's docs use. */
export const CERTS_FOLDER = '/etc/containerd/certs.d';

export interface ContainerdTree {
  readonly fs: FileSystem;
  readonly rules: ContainerdRules;
  readonly config: ContainerdConfig;
  readonly settings: RegistrySettings;
}

/** Throws `tree/refused` when containerd would not load the tree as it is. */
export function readContainerdTree(
  tree: ConfigTree,
  target: Target,
  options: TreeOptions,
): ContainerdTree {
  const there = tryContainerdTree(tree, target, options);
  if (isStop(there)) throw refused(fileSystem(tree, options), there, target);
  return there;
}

/** What containerd makes of the tree, or why it does not load it. */
export function tryContainerdTree(
  tree: ConfigTree,
  target: Target,
  options: TreeOptions,
): ContainerdTree | Stop {
  const fs = fileSystem(tree, options);
  const rules = containerdRules(target.release, parserOf(target));
  const config = loadConfig(fs, rules);
  if (isStop(config)) return config;
  const settings = registrySettings(config, rules);
  return isStop(settings) ? settings : { fs, rules, config, settings };
}

/** The registry settings as they are after all files. */
export function registryData({ settings, rules }: ContainerdTree): Data | undefined {
  return field(settings.section, 'registry', keyRule(rules));
}

/** A new config.toml: the newest version that every release of the target's line reads. */
export function newConfigText(target: Target): string {
  const first = target.release && before(target.release, [2, 0, 0]);
  return first ? 'version = 2\n' : 'version = 3\n';
}

export { MAIN_FILE };

/** The error for a tree that the engine does not take. */
export function refused(fs: FileSystem, stop: Stop, target: Target): MirrorConfError {
  const failure = failureOf(fs, stop);
  const where = failure.path ? `${failure.path}${failure.line ? `:${failure.line}` : ''}: ` : '';
  return new MirrorConfError(
    'tree/refused',
    `${where}${target.text} does not take the files as they are: ${failure.message}. Mend that first.`,
  );
}
