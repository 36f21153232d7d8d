// planMirrors for BuildKit, which has one file.
import { BUILDKIT_FILE, loadBuildkitConfig } from '../../engines/buildkit/config.ts';
import { parserOf } from '../../engines/dialect.ts';
import { fileSystem } from '../../engines/filesystem.ts';
import { isStop } from '../../engines/outcome.ts';
import { refused } from './containerd-tree.ts';
import { putFirst } from './first.ts';
import type { PlanTask, Way } from './plan-task.ts';
import { remarksOf } from './remarks.ts';
import { type FilePlan, type TreeRemark, withChange } from './tree-plan.ts';

export function buildkitWays({ tree, wanted, target, options }: PlanTask): readonly Way[] {
  const fs = fileSystem(tree, options);
  const config = loadBuildkitConfig(fs, parserOf(target));
  if (isStop(config)) throw refused(fs, config, target);
  const how = { format: 'buildkitd', target: target.text } as const;
  return [
    () => {
      const remarks: TreeRemark[] = [];
      let files: readonly FilePlan[] = [];
      for (const { registry, mirrors } of wanted) {
        const list = mirrors.map(({ mirror }) => mirror);
        files = withChange(files, fs, BUILDKIT_FILE, (text = '') => {
          const plan = putFirst(text, registry, list, how);
          remarks.push(...remarksOf(BUILDKIT_FILE, plan.diagnostics));
          return plan;
        });
      }
      return { files, remarks };
    },
  ];
}
