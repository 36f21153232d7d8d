// A machine's files as rules for containerd look at them: read as far as it goes, whatever is wrong
// with them, and judged as each release in question would.
import { type ContainerdConfig, loadConfig } from '../../engines/containerd/config.ts';
import { hostsRoots } from '../../engines/containerd/hosts-dir.ts';
import { keyRule } from '../../engines/containerd/imports.ts';
import {
  type RegistrySettings,
  registrySettings,
  sectionName,
} from '../../engines/containerd/registry.ts';
import { type ContainerdRules, containerdRules } from '../../engines/containerd/versions.ts';
import { parserOf } from '../../engines/dialect.ts';
import { type FileSystem, fileSystem } from '../../engines/filesystem.ts';
import { isStop, type Stop } from '../../engines/outcome.ts';
import { type Data, field } from '../../engines/toml/data.ts';
import { isAmong, type ReleaseRange } from '../../formats/rule.ts';
import { parseTarget, type Release, type Target } from '../../model/target.ts';
import type { ConfigTree, TreeOptions } from '../../model/tree.ts';
import {
  type ConfigFile,
  configPathIn,
  configPaths,
  type MissingImport,
  reachedFiles,
} from './config-files.ts';
import { type HostsFolder, hostsFolders } from './hosts-folders.ts';

/** The machine as one release sees it. */
export interface ContainerdView {
  readonly release: Release | undefined;
  readonly rules: ContainerdRules;
  readonly config: ContainerdConfig | Stop;
  /** What stops the configuration stops the settings too. */
  readonly settings: RegistrySettings | Stop;
  /** The registry table after all files, also where the engine refuses it. */
  readonly registry: Data | undefined;
}

export interface ContainerdMachine {
  readonly fs: FileSystem;
  readonly target: Target;
  /** In the order in which they are loaded. */
  readonly files: readonly ConfigFile[];
  readonly missing: readonly MissingImport[];
  /** The target's release, or the newest one. */
  readonly view: ContainerdView;
  /** The folders that `config_path` leads to, or would if the files were taken. */
  readonly roots: readonly string[];
  readonly folders: readonly HostsFolder[];
  /** The target's release if it is among those; without one, some that stand for all of them. */
  readonly views: (releases?: readonly ReleaseRange[]) => readonly ContainerdView[];
}

/** One for each way that containerd has had of doing things. */
const STANDING_FOR_ALL = [
  '1.6.20',
  '1.6.33',
  '1.7.24',
  '2.0.11',
  '2.1.9',
  '2.2.0',
  '2.2.7',
  '2.3.4',
  'main',
].map((release) => parseTarget(`containerd@${release}`));

export function containerdMachine(
  tree: ConfigTree,
  target: Target,
  options: TreeOptions,
): ContainerdMachine {
  const fs = fileSystem(tree, options);
  const view = viewOf(fs, target);
  const { files, missing } = reachedFiles(fs, view.rules);
  const known = new Map([[target, view]]);
  const viewFor = (each: Target): ContainerdView => {
    const found = known.get(each) ?? viewOf(fs, each);
    known.set(each, found);
    return found;
  };
  const views: ContainerdMachine['views'] = (releases) => {
    const all = target.release ? [target] : STANDING_FOR_ALL;
    return all
      .filter(({ release }) => !releases || (release && isAmong(release, releases)))
      .map(viewFor);
  };
  const roots = [...new Set(views().flatMap((each) => rootsOf(each, files)))];
  return {
    fs,
    target,
    files,
    missing,
    view,
    roots,
    folders: hostsFolders(fs, roots),
    views,
  };
}

function viewOf(fs: FileSystem, target: Target): ContainerdView {
  const { release } = target;
  const rules = containerdRules(release, parserOf(target));
  const config = loadConfig(fs, rules);
  if (isStop(config)) return { release, rules, config, settings: config, registry: undefined };
  const section = config.plugins.get(sectionName(config, rules));
  const registry = field(section, 'registry', keyRule(rules));
  return { release, rules, config, settings: registrySettings(config, rules), registry };
}

/** Where hosts.toml files are looked for; of files that are not taken, where they say so. */
function rootsOf(view: ContainerdView, files: readonly ConfigFile[]): readonly string[] {
  const { settings, registry, rules } = view;
  if (!isStop(settings)) return hostsRoots(settings);
  const merged = configPathIn(registry, rules);
  const written = merged ? [merged.value] : configPaths(files, rules);
  return [...new Set(written.flatMap((value) => value.split(':')))].filter((root) => root !== '');
}
