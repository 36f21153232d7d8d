// planMirrors for BuildKit, which has one file.
import { fileSystem } from '../../engines/filesystem.ts';
import { putFirst } from './first.ts';
import type { PlanTask, Way } from './plan-task.ts';
import { remarksOf } from './remarks.ts';
import { type FilePlan, type TreeRemark, withChange } from './tree-plan.ts';

const FILE = '/etc/buildkit/buildkitd.toml';

export function buildkitWays({ tree, wanted, target, options }: PlanTask): readonly Way[] {
  const fs = fileSystem(tree, options);
  const how = { format: 'buildkitd', target: target.text } as const;
  return [
    () => {
      const remarks: TreeRemark[] = [];
      let files: readonly FilePlan[] = [];
      for (const { registry, mirrors } of wanted) {
        const list = mirrors.map(({ mirror }) => mirror);
        files = withChange(files, fs, FILE, (text = '') => {
          const plan = putFirst(text, registry, list, how);
          remarks.push(...remarksOf(FILE, plan.diagnostics));
          return plan;
        });
      }
      return { files, remarks };
    },
  ];
}
