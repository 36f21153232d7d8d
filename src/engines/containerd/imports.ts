// Which files containerd loads, in which order, and what `imports` lead to (engines.md A.8).

import { cleanPath, joinPath, parentPath } from '../../go/path.ts';
import type { FileSystem } from '../filesystem.ts';
import { fatal, isStop, panic, type Stop } from '../outcome.ts';
import {
  field,
  type KeyRule,
  type Origin,
  type StringData,
  strings,
  type TableData,
} from '../toml/data.ts';
import { readToml } from '../toml/read.ts';
import { mismatch } from '../toml/shape.ts';
import type { Fault } from '../toml/statements.ts';
import { fileShape } from './shapes.ts';
import type { ContainerdRules } from './versions.ts';

/** Where containerd looks for its configuration. */
export const MAIN_FILE = '/etc/containerd/config.toml';

/** One file as it was read. */
export interface LoadedFile {
  readonly path: string;
  readonly root: TableData;
  /** 0 when the file names none. */
  readonly version: number;
}

export function keyRule(rules: ContainerdRules): KeyRule {
  return rules.has('generation2') ? 'any-case' : 'exact-or-capitals';
}

/** For a file that is decoded as it is, which the plugins' tables of config.toml are not. */
export function hostsKeyRule(rules: ContainerdRules): KeyRule {
  return rules.has('generation2') ? 'any-case-last' : 'exact-or-capitals';
}

/** The main file, then its imports breadth first; no file at all when there is no main file. */
export function loadFiles(fs: FileSystem, rules: ContainerdRules): readonly LoadedFile[] | Stop {
  if (fs.stat(MAIN_FILE) === 'missing') return [];
  const loaded: LoadedFile[] = [];
  const known = new Set([MAIN_FILE]);
  // Grows while it is walked.
  const pending: { path: string; origin?: Origin }[] = [{ path: MAIN_FILE }];
  for (const next of pending) {
    const file = loadFile(fs, rules, next.path, next.origin);
    if (isStop(file)) return file;
    loaded.push(file);
    for (const entry of strings(field(file.root, 'imports', keyRule(rules)))) {
      const paths = importedPaths(fs, rules, next.path, entry);
      if (isStop(paths)) return paths;
      for (const path of paths) {
        if (known.has(path)) continue;
        known.add(path);
        pending.push({ path, origin: entry.origin });
      }
    }
  }
  return loaded;
}

/** The paths that one entry of `imports` means. */
export function importedPaths(
  fs: FileSystem,
  rules: ContainerdRules,
  importer: string,
  entry: StringData,
): readonly string[] | Stop {
  const isGlob = entry.value.includes('*');
  const fromFolder = !isGlob || rules.has('relativeGlobs');
  const clean = fromFolder ? cleanPath(entry.value) : entry.value;
  const path = clean.startsWith('/') || !fromFolder ? clean : joinPath(parentPath(importer), clean);
  if (!isGlob) return [path];
  return fs.glob(path) ?? fatal(`"${entry.value}" is no valid pattern`, entry.origin);
}

export const CRASH = 'a value is missing, which crashes the daemon';

/** Whether the release's parser does not refuse the text but crashes (A.11). */
export function crashes(fault: Fault, rules: ContainerdRules): boolean {
  return fault.lacksValue === true && !rules.has('refusesMissingValues');
}

function loadFile(
  fs: FileSystem,
  rules: ContainerdRules,
  path: string,
  importedBy: Origin | undefined,
): LoadedFile | Stop {
  const text = fs.read(path);
  if (text === undefined) return fatal(`${path} can't be read, and the daemon exits`, importedBy);
  const read = readToml(text, path, rules.parser);
  if ('message' in read) {
    if (crashes(read, rules)) return panic('start', CRASH, { path, offset: read.offset });
    return fatal(`the file is not loaded: ${read.message}`, { path, offset: read.offset });
  }
  const wrong = mismatch(read.root, fileShape(rules), keyRule(rules));
  if (wrong) return fatal(wrong.message, wrong.origin);
  const version = field(read.root, 'version', keyRule(rules));
  return { path, root: read.root, version: version?.kind === 'integer' ? version.value : 0 };
}
