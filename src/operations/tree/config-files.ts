// The config files that containerd comes to, whatever is wrong with them, and what they say of
// registries.
import { importedPaths, keyRule, MAIN_FILE } from '../../engines/containerd/imports.ts';
import type { ContainerdRules } from '../../engines/containerd/versions.ts';
import type { FileSystem } from '../../engines/filesystem.ts';
import { isStop } from '../../engines/outcome.ts';
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

export interface ReachedFiles {
  /** In the order in which they are loaded. */
  readonly files: readonly ConfigFile[];
  readonly missing: readonly MissingImport[];
}

/** The main file and what its imports lead to, breadth first, past files that are no TOML. */
export function reachedFiles(fs: FileSystem, rules: ContainerdRules): ReachedFiles {
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
