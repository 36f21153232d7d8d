// What planMirrors is asked, and how it chooses among the ways to do it.
import { attempt, MirrorConfError } from '../../model/error.ts';
import type { Target } from '../../model/target.ts';
import type { ConfigTree } from '../../model/tree.ts';
import type { Wanted } from '../wanted.ts';
import type { PlanOptions } from './plan-options.ts';
import type { PlannedFiles } from './tree-plan.ts';

export interface PlanTask {
  readonly tree: ConfigTree;
  /** Registries are spelled as the engine looks them up. */
  readonly wanted: readonly Wanted[];
  readonly target: Target;
  readonly options: PlanOptions;
  /** Throws for a plan that does not do what is asked, or more than that. */
  readonly check: (task: PlanTask, planned: PlannedFiles) => void;
}

/** Plans one way to do the task; throws a `MirrorConfError` where it cannot be gone. */
export type Way = () => PlannedFiles;

const OTHERWISE = ' Nor is there another way: ';

/** The first way that does what is asked. Throws what was in the way of the first, and of the last. */
export function tryWays(task: PlanTask, ways: readonly Way[]): PlannedFiles {
  const faults: MirrorConfError[] = [];
  for (const way of ways) {
    const planned = attempt(() => {
      const files = way();
      task.check(task, files);
      return files;
    });
    if (!(planned instanceof MirrorConfError)) return planned;
    faults.push(planned);
  }
  const [first] = faults;
  const last = faults.at(-1);
  if (!first || !last) return { files: [], remarks: [] };
  if (first.message === last.message) throw first;
  const [other = ''] = last.message.split(OTHERWISE);
  const message = first.message.includes(OTHERWISE)
    ? first.message
    : first.message + OTHERWISE + other;
  throw new MirrorConfError(first.code, message, first.diagnostics);
}
