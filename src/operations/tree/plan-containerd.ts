// planMirrors for containerd: the ways that the files suggest, best first. Whether a way leads
// anywhere is for the engine's model to say.

import { keyRule } from '../../engines/containerd/imports.ts';
import { CRI_IMAGES } from '../../engines/containerd/names.ts';
import { isStop, placeOf } from '../../engines/outcome.ts';
import { field } from '../../engines/toml/data.ts';
import { MirrorConfError } from '../../model/error.ts';
import { openFile } from '../open.ts';
import type { Wanted } from '../wanted.ts';
import {
  CERTS_FOLDER,
  type ContainerdTree,
  newConfigText,
  readContainerdTree,
  registryData,
  tryContainerdTree,
} from './containerd-tree.ts';
import { putFirst } from './first.ts';
import { hostsFileOf, newHostsText, sharedFile } from './hosts-folder.ts';
import { planNamed } from './named-text.ts';
import { type PlanTask, tryWays, type Way } from './plan-task.ts';
import { type Place, registryPlaces } from './registry-places.ts';
import { dormantRemarks, remarksOf } from './remarks.ts';
import { setConfigPath, setSetting } from './setting.ts';
import {
  type FilePlan,
  type PlannedFiles,
  type TextChange,
  type TreeRemark,
  withChange,
  withFiles,
} from './tree-plan.ts';
import { disturbedSetting } from './undisturbed.ts';

type Roots = readonly [string, ...string[]];

/** Throws `tree/refused` when containerd does not take the tree as it is. */
export function containerdWays(task: PlanTask): readonly Way[] {
  const there = readContainerdTree(task.tree, task.target, task.options);
  const { settings } = there;
  const inline: Way = () => inlineFiles(task, there);
  if (settings.mirrors.size > 0) return [inline];
  const [root, ...more] = settings.configPath.split(':').filter((each) => each !== '');
  if (root !== undefined && (!settings.transferService || settings.configPath === root)) {
    return [() => hostsFiles(task, there, [root, ...more])];
  }
  if (settings.configPathOrigin && root !== undefined) {
    return severalRoots(task, there, [root, ...more]);
  }
  const fresh = configPlaces(task, there).map(
    (place): Way =>
      () =>
        freshFiles(task, there, place),
  );
  return task.options.style === 'mirrors' ? [inline] : [...fresh, inline];
}

/** Throws `tree/disturbs` for a plan that changes what nobody asked about. */
export function checkContainerd(task: PlanTask, planned: PlannedFiles): void {
  const before = tryContainerdTree(task.tree, task.target, task.options);
  const tree = withFiles(task.tree, planned.files);
  const after = tryContainerdTree(tree, task.target, task.options);
  if (isStop(before) || isStop(after)) return;
  const mirrors = task.wanted.flatMap((each) => each.mirrors);
  const path = disturbedSetting(before, after, {
    registries: new Set(task.wanted.map(({ registry }) => registry)),
    hosts: new Set(mirrors.map(({ endpoint }) => endpoint.host)),
  });
  if (path === undefined) return;
  throw new MirrorConfError(
    'tree/disturbs',
    `There is no way found to add the mirrors for ${task.target.text} that leaves "${path}" as it is. Put all registry settings into one section of one file first.`,
  );
}

/** Into `registry.mirrors`, each registry at the first place where the engine uses it. */
function inlineFiles(task: PlanTask, there: ContainerdTree): PlannedFiles {
  const [first] = there.settings.mirrors.values();
  const rule = keyRule(there.rules);
  let done: PlannedFiles = { files: [], remarks: [] };
  for (const [at, wanted] of task.wanted.entries()) {
    const { registry } = wanted;
    const own = there.settings.mirrors.get(registry);
    const current = (field(own, 'endpoint', rule) ?? own ?? first)?.origin;
    const places = registryPlaces(there, current, newConfigText(task.target));
    // What one file by itself makes useless to the release, other files may put right.
    const ways = [task.target.text, task.target.family].flatMap((target) =>
      places.map(
        (place): Way =>
          () =>
            inlineFile(task, there, done, wanted, place, target),
      ),
    );
    done = tryWays({ ...task, wanted: task.wanted.slice(0, at + 1) }, ways);
  }
  return done;
}

