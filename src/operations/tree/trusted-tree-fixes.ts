// Which fixes may be called safe on a machine: those that leave no error, in their own file or in
// another one, that was not there.
import type { Finding } from '../../model/diagnostic.ts';
import type { ConfigTree } from '../../model/tree.ts';
import { applyEdits } from '../../text/edit.ts';
import { safeEdits, withTrustedFixes } from '../trusted-fixes.ts';
import type { TreeFinding } from './rules/tree-rule.ts';

/** How a changed machine is looked at. */
export interface TreeLook {
  readonly textOf: (path: string) => string | undefined;
  /** What is found in a file by itself where nothing else depends on it; else `undefined`. */
  readonly alone: (path: string, text: string) => readonly Finding[] | undefined;
  readonly all: (tree: ConfigTree) => readonly TreeFinding[];
}

export function withTrustedTreeFixes(
  tree: ConfigTree,
  findings: readonly TreeFinding[],
  look: TreeLook,
): readonly TreeFinding[] {
  if (allGoTogether(tree, findings, look)) return findings;
  const known = new Set(findings.map(key));
  return pathsOf(findings).flatMap((path) => {
    const own = findings.filter((each) => each.path === path);
    const text = look.textOf(path);
    if (text === undefined) return own;
    const after = (changed: string): readonly Finding[] =>
      look.alone(path, changed) ??
      look.all({ ...tree, [path]: changed }).flatMap((each): readonly Finding[] => {
        if (each.path === path) return [each];
        // Fixes of other files are no fixes of this text.
        const { fixes: _, ...elsewhere } = each;
        return known.has(key(each)) ? [] : [elsewhere];
      });
    return withTrustedFixes(text, own, after).map((each) => ({ ...each, path }));
  });
}

/** Whether all of them at once bring nothing to light: then no file needs to be looked at by itself. */
function allGoTogether(
  tree: ConfigTree,
  findings: readonly TreeFinding[],
  look: TreeLook,
): boolean {
  const mended: Record<string, string> = { ...tree };
  let changed = false;
  for (const path of pathsOf(findings)) {
    const edits = safeEdits(findings.filter((each) => each.path === path));
    if (edits.length === 0) continue;
    mended[path] = applyEdits(look.textOf(path) ?? '', edits);
    changed = true;
  }
  if (!changed) return true;
  const left = new Map<string, number>();
  for (const each of findings) left.set(key(each), (left.get(key(each)) ?? 0) + 1);
  return look.all(mended).every((each) => {
    const count = left.get(key(each)) ?? 0;
    left.set(key(each), count - 1);
    return count > 0;
  });
}

function pathsOf(findings: readonly TreeFinding[]): readonly string[] {
  return [...new Set(findings.map(({ path }) => path))];
}

function key({ path, code }: TreeFinding): string {
  return `${path} ${code}`;
}
