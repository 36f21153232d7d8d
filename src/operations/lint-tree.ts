// lintTree: every finding about the files of one machine, as data.

import { BUILDKIT_FILE, userBuildkitFile } from '../engines/buildkit/config.ts';
import { fileSystem } from '../engines/filesystem.ts';
import { isRuleCode } from '../formats/rules.ts';
import {
  type Diagnostic,
  type Finding,
  inReadingOrder,
  type Severity,
} from '../model/diagnostic.ts';
import { placed } from '../model/error.ts';
import { parseTarget, type Target } from '../model/target.ts';
import type { ConfigTree, TreeOptions } from '../model/tree.ts';
import { lineIndex } from '../text/lines.ts';
import { decode, openDocument } from '../toml/index.ts';
import { homeOf } from './explain-pull.ts';
import { asSevereAs, foundIn, isKnownCode, muted, notOff } from './lint.ts';
import { applySilencing, isSilencingCode, SILENCING } from './silencing.ts';
import { type Examination, examine } from './tree/examine.ts';
import { isTreeRuleCode } from './tree/rules/index.ts';
import type { TreeFinding } from './tree/rules/tree-rule.ts';
import { realPath } from './tree/tree-plan.ts';
import { withTrustedTreeFixes } from './tree/trusted-tree-fixes.ts';

/** How to lint a machine's files. */
export interface TreeLintOptions extends TreeOptions {
  /** By code, another severity than the rule's own, or `off`. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
}

/** A finding about a file of a machine, or about a folder. */
export interface FileDiagnostic extends Diagnostic {
  /**
   * Absolute, with links followed: the file that a person edits, and that range and fixes are of.
   * Where no file is to blame, the folder; the range is then empty, on line 1.
   */
  readonly path: string;
}

/**
 * All findings about the files that the engine of `options.target` reads, sorted by path and place:
 * those of `lint` that the machine's other files do not make untrue, and those that take several
 * files, a file's name or a folder to see. For BuildKit, the file of its user is read by itself too,
 * as a rootless one reads it.
 *
 * Never throws for what files say. Without a release in the target, a fault of some releases only is
 * a warning that names them. Throws `target/unknown`.
 */
export function lintTree(tree: ConfigTree, options: TreeLintOptions): readonly FileDiagnostic[] {
  return lintFiles(tree, options).diagnostics;
}

/** What linting a machine finds, and in which files it was looked for. */
export interface LintedTree {
  readonly read: readonly string[];
  readonly diagnostics: readonly FileDiagnostic[];
}

export function lintFiles(tree: ConfigTree, options: TreeLintOptions): LintedTree {
  const target = parseTarget(options.target);
  const rootless = target.family === 'buildkit' ? asRootless(tree, options) : undefined;
  const linted = [options, ...(rootless ? [rootless] : [])].map((each) =>
    lintAs(tree, target, each),
  );
  return {
    read: linted.flatMap(({ read }) => read),
    diagnostics: linted
      .flatMap(({ diagnostics }) => diagnostics)
      .toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
  };
}

/** The options by which BuildKit's file is its user's, which a rootless one reads in its place. */
function asRootless(tree: ConfigTree, options: TreeLintOptions): TreeLintOptions | undefined {
  const fs = fileSystem(tree, options);
  const own = userBuildkitFile(options.home ?? homeOf(tree, 'buildkit'));
  if (fs.stat(own) !== 'file') return undefined;
  return { ...options, links: { ...options.links, [realPath(fs, BUILDKIT_FILE)]: own } };
}

function lintAs(tree: ConfigTree, target: Target, options: TreeLintOptions): LintedTree {
  const fs = fileSystem(tree, options);
  const look = (machine: ConfigTree): Examination => {
    const examination = examine(machine, target, options);
    const { findings } = examination;
    const { read } = fileSystem(machine, options);
    const heard = pathsOf(examination).flatMap((path) =>
      heardOf(path, read(path) ?? '', examination, findings, options),
    );
    return { ...examination, findings: muted(findings, heard) };
  };
  const examination = look(tree);
  const trusted = withTrustedTreeFixes(tree, examination.findings, {
    textOf: (path) => fs.read(path),
    alone: (path, text) => {
      const names = examination.hosts.get(path);
      if (names === undefined) return undefined;
      return foundIn(text, { ...options, format: 'hosts', path: names });
    },
    all: (changed) => look(changed).findings,
  });
  const diagnostics = pathsOf(examination).flatMap((path) => {
    const text = fs.read(path) ?? '';
    const heard = asSevereAs(options, heardOf(path, text, examination, trusted, options));
    return placed(inReadingOrder(heard), lineIndex(text)).map((each) => ({ ...each, path }));
  });
  return { read: examination.read, diagnostics };
}

function pathsOf({ read, findings }: Examination): readonly string[] {
  return [...new Set([...read, ...findings.map(({ path }) => path)])].sort();
}

/** What of one file neither its comments nor an option silences; a folder and what is no TOML have no comments. */
function heardOf(
  path: string,
  text: string,
  { untrue, read }: Examination,
  findings: readonly TreeFinding[],
  options: TreeLintOptions,
): readonly Finding[] {
  const own = findings.filter((each) => each.path === path);
  const others = untrue.filter((each) => each.path === path);
  const isRead = read.includes(path);
  const left =
    !text.includes(SILENCING) || decode(text).fault
      ? own
      : applySilencing(
          // What is true of the file alone may be silenced for the sake of other readers.
          [...own, ...others],
          openDocument(text),
          lineIndex(text),
          isKnownCode,
          (code) => isRuleCode(code) || isTreeRuleCode(code),
        ).filter(
          (each) =>
            !others.some((other) => other === each) && (isRead || !isSilencingCode(each.code)),
        );
  return notOff(options, left);
}
