// Which fixes may be called safe on a machine: those that leave no error, in their own file or in
// another one, that was not there.
import type { Finding } from '../../model/diagnostic.ts';
import type { ConfigTree } from '../../model/tree.ts';
import { withTrustedFixes } from '../trusted-fixes.ts';
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
  const known = new Set(findings.map(key));
  return [...new Set(findings.map(({ path }) => path))].flatMap((path) => {
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

function key({ path, code }: TreeFinding): string {
  return `${path} ${code}`;
}
