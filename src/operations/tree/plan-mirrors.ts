// planMirrors: puts mirrors where the engine of a machine will honour them.
import { MirrorConfError } from '../../model/error.ts';
import type { Format } from '../../model/format.ts';
import type { MirrorMap } from '../../model/mirror.ts';
import { type EngineFamily, parseTarget } from '../../model/target.ts';
import type { ConfigTree } from '../../model/tree.ts';
import { openFile } from '../open.ts';
import { mirrorsByRegistry, type Wanted } from '../wanted.ts';
import { buildkitWays } from './plan-buildkit.ts';
import { checkContainerd, containerdWays } from './plan-containerd.ts';
import { containersImageWays } from './plan-containers-image.ts';
import type { PlanOptions } from './plan-options.ts';
import { type PlanTask, tryWays, type Way } from './plan-task.ts';
import { type PlannedFiles, type TreePlan, treePlan, withFiles } from './tree-plan.ts';
import { lostRequest, notTriedFirst } from './tried-first.ts';

interface Planner {
  /** The format whose names of registries the engine goes by. */
  readonly naming: Format;
  readonly ways: (task: PlanTask) => readonly Way[];
  readonly check?: PlanTask['check'];
}

const PLANNERS: Readonly<Record<EngineFamily, Planner>> = {
  containerd: { naming: 'containerd', ways: containerdWays, check: checkContainerd },
  'containers-image': { naming: 'registries', ways: containersImageWays },
  buildkit: { naming: 'buildkitd', ways: buildkitWays },
};

/**
 * Puts each mirror where the engine and release of `options.target` will honour it, in front of
 * what is there for its registry, with the least change: beside the mirrors that are there, below
 * a `config_path` that is set, into the file whose entry counts, else into new files.
 *
 * The result is checked against `explainPull` before it is returned: the asked mirrors are tried
 * first and in order. Throws `tree/refused` when the engine does not take the tree as it is,
 * `tree/not-tried` when no way leads to the mirrors being tried first, `tree/disturbs` when each
 * would change other settings, `tree/not-a-folder` and `tree/not-a-file` when one stands where the
 * other belongs, and as `addMirrors` does for names, URLs and files.
 */
export function planMirrors(tree: ConfigTree, mirrors: MirrorMap, options: PlanOptions): TreePlan {
  const target = parseTarget(options.target);
  const planner = PLANNERS[target.family];
  const { adapter, file } = openFile('', { format: planner.naming });
  const asked = mirrorsByRegistry(mirrors, (name) => adapter.registryKey(name, file)).filter(
    (each) => each.mirrors.length > 0,
  );
  const check: PlanTask['check'] = (part, planned) => {
    checkTried(part, planned);
    checkKept(part, planned);
    planner.check?.(part, planned);
  };
  const plan = (wanted: readonly Wanted[]): PlannedFiles => {
    if (wanted.length === 0) return { files: [], remarks: [] };
    const task: PlanTask = { tree, wanted, target, options, check };
    const planned = tryWays(task, planner.ways(task));
    // What an entry for all has had in front, other mirrors that are asked of it may now precede.
    const after = withFiles(tree, planned.files);
    const more = asked.filter((each) => wanted.includes(each) || !isThere(after, each, options));
    return more.length === wanted.length ? planned : plan(more);
  };
  return treePlan(tree, plan(asked.filter((each) => !isThere(tree, each, options))), target);
}

/** Nothing is left to do where the engine asks the mirrors first and nothing more is said of them. */
function isThere(tree: ConfigTree, { registry, mirrors }: Wanted, options: PlanOptions): boolean {
  const isPlain = mirrors.every(({ mirror }) =>
    Object.keys(mirror).every((key) => key === 'url' || key === 'overridePath'),
  );
  return isPlain && notTriedFirst(tree, registry, mirrors, options) === undefined;
}

function checkTried({ tree, wanted, options }: PlanTask, { files }: PlannedFiles): void {
  const after = withFiles(tree, files);
  for (const { registry, mirrors } of wanted) {
    const fault = notTriedFirst(after, registry, mirrors, options);
    if (fault === undefined) continue;
    throw new MirrorConfError(
      'tree/not-tried',
      `There is no way found to have the mirrors of "${registry}" tried first by ${options.target}: ${fault}.`,
    );
  }
}

/** Remarks that say which requests are no longer made, and why. */
const TAKES_AWAY: ReadonlySet<string> = new Set([
  'tree/hides-default',
  'tree/hides-star',
  'tree/hides-wider-entry',
  'tree/wakes-hosts-file',
  'containerd/entry-hides-star',
]);

function checkKept({ tree, wanted, options }: PlanTask, { files, remarks }: PlannedFiles): void {
  if (remarks.some(({ code }) => TAKES_AWAY.has(code))) return;
  const after = withFiles(tree, files);
  for (const { registry } of wanted) {
    const lost = lostRequest(tree, after, registry, options);
    if (lost === undefined) continue;
    throw new MirrorConfError(
      'tree/disturbs',
      `There is no way found to add the mirrors of "${registry}" for ${options.target} by which ${lost} is still asked. Put all registry settings into one section of one file first.`,
    );
  }
}
