// planMirrors for containerd: the first of the ways that the files suggest and that the engine's
// model agrees with.

import { MirrorConfError } from '../../model/error.ts';
import type { Mirror } from '../../model/mirror.ts';
import type { Target } from '../../model/target.ts';
import type { ConfigTree } from '../../model/tree.ts';
import { openFile } from '../open.ts';
import { setConfigPath } from './config-path.ts';
import {
  CERTS_FOLDER,
  type ContainerdTree,
  hostsFileOf,
  newConfigText,
  readContainerdTree,
  registryFile,
} from './containerd-tree.ts';
import { putFirst } from './first.ts';
import type { PlanOptions } from './plan-options.ts';
import { dormantRemarks } from './remarks.ts';
import {
  type FilePlan,
  joined,
  type PlannedFiles,
  type TreeRemark,
  wholeText,
} from './tree-plan.ts';

/** Mirrors by registry, as the engine names them. */
export type MirrorsOf = ReadonlyMap<string, readonly Mirror[]>;

/** The ways to try, best first; each throws a `MirrorConfError` when it cannot be gone. */
export function containerdWays(
  tree: ConfigTree,
  mirrors: MirrorsOf,
  target: Target,
  options: PlanOptions,
): readonly (() => PlannedFiles)[] {
  const there = readContainerdTree(tree, target, options);
  const { settings } = there;
  const inline = (): PlannedFiles => inlineFiles(tree, there, mirrors, target);
  const below = (root: string): PlannedFiles => hostsFiles(tree, there, root, mirrors, target);
  const fresh = (): PlannedFiles => freshFiles(tree, there, mirrors, target);
  if (settings.mirrors.size > 0) return [inline];
  if (!settings.configPathOrigin) return options.style === 'mirrors' ? [inline] : [fresh, inline];
  const roots = settings.configPath.split(':').filter((root) => root !== '');
  const [only] = roots;
  if (only !== undefined && settings.configPath === only) return [() => below(only)];
  if (!settings.transferService && only !== undefined) return [() => below(only)];
  return [() => singleRootFiles(tree, there, roots, mirrors, target)];
}

/** Into `registry.mirrors` of the file that has them already, or of the main file. */
function inlineFiles(
  tree: ConfigTree,
  there: ContainerdTree,
  mirrors: MirrorsOf,
  target: Target,
): PlannedFiles {
  const [first] = there.settings.mirrors.values();
  const files = new Map<string, FilePlan>();
  for (const [registry, list] of mirrors) {
    const origin = there.settings.mirrors.get(registry)?.origin ?? first?.origin;
    const path = origin?.path ?? registryFile(there);
    const before = tree[path];
    const start = files.get(path)?.text ?? before ?? newConfigText(target);
    const plan = putFirst(start, registry, list, { format: 'containerd', target: target.text });
    files.set(path, joined(files.get(path), path, before, plan));
  }
  return { files: [...files.values()], remarks: [] };
}

/** Into the hosts.toml of each registry below one root. */
function hostsFiles(
  tree: ConfigTree,
  there: ContainerdTree,
  root: string,
  mirrors: MirrorsOf,
  target: Target,
): PlannedFiles {
  const remarks: TreeRemark[] = [];
  const files = [...mirrors].map(([registry, list]): FilePlan => {
    const path = hostsFileOf(there, root, registry);
    const before = tree[path];
    const options = { format: 'hosts', registry, target: target.text } as const;
    const plan = putFirst(before ?? '', registry, list, options);
    const shared = `${root}/_default/hosts.toml`;
    if (before === undefined && registry !== '*' && tree[shared] !== undefined) {
      remarks.push({
        code: 'tree/hides-default',
        severity: 'warning',
        path: shared,
        message: `The new folder for "${registry}" takes its pulls away from ${shared}. Put what should still hold for it into ${path} too.`,
      });
    }
    return joined(undefined, path, before, plan);
  });
  return { files, remarks };
}

/** The way of a new configuration: `config_path` is set, after the hosts.toml files are there. */
function freshFiles(
  tree: ConfigTree,
  there: ContainerdTree,
  mirrors: MirrorsOf,
  target: Target,
): PlannedFiles {
  const below = hostsFiles(tree, there, CERTS_FOLDER, mirrors, target);
  const own = new Set(below.files.map(({ path }) => path));
  const remarks = dormantRemarks(tree, CERTS_FOLDER, own);
  const config = configFile(tree, registryFile(there), CERTS_FOLDER, target);
  return { files: [...below.files, config], remarks: [...below.remarks, ...remarks] };
}

/** Several roots are one folder to the transfer service, which finds none of them (A.6). */
function singleRootFiles(
  tree: ConfigTree,
  there: ContainerdTree,
  roots: readonly string[],
  mirrors: MirrorsOf,
  target: Target,
): PlannedFiles {
  const used = roots.filter((root) => there.fs.stat(root) === 'directory');
  if (used.length > 1) {
    throw new MirrorConfError(
      'tree/several-roots',
      `config_path names ${used.join(' and ')}, and ${target.text} reads none of several folders. Move the hosts.toml folders into one, and set config_path to it.`,
    );
  }
  const root = used[0] ?? roots[0] ?? CERTS_FOLDER;
  const below = hostsFiles(tree, there, root, mirrors, target);
  const path = there.settings.configPathOrigin?.path ?? registryFile(there);
  return { ...below, files: [...below.files, configFile(tree, path, root, target)] };
}

/** Throws as `addMirrors` does for a file that is no TOML or of another engine's release. */
function configFile(tree: ConfigTree, path: string, folder: string, target: Target): FilePlan {
  const before = tree[path];
  const start = before ?? newConfigText(target);
  openFile(start, { format: 'containerd', target: target.text });
  const { text, edits } = setConfigPath(start, folder);
  const own = before === undefined ? {} : { before };
  return { path, ...own, text, edits: before === undefined ? wholeText(text) : edits, changes: [] };
}
