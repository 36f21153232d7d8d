// planMirrors for BuildKit, which has one file.
import type { Target } from '../../model/target.ts';
import type { ConfigTree } from '../../model/tree.ts';
import { putFirst } from './first.ts';
import type { MirrorsOf } from './plan-containerd.ts';
import { type FilePlan, joined, type PlannedFiles } from './tree-plan.ts';

const FILE = '/etc/buildkit/buildkitd.toml';

export function buildkitWays(
  tree: ConfigTree,
  mirrors: MirrorsOf,
  target: Target,
): readonly (() => PlannedFiles)[] {
  return [
    () => {
      const before = tree[FILE];
      let file: FilePlan | undefined;
      for (const [registry, list] of mirrors) {
        const options = { format: 'buildkitd', target: target.text } as const;
        file = joined(
          file,
          FILE,
          before,
          putFirst(file?.text ?? before ?? '', registry, list, options),
        );
      }
      return { files: file ? [file] : [], remarks: [] };
    },
  ];
}
