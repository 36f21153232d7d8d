// What an operation on a machine's files returns: each file as it is to be, in an order of writing
// in which every step leaves the engine able to start.

import type { Change, Plan } from '../../model/plan.ts';
import type { ConfigTree } from '../../model/tree.ts';
import { composeEdits } from '../../text/compose.ts';
import type { TextEdit } from '../../text/edit.ts';

/** One file of a plan. */
export interface FilePlan {
  readonly path: string;
  /** The text that the plan was made for; missing when the file is new. */
  readonly before?: string;
  readonly text: string;
  /** Against `before`, or against an empty text. */
  readonly edits: readonly TextEdit[];
  readonly changes: readonly Change[];
}

/** Something worth knowing about a file of the tree, or about the tree when no file is to blame. */
export interface TreeRemark {
  readonly code: string;
  readonly severity: 'warning' | 'info';
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
}

export interface TreePlan {
  readonly changed: boolean;
  /** To be written one after the other, in this order; only files that change. */
  readonly files: readonly FilePlan[];
  /** The machine's files with the plan carried out. */
  readonly tree: ConfigTree;
  /** Whether the engine must be restarted to read the change; hosts.toml is read at every pull. */
  readonly restart: boolean;
  readonly remarks: readonly TreeRemark[];
}

/** Files on their way into a plan, and what to say about them. */
export interface PlannedFiles {
  readonly files: readonly FilePlan[];
  readonly remarks: readonly TreeRemark[];
}

/** The plan for some files of a tree, in the order given. */
export function treePlan(
  tree: ConfigTree,
  files: readonly FilePlan[],
  remarks: readonly TreeRemark[],
): TreePlan {
  const changed = files.filter(({ before, text }) => before !== text);
  return {
    changed: changed.length > 0,
    files: changed,
    tree: withFiles(tree, changed),
    restart: changed.some(({ path }) => !path.endsWith('/hosts.toml')),
    remarks,
  };
}

export function withFiles(tree: ConfigTree, files: readonly FilePlan[]): ConfigTree {
  const changed = Object.fromEntries(files.map(({ path, text }) => [path, text]));
  return { ...tree, ...changed };
}

/** A file with one more plan for it, which was made for the text that the earlier ones left. */
export function joined(
  earlier: FilePlan | undefined,
  path: string,
  before: string | undefined,
  plan: Plan,
): FilePlan {
  const changes = [...(earlier?.changes ?? []), ...plan.changes];
  if (before === undefined) return { path, text: plan.text, edits: wholeText(plan.text), changes };
  const edits = composeEdits(before, earlier?.edits ?? [], plan.edits);
  return { path, before, text: plan.text, edits, changes };
}

/** The edits that make a text out of nothing. */
export function wholeText(text: string): readonly TextEdit[] {
  return text === '' ? [] : [{ start: 0, end: 0, text }];
}
