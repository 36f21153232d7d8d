// A machine's files as rules for containerd look at them: read as far as it goes, whatever is wrong
// with them, and judged as each release in question would.
import { type ContainerdConfig, loadConfig } from '../../engines/containerd/config.ts';
import { hostsRoots } from '../../engines/containerd/hosts-dir.ts';
import { importedPaths, keyRule, MAIN_FILE } from '../../engines/containerd/imports.ts';
import {
  type RegistrySettings,
  registrySettings,
  sectionName,
} from '../../engines/containerd/registry.ts';
import { type ContainerdRules, containerdRules } from '../../engines/containerd/versions.ts';
import { parserOf } from '../../engines/dialect.ts';
import { type FileSystem, fileSystem } from '../../engines/filesystem.ts';
import { isStop, type Stop } from '../../engines/outcome.ts';
import {
  type Data,
  field,
  mapEntries,
  type StringData,
  stringField,
  strings,
  type TableData,
} from '../../engines/toml/data.ts';
import { readToml } from '../../engines/toml/read.ts';
import { isAmong, type ReleaseRange } from '../../formats/rule.ts';
import { parseTarget, type Release, type Target } from '../../model/target.ts';
import type { ConfigTree, TreeOptions } from '../../model/tree.ts';
import { type HostsFolder, hostsFolders } from './hosts-folders.ts';

/** A config file that containerd comes to, with what it says where it is TOML. */
export interface ConfigFile {
  readonly path: string;
  readonly text: string;
  readonly root: TableData | undefined;
}

/** An entry of `imports` that leads to nothing. */
export interface MissingImport {
  readonly path: string;
  readonly entry: StringData;
}

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

/** All mirrors of a registry table by their names. */
export function mirrorsIn(registry: Data | undefined, rules: ContainerdRules): Mirrors {
  return mapEntries(field(registry, 'mirrors', keyRule(rules)));
}

type Mirrors = ReadonlyMap<string, Data>;

export function configPathIn(
  registry: Data | undefined,
  rules: ContainerdRules,
): StringData | undefined {
  return stringField(registry, 'config_path', keyRule(rules));
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

/** Every `config_path` that a file has in any section. */
export function configPaths(
  files: readonly ConfigFile[],
  rules: ContainerdRules,
): readonly string[] {
  return files.flatMap(({ root }) =>
    [...mapEntries(field(root, 'plugins', keyRule(rules))).values()].flatMap((plugin) => {
      const path = configPathIn(field(plugin, 'registry', keyRule(rules)), rules);
      return path ? [path.value] : [];
    }),
  );
}

/** The main file and what its imports lead to, breadth first, past files that are no TOML. */
function reachedFiles(
  fs: FileSystem,
  rules: ContainerdRules,
): Pick<ContainerdMachine, 'files' | 'missing'> {
  const files: ConfigFile[] = [];
  const missing: MissingImport[] = [];
  const known = new Set([MAIN_FILE]);
  // Grows while it is walked.
  const pending: { path: string; entry?: StringData }[] = [{ path: MAIN_FILE }];
  for (const { path, entry } of pending) {
    const text = fs.read(path);
    if (text === undefined) {
      if (entry) missing.push({ path, entry });
      continue;
    }
    const read = readToml(text, path, rules.parser);
    const root = 'message' in read ? undefined : read.root;
    files.push({ path, text, root });
    for (const each of strings(field(root, 'imports', keyRule(rules)))) {
      const paths = importedPaths(fs, rules, path, each);
      for (const next of isStop(paths) ? [] : paths) {
        if (known.has(next)) continue;
        known.add(next);
        pending.push({ path: next, entry: each });
      }
    }
  }
  return { files, missing };
}
