// planMirrors for Podman, CRI-O and skopeo: into the file whose entry for the registry counts, else
// into a drop-in of its own, since a drop-in replaces an entry whole (engines.md C.1, C.10).
import { type ImageConfig, loadImageConfig } from '../../engines/containers-image/config.ts';
import { imageRules } from '../../engines/containers-image/versions.ts';
import { parserOf } from '../../engines/dialect.ts';
import { type FileSystem, fileSystem } from '../../engines/filesystem.ts';
import { isStop, placeOf } from '../../engines/outcome.ts';
import { matchLength } from '../../formats/registries/prefixes.ts';
import { joinPath } from '../../go/path.ts';
import { homeOf } from '../explain-pull.ts';
import { refused } from './containerd-tree.ts';
import { putFirst } from './first.ts';
import type { PlanTask, Way } from './plan-task.ts';
import { remarksOf } from './remarks.ts';
import { type FilePlan, type TreeRemark, withChange } from './tree-plan.ts';

export function containersImageWays(task: PlanTask): readonly Way[] {
  const { tree, wanted, target, options } = task;
  const fs = fileSystem(tree, options);
  const home = options.home ?? homeOf(tree);
  const config = loadImageConfig(fs, home, parserOf(target), imageRules(target.release));
  if (isStop(config)) throw refused(fs, config, target);
  const how = { format: 'registries', target: target.text } as const;
  // A folder of drop-ins that is a link is not read: there the main file is left.
  return [newDropIn(fs, `${config.files.main}.d`), config.files.main].map((fresh) => () => {
    const remarks: TreeRemark[] = [];
    let files: readonly FilePlan[] = [];
    for (const { registry, mirrors } of wanted) {
      const there = config.registries.find((each) => each.prefix === registry);
      const path = there?.origin.path ?? fresh;
      const list = mirrors.map(({ mirror }) => mirror);
      files = withChange(files, fs, path, (text = '') => {
        const plan = putFirst(text, registry, list, how);
        remarks.push(...remarksOf(path, plan.diagnostics));
        return plan;
      });
      remarks.push(...neighbours(fs, config, registry));
    }
    return { files, remarks };
  });
}

/** One that is there, or that nothing stands in the way of. */
function newDropIn(fs: FileSystem, folder: string): string {
  const names = Array.from({ length: 50 }, (_, at) => joinPath(folder, `${50 + at}-mirrors.conf`));
  const isFree = (path: string): boolean =>
    fs.stat(path) === 'file' || (fs.stat(path) === 'missing' && !fs.isLink(path));
  return names.find(isFree) ?? (names[0] as string);
}

/** Only the longest matching prefix counts, in whichever file it is (engines.md C.5). */
function neighbours(
  fs: FileSystem,
  { registries }: ImageConfig,
  registry: string,
): readonly TreeRemark[] {
  const others = registries.filter(({ prefix }) => prefix !== registry);
  const isNew = others.length === registries.length;
  const wider = others
    .filter(({ prefix }) => matchLength(registry, prefix) !== -1)
    .toSorted((a, b) => b.prefix.length - a.prefix.length)
    .slice(0, isNew ? 1 : 0);
  const narrower = others.filter(({ prefix }) => matchLength(prefix, registry) !== -1);
  return [
    ...wider.map(
      ({ prefix, origin, blocked }): TreeRemark => ({
        code: 'tree/hides-wider-entry',
        severity: 'warning',
        ...placeOf(fs, origin),
        message: `The new entry for "${registry}" takes its pulls away from the entry for "${prefix}", with all that this one says.${blocked ? ' That one is blocked, and the new one is not.' : ''} Add to the new entry what should still hold.`,
      }),
    ),
    ...narrower.map(
      ({ prefix, origin }): TreeRemark => ({
        code: 'tree/narrower-entry',
        severity: 'warning',
        ...placeOf(fs, origin),
        message: `Pulls from "${prefix}" have an entry of their own, which does not get the mirrors of "${registry}". Add them to it too if they should serve it.`,
      }),
    ),
  ];
}
