// planMirrors: puts mirrors where the engine of a machine will honour them.
import { MirrorConfError } from '../../model/error.ts';
import type { Format } from '../../model/format.ts';
import type { MirrorMap } from '../../model/mirror.ts';
import { type EngineFamily, parseTarget, type Target } from '../../model/target.ts';
import type { ConfigTree } from '../../model/tree.ts';
import { openFile } from '../open.ts';
import { mirrorsByRegistry, type Wanted } from '../wanted.ts';
import { buildkitWays } from './plan-buildkit.ts';
import { containerdWays, type MirrorsOf } from './plan-containerd.ts';
import { containersImageWays } from './plan-containers-image.ts';
import type { PlanOptions } from './plan-options.ts';
import { type PlannedFiles, type TreePlan, treePlan } from './tree-plan.ts';
import { notTriedFirst } from './tried-first.ts';

type Ways = (
  tree: ConfigTree,
  mirrors: MirrorsOf,
  target: Target,
  options: PlanOptions,
) => readonly (() => PlannedFiles)[];

const WAYS: Readonly<Record<EngineFamily, Ways>> = {
  containerd: containerdWays,
  'containers-image': containersImageWays,
  buildkit: buildkitWays,
};

/** The format whose names of registries the engine goes by. */
const NAMING: Readonly<Record<EngineFamily, Format>> = {
  containerd: 'containerd',
  'containers-image': 'registries',
  buildkit: 'buildkitd',
};

/**
 * Puts each mirror where the engine and release of `options.target` will honour it, in front of
 * what is there for its registry, with the least change: beside the mirrors that are there, below
 * a `config_path` that is set, into the file whose entry counts, else into new files.
 *
 * The result is checked against `explainPull` before it is returned: the asked mirrors are tried
 * first and in order. Throws `tree/refused` when the engine does not take the tree as it is,
 * `tree/not-tried` when no way leads to the mirrors being tried first, and as `addMirrors` does for
 * names, URLs and files.
 */
export function planMirrors(tree: ConfigTree, mirrors: MirrorMap, options: PlanOptions): TreePlan {
  const target = parseTarget(options.target);
  const { adapter, file } = openFile('', { format: NAMING[target.family] });
  const wanted = mirrorsByRegistry(mirrors, (name) => adapter.registryKey(name, file)).filter(
    (each) => each.mirrors.length > 0,
  );
  const asked = new Map(
    wanted.map(({ registry, mirrors: list }) => [registry, list.map(({ mirror }) => mirror)]),
  );
  let fault: MirrorConfError | undefined;
  for (const way of asked.size === 0 ? [] : WAYS[target.family](tree, asked, target, options)) {
    const tried = attempt(() => checked(tree, way(), wanted, options));
    if (!(tried instanceof MirrorConfError)) return tried;
    fault ??= tried;
  }
  if (fault) throw fault;
  return treePlan(tree, [], []);
}

function checked(
  tree: ConfigTree,
  { files, remarks }: PlannedFiles,
  wanted: readonly Wanted[],
  options: PlanOptions,
): TreePlan {
  const plan = treePlan(tree, files, remarks);
  for (const { registry, mirrors: list } of wanted) {
    const fault = notTriedFirst(plan.tree, registry, list, options);
    if (fault === undefined) continue;
    throw new MirrorConfError(
      'tree/not-tried',
      `There is no way found to have the mirrors of "${registry}" tried first by ${options.target}: ${fault}.`,
    );
  }
  return plan;
}

function attempt<T>(action: () => T): T | MirrorConfError {
  try {
    return action();
  } catch (error) {
    if (error instanceof MirrorConfError) return error;
    throw error;
  }
}
