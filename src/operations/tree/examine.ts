// Everything that is wrong with a machine's files, before anything is silenced: what single files say,
// where the others do not make it untrue, what rules for machines say, and what the model adds.
import { findFaults } from '../../formats/rules.ts';
import { attempt, MirrorConfError } from '../../model/error.ts';
import type { Target } from '../../model/target.ts';
import type { ConfigTree, TreeOptions } from '../../model/tree.ts';
import { ofError } from '../lint.ts';
import { openFile } from '../open.ts';
import type { FormatOptions } from '../options.ts';
import { asRead } from '../read-anyway.ts';
import { foretoldOfTree, type OpenedFile } from './foretold-tree.ts';
import { INSPECTIONS, type ReadFile } from './inspection.ts';
import type { TreeFinding } from './rules/tree-rule.ts';

export interface Examination {
  /** Files that the engine reads, where they really stand. */
  readonly read: readonly string[];
  /** Of the hosts.toml files among them, the path that tells whose they are. */
  readonly hosts: ReadonlyMap<string, string>;
  readonly findings: readonly TreeFinding[];
  /** True of a file by itself, and not of the machine. */
  readonly untrue: readonly TreeFinding[];
}

export function examine(tree: ConfigTree, target: Target, options: TreeOptions): Examination {
  const { fs, files, ruled } = INSPECTIONS[target.family](tree, target, options);
  const opened: OpenedFile[] = [];
  const findings: TreeFinding[] = [];
  const untrue: TreeFinding[] = [];
  for (const read of files) {
    const path = fs.resolve(read.path);
    const file = opening(read, options);
    const found =
      file instanceof MirrorConfError
        ? ofError(file).map((each) => asRead(each, read.text, optionsOf(read, options)))
        : findFaults(file.adapter.rules, file.file);
    for (const each of found) {
      if (read.holds(each)) findings.push({ ...(read.refine?.(each) ?? each), path });
      else untrue.push({ ...each, path });
    }
    if (!(file instanceof MirrorConfError)) opened.push({ read, path, file: file.file });
  }
  for (const { saidBy, findings: own } of ruled) {
    for (const each of own) {
      const path = fs.resolve(each.path);
      const isSaid = findings.some(
        (other) =>
          other.path === path &&
          saidBy.includes(other.code) &&
          (other.severity === 'error' || each.severity !== 'error'),
      );
      if (!isSaid) findings.push({ ...each, path });
    }
  }
  findings.push(...foretoldOfTree(tree, opened, findings, target, options));
  const read = [...new Set(files.map(({ path }) => fs.resolve(path)))];
  const hosts = files
    .filter(({ format }) => format === 'hosts')
    .map(({ path }) => [fs.resolve(path), path] as const);
  return { read, hosts: new Map(hosts), findings: withoutRepeats(findings), untrue };
}

function opening(
  read: ReadFile,
  options: TreeOptions,
): ReturnType<typeof openFile> | MirrorConfError {
  return attempt(() => openFile(read.text, optionsOf(read, options)));
}

function optionsOf({ format, path }: ReadFile, { target }: TreeOptions): FormatOptions {
  return { format, path, target };
}

/** Through links a file can be read for several registries, and has its faults once. */
function withoutRepeats(findings: readonly TreeFinding[]): readonly TreeFinding[] {
  const byKey = new Map(
    findings.map((each) => [
      `${each.path} ${each.code} ${each.range.start} ${each.range.end} ${each.message}`,
      each,
    ]),
  );
  return [...byKey.values()];
}