function inlineFile(
  task: PlanTask,
  there: ContainerdTree,
  done: PlannedFiles,
  { registry, mirrors }: Wanted,
  { path, naming }: Place,
  target: string,
): PlannedFiles {
  const list = mirrors.map(({ mirror }) => mirror);
  const remarks = [...done.remarks];
  const files = withChange(done.files, there.fs, path, (text) => {
    const start = text ?? newConfigText(task.target);
    const plan = planNamed(start, naming, (each) =>
      putFirst(each, registry, list, { format: 'containerd', target }),
    );
    remarks.push(...remarksOf(path, plan.diagnostics));
    return plan;
  });
  return { files, remarks: [...remarks, ...hiddenStar(there, registry, path)] };
}

/** The entry for all in another file; of one in the same file the file itself tells. */
function hiddenStar(there: ContainerdTree, registry: string, path: string): readonly TreeRemark[] {
  const { mirrors } = there.settings;
  const star = mirrors.get('*');
  if (!star || mirrors.has(registry) || star.origin.path === path) return [];
  return [
    {
      code: 'tree/hides-star',
      severity: 'warning',
      ...placeOf(there.fs, star.origin),
      message: `The new entry for "${registry}" takes its pulls away from the entry for "*". Add the mirrors of "*" to it if they should still serve it.`,
    },
  ];
}

/** Into the hosts.toml of each registry below the roots. */
function hostsFiles(task: PlanTask, there: ContainerdTree, roots: Roots): PlannedFiles {
  const { fs } = there;
  const remarks: TreeRemark[] = [];
  let files: readonly FilePlan[] = [];
  for (const { registry, mirrors } of task.wanted) {
    const path = hostsFileOf(fs, roots, registry);
    const shared = registry === '*' ? undefined : sharedFile(fs, roots, registry);
    const options = { format: 'hosts', registry, target: task.target.text } as const;
    const list = mirrors.map(({ mirror }) => mirror);
    files = withChange(files, fs, path, (text) => {
      const isNew = text === undefined || text === '';
      const plan = putFirst(isNew ? newHostsText(fs, path) : text, registry, list, options);
      remarks.push(...remarksOf(path, plan.diagnostics));
      if (!isNew) return plan;
      return { ...plan, edits: [{ start: 0, end: 0, text: plan.text }] };
    });
    if (shared === undefined || fs.stat(path) === 'file') continue;
    remarks.push({
      code: 'tree/hides-default',
      severity: 'warning',
      path: shared,
      message: `The new folder for "${registry}" takes its pulls away from ${shared}. Put what should still hold for it into ${path} too.`,
    });
  }
  return { files, remarks };
}

/** The way of a new configuration: `config_path` is set, after the hosts.toml files are there. */
function freshFiles(task: PlanTask, there: ContainerdTree, place: Place): PlannedFiles {
  const below = hostsFiles(task, there, [CERTS_FOLDER]);
  const files = configChange(task, there, below.files, place, (text) =>
    setConfigPath(text, CERTS_FOLDER),
  );
  return { files, remarks: [...below.remarks, ...dormantRemarks(there.fs, CERTS_FOLDER)] };
}

/**
 * Several roots are one folder to the transfer service, which finds none of them (A.6): the one that
 * is there becomes the only one, and where several are there pulls are made local.
 */
function severalRoots(task: PlanTask, there: ContainerdTree, roots: Roots): readonly Way[] {
  const used = roots.filter((root) => there.fs.stat(root) === 'directory');
  const root = used[0] ?? roots[0];
  return configPlaces(task, there).map((place) => () => {
    const below = hostsFiles(task, there, used.length > 1 ? roots : [root]);
    const files = configChange(task, there, below.files, place, (text) =>
      used.length > 1
        ? setSetting(text, ['plugins', CRI_IMAGES, 'use_local_image_pull'], true)
        : setConfigPath(text, root),
    );
    return {
      files,
      remarks: [...below.remarks, ...used.flatMap((each) => dormantRemarks(there.fs, each))],
    };
  });
}

function configPlaces(task: PlanTask, there: ContainerdTree): readonly Place[] {
  const current = field(registryData(there), 'config_path', keyRule(there.rules))?.origin;
  return registryPlaces(there, current, newConfigText(task.target));
}

/** Throws as `addMirrors` does for a file that is no TOML. */
function configChange(
  task: PlanTask,
  there: ContainerdTree,
  files: readonly FilePlan[],
  { path, naming }: Place,
  change: (text: string) => TextChange,
): readonly FilePlan[] {
  return withChange(files, there.fs, path, (text) => {
    const start = text ?? newConfigText(task.target);
    openFile(start, { format: 'containerd', target: task.target.text });
    return planNamed(start, naming, change);
  });
}
