// planMirrors for Podman, CRI-O and skopeo: into the file whose entry for the registry counts, else
// into a drop-in of its own, since a drop-in replaces an entry whole (engines.md C.1, C.10).
import { loadImageConfig } from '../../engines/containers-image/config.ts';
import { imageRules } from '../../engines/containers-image/versions.ts';
import { parserOf } from '../../engines/dialect.ts';
import { fileSystem } from '../../engines/filesystem.ts';
import { failureOf, isStop } from '../../engines/outcome.ts';
import { MirrorConfError } from '../../model/error.ts';
import type { Target } from '../../model/target.ts';
import type { ConfigTree } from '../../model/tree.ts';
import { homeOf } from '../explain-pull.ts';
import { putFirst } from './first.ts';
import type { MirrorsOf } from './plan-containerd.ts';
import type { PlanOptions } from './plan-options.ts';
import { type FilePlan, joined, type PlannedFiles } from './tree-plan.ts';

const NEW_FILE = '50-mirrors.conf';

export function containersImageWays(
  tree: ConfigTree,
  mirrors: MirrorsOf,
  target: Target,
  options: PlanOptions,
): readonly (() => PlannedFiles)[] {
  return [() => dropInFiles(tree, mirrors, target, options)];
}

function dropInFiles(
  tree: ConfigTree,
  mirrors: MirrorsOf,
  target: Target,
  options: PlanOptions,
): PlannedFiles {
  const fs = fileSystem(tree, options);
  const home = options.home ?? homeOf(tree);
  const config = loadImageConfig(fs, home, parserOf(target), imageRules(target.release));
  if (isStop(config)) {
    const failure = failureOf(fs, config);
    throw new MirrorConfError(
      'tree/refused',
      `${failure.path ?? ''}: ${target.text} does not take the files as they are: ${failure.message}. Mend that first.`,
    );
  }
  const { main } = config.files;
  const fresh = `${main}.d/${NEW_FILE}`;
  const files = new Map<string, FilePlan>();
  for (const [registry, list] of mirrors) {
    const there = config.registries.find((each) => each.prefix === registry);
    const path = there?.origin.path ?? fresh;
    const before = tree[path];
    const start = files.get(path)?.text ?? before ?? '';
    const plan = putFirst(start, registry, list, { format: 'registries', target: target.text });
    files.set(path, joined(files.get(path), path, before, plan));
  }
  return { files: [...files.values()], remarks: [] };
}
