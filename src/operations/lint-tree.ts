// lintTree: every finding about the files of one machine, as data.

import { fileSystem } from '../engines/filesystem.ts';
import { isRuleCode } from '../formats/rules.ts';
import type { Diagnostic, Finding, Severity } from '../model/diagnostic.ts';
import { placed } from '../model/error.ts';
import { parseTarget } from '../model/target.ts';
import type { ConfigTree, TreeOptions } from '../model/tree.ts';
import { lineIndex } from '../text/lines.ts';
import { decode, openDocument } from '../toml/index.ts';
import { compare, foundIn, isKnownCode } from './lint.ts';
import { applySilencing } from './silencing.ts';
import { type Examination, examine } from './tree/examine.ts';
import { isTreeRuleCode } from './tree/rules/index.ts';
import type { TreeFinding } from './tree/rules/tree-rule.ts';
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
 * files, a file's name or a folder to see.
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
  const fs = fileSystem(tree, options);
  const { findings, ...examined } = examine(tree, target, options);
  const trusted = withTrustedTreeFixes(tree, findings, {
    textOf: (path) => fs.read(path),
    alone: (path, text) => {
      const names = examined.hosts.get(path);
      if (names === undefined) return undefined;
      return foundIn(text, { format: 'hosts', path: names, target: options.target });
    },
    all: (changed) => examine(changed, target, options).findings,
  });
  const paths = new Set([...examined.read, ...findings.map(({ path }) => path)]);
  const diagnostics = [...paths].sort(compare).flatMap((path) => {
    const own = trusted.filter((each) => each.path === path);
    const text = fs.read(path) ?? '';
    const left = unsilenced(path, text, own, examined).flatMap((each) => set(each, options));
    const sorted = left.toSorted(
      (a, b) => a.range.start - b.range.start || compare(a.code, b.code),
    );
    return placed(sorted, lineIndex(text)).map((each) => ({ ...each, path }));
  });
  return { read: examined.read, diagnostics };
}

/** What comments of the file leave; a folder and what is no TOML have none. */
function unsilenced(
  path: string,
  text: string,
  findings: readonly TreeFinding[],
  { untrue, read }: Omit<Examination, 'findings'>,
): readonly Finding[] {
  if (text === '' || decode(text).fault) return findings;
  const others = untrue.filter((each) => each.path === path);
  // What is true of the file alone may be silenced for the sake of other readers.
  const left = applySilencing(
    [...findings, ...others],
    openDocument(text),
    lineIndex(text),
    isKnownCode,
    (code) => isRuleCode(code) || isTreeRuleCode(code),
  );
  const isRead = read.includes(path);
  return left.filter(
    (each) => !others.some((other) => other === each) && (isRead || !each.code.startsWith('lint/')),
  );
}

function set(finding: Finding, { rules = {} }: TreeLintOptions): readonly Finding[] {
  const severity = rules[finding.code];
  if (severity === 'off') return [];
  return [severity ? { ...finding, severity } : finding];
}
