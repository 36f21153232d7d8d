// migrateToHosts: containerd's inline mirrors become hosts.toml files, and the requests stay the same.
import type { RegistryEntry } from '../../formats/index.ts';
import { MirrorConfError } from '../../model/error.ts';
import { parseTarget, type Target } from '../../model/target.ts';
import type { ConfigTree, PullPlan, TreeOptions } from '../../model/tree.ts';
import { explainPull } from '../explain-pull.ts';
import { openFile } from '../open.ts';
import { setConfigPath } from './config-path.ts';
import {
  CERTS_FOLDER,
  type ContainerdTree,
  hostsFileOf,
  readContainerdTree,
  registryFile,
} from './containerd-tree.ts';
import { hostsText } from './hosts-text.ts';
import { dormantRemarks } from './remarks.ts';
import { type FilePlan, joined, type TreePlan, treePlan, wholeText } from './tree-plan.ts';
import { probeImage } from './tried-first.ts';
import { withoutInline } from './without-inline.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;

/**
 * Turns `registry.mirrors` and `configs."host".tls` into hosts.toml files below one folder, sets
 * `config_path` to it and takes the inline settings out, in one plan. A tree without inline
 * settings is not changed.
 *
 * For every registry involved the requests before and after are compared by `explainPull` before
 * the plan is returned. Throws `tree/refused` when containerd does not take the tree as it is,
 * `tree/hosts-file-exists` when a hosts.toml that is not read today stands in the way,
 * `tree/other-requests` when a registry's requests cannot be kept, and `target/other-engine` for
 * another engine than containerd.
 */
export function migrateToHosts(tree: ConfigTree, options: TreeOptions): TreePlan {
  const target = parseTarget(options.target);
  if (target.family !== 'containerd') {
    throw new MirrorConfError(
      'target/other-engine',
      `"${options.target}" has no inline mirrors to move: only containerd has them.`,
    );
  }
  const there = readContainerdTree(tree, target, options);
  const entries = inlineEntries(tree, there, target);
  if (entries.size === 0) return treePlan(tree, [], []);
  const hosts = [...entries].map(([registry, entry]) =>
    hostsFile(tree, there, registry, entry, target),
  );
  const files = [...hosts, ...configFiles(tree, there, target)];
  const remarks = dormantRemarks(tree, CERTS_FOLDER, new Set(hosts.map(({ path }) => path)));
  const plan = treePlan(tree, files, remarks);
  for (const registry of entries.keys()) compare(tree, plan.tree, registry, options);
  return plan;
}

/** The entries that count, each from the last file that has it. */
function inlineEntries(
  tree: ConfigTree,
  { settings, paths }: ContainerdTree,
  target: Target,
): ReadonlyMap<string, RegistryEntry> {
  const result = new Map<string, RegistryEntry>();
  for (const path of paths) {
    const { adapter, file } = openFile(tree[path] ?? '', {
      format: 'containerd',
      target: target.text,
    });
    for (const entry of adapter.entries(file)) {
      if (settings.mirrors.has(entry.registry)) result.set(entry.registry, entry);
    }
  }
  return result;
}

function hostsFile(
  tree: ConfigTree,
  there: ContainerdTree,
  registry: string,
  entry: RegistryEntry,
  target: Target,
): FilePlan {
  const path = hostsFileOf(there, CERTS_FOLDER, registry);
  const text = hostsText(registry, entry.mirrors, target);
  const before = tree[path];
  if (before !== undefined && before !== text) {
    throw new MirrorConfError(
      'tree/hosts-file-exists',
      `${path} is there already; containerd does not read it today and would with config_path set. Take it away, or move what it says into the mirrors of "${registry}" first.`,
    );
  }
  return {
    path,
    ...(before === undefined ? {} : { before }),
    text,
    edits: wholeText(text),
    changes: [],
  };
}

/** Inline settings go before `config_path` comes: both at once stop the CRI plugin (A.6, X3). */
function configFiles(tree: ConfigTree, there: ContainerdTree, target: Target): readonly FilePlan[] {
  const main = registryFile(there);
  const cleared = there.paths
    .filter((path) => tree[path] !== undefined)
    .map((path) => {
      const before = tree[path] ?? '';
      return joined(undefined, path, before, withoutInline(before, target));
    });
  const last = cleared.find(({ path }) => path === main);
  const { text, edits } = setConfigPath(last?.text ?? '', CERTS_FOLDER);
  const plan = { ...withoutInline('', target), text, edits, changes: [] };
  return [...cleared.filter(({ path }) => path !== main), joined(last, main, tree[main], plan)];
}

function compare(
  before: ConfigTree,
  after: ConfigTree,
  registry: string,
  options: TreeOptions,
): void {
  for (const suffix of [':1', `@${DIGEST}`]) {
    const image = `${probeImage(registry)}${suffix}`;
    const old = requests(explainPull(before, image, options));
    const now = requests(explainPull(after, image, options));
    if (old === now) continue;
    throw new MirrorConfError(
      'tree/other-requests',
      `The requests for "${registry}" would not stay the same as hosts.toml files. Before:\n${old}\nafter:\n${now}\nChange its mirrors by hand first.`,
    );
  }
}

function requests({ load, attempts }: PullPlan): string {
  const lines = attempts.map(
    ({ scheme, host, path, ns }) => `  ${scheme}://${host}${path}${ns === null ? '' : `?ns=${ns}`}`,
  );
  return load === 'ok' ? lines.join('\n') : `  (${load})`;
}
