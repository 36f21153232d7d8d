// What a change of `config_path` does to files that nobody asked about.
import type { ConfigTree } from '../../model/tree.ts';
import type { TreeRemark } from './tree-plan.ts';

/** The hosts.toml files below a folder that containerd begins to read, but for the plan's own. */
export function dormantRemarks(
  tree: ConfigTree,
  folder: string,
  own: ReadonlySet<string>,
): readonly TreeRemark[] {
  return Object.keys(tree)
    .filter((path) => path.startsWith(`${folder}/`) && path.endsWith('/hosts.toml'))
    .filter((path) => !own.has(path))
    .map((path) => ({
      code: 'tree/wakes-hosts-file',
      severity: 'warning',
      path,
      message: `${path} is there but not read today; setting config_path makes containerd read it too. Check what it says.`,
    }));
}
