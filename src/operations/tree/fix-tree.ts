// fixTree: applies the safe fixes of a machine's findings until there are none left.
import { fileSystem } from '../../engines/filesystem.ts';
import { parseTarget } from '../../model/target.ts';
import type { ConfigTree } from '../../model/tree.ts';
import { applyEdits } from '../../text/edit.ts';
import {
  type FileDiagnostic,
  type LintedTree,
  lintFiles,
  type TreeLintOptions,
} from '../lint-tree.ts';
import { safeEdits } from '../trusted-fixes.ts';
import { type FilePlan, type TreePlan, treePlan, withChange, withFiles } from './tree-plan.ts';

/** As for one file: no real machine has needed more than a few. */
const ROUNDS = 20;

export interface TreeMending {
  readonly plan: TreePlan;
  readonly left: LintedTree;
}

/**
 * The machine with all safe fixes carried out; those that are not safe are never. Fixes of several
 * files that do not go together are carried out one file after the other. Throws `target/unknown`.
 */
export function fixTree(tree: ConfigTree, options: TreeLintOptions): TreeMending {
  const fs = fileSystem(tree, options);
  let files: readonly FilePlan[] = [];
  let left = lintFiles(tree, options);
  for (let round = 0; round < ROUNDS; round++) {
    const { diagnostics } = left;
    const paths = [...new Set(diagnostics.filter(isFixable).map(({ path }) => path))];
    if (paths.length === 0) break;
    const mend = (some: readonly string[]): readonly FilePlan[] =>
      some.reduce((done, path) => {
        const edits = safeEdits(diagnostics.filter((each) => each.path === path));
        return withChange(done, fs, path, (text = '') => ({
          text: applyEdits(text, edits),
          edits,
        }));
      }, files);
    let next = mend(paths);
    let found = lintFiles(withFiles(tree, next), options);
    if (paths.length > 1 && hasNewError(diagnostics, found.diagnostics)) {
      next = mend(paths.slice(0, 1));
      found = lintFiles(withFiles(tree, next), options);
    }
    [files, left] = [next, found];
  }
  const ordered = files.toSorted((a, b) => Number(isHosts(b)) - Number(isHosts(a)));
  const plan = treePlan(tree, { files: ordered, remarks: [] }, parseTarget(options.target));
  return { plan, left };
}

function isFixable({ fixes = [] }: FileDiagnostic): boolean {
  return fixes.some(({ safe }) => safe);
}

function hasNewError(before: readonly FileDiagnostic[], after: readonly FileDiagnostic[]): boolean {
  const known = new Set(before.map(({ path, code }) => `${path} ${code}`));
  return after.some(
    ({ severity, path, code }) => severity === 'error' && !known.has(`${path} ${code}`),
  );
}

/** What is read at every pull comes before what leads to it. */
function isHosts({ path }: FilePlan): boolean {
  return path.endsWith('/hosts.toml');
}
