// migrateToHosts: containerd's inline mirrors become hosts.toml files, and the requests stay the same.
import { keyRule } from '../../engines/containerd/imports.ts';
import { isStop } from '../../engines/outcome.ts';
import { field } from '../../engines/toml/data.ts';
import { MirrorConfError } from '../../model/error.ts';
import { before, parseTarget, type Target } from '../../model/target.ts';
import type { ConfigTree, TreeOptions } from '../../model/tree.ts';
import {
  CERTS_FOLDER,
  type ContainerdTree,
  newConfigText,
  readContainerdTree,
  refused,
  registryData,
  tryContainerdTree,
} from './containerd-tree.ts';
import { hostsFileOf } from './hosts-folder.ts';
import { type HostsReader, hostsText } from './hosts-text.ts';
import { inlineRegistries, inlineRegistry, movableTls, starRegistries } from './inline-settings.ts';
import { migrationRemarks } from './migration-remarks.ts';
import { planNamed } from './named-text.ts';
import { type PlanTask, tryWays } from './plan-task.ts';
import { registryPlaces } from './registry-places.ts';
import { dormantRemarks } from './remarks.ts';
import { assertSameRequests, otherRequests } from './same-requests.ts';
import { setConfigPath } from './setting.ts';
import {
  type FilePlan,
  type PlannedFiles,
  type TreePlan,
  treePlan,
  withChange,
  withFiles,
} from './tree-plan.ts';
import { disturbedSetting } from './undisturbed.ts';
import { withoutInline } from './without-inline.ts';

/** Nothing but a comment: a folder of its own keeps a registry from the one for all. */
const NO_MIRRORS = '# No mirrors: pulls go to the registry itself.\n';

/**
 * Turns `registry.mirrors` and `configs."host".tls` into hosts.toml files below one folder, sets
 * `config_path` to it and takes the inline settings out, in one plan; `auth` stays where it is. A
 * tree without inline settings is not changed.
 *
 * For every registry involved the requests before and after are compared by `explainPull` before
 * the plan is returned. What has no effect today is left out and said in `remarks`. Throws
 * `tree/refused` when containerd does not take the tree as it is, `tree/unmovable` for a registry
 * whose pulls all fail today, `tree/hosts-file-exists` when a hosts.toml that is not read today
 * stands in the way, `tree/not-a-folder` where a file does, `hosts/ipv6-in-header` for an IPv6
 * mirror on 1.x, `tree/repeated-endpoint` for a mirror that is listed twice, `tree/other-requests` when a registry's requests cannot be kept, `tree/disturbs`
 * when other settings cannot, and `target/other-engine` for another engine than containerd.
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
  if (!hasInline(there)) {
    return treePlan(tree, { files: [], remarks: migrationRemarks(there, []) }, target);
  }
  const first = migration(tree, there, [], target, options);
  const more = starRegistries(there, CERTS_FOLDER).filter(
    (host) => otherRequests(tree, withFiles(tree, first.files), host, options) !== undefined,
  );
  const planned = more.length === 0 ? first : migration(tree, there, more, target, options);
  assertSameRequests(tree, withFiles(tree, planned.files), more, options);
  return treePlan(tree, planned, target);
}

function hasInline(there: ContainerdTree): boolean {
  return there.settings.mirrors.size > 0 || movableTls(there).length > 0;
}

/** A folder for all registries, which is not read today, takes those without one of their own. */
function hasDefault({ fs }: ContainerdTree): boolean {
  return fs.stat(`${CERTS_FOLDER}/_default`) !== 'missing';
}

function migration(
  tree: ConfigTree,
  there: ContainerdTree,
  more: readonly string[],
  target: Target,
  options: TreeOptions,
): PlannedFiles {
  const registries = [...new Set([...inlineRegistries(there), ...more])];
  const hosts = hostsFiles(there, registries, target);
  const remarks = [
    ...migrationRemarks(there, registries),
    ...dormantRemarks(there.fs, CERTS_FOLDER),
  ];
  const read = (files: readonly FilePlan[]): ContainerdTree => {
    const now = tryContainerdTree(withFiles(tree, files), target, options);
    if (isStop(now)) throw refused(there.fs, now, target);
    return now;
  };
  const cleared = withoutInline(there, hosts, read);
  const current = field(registryData(there), 'config_path', keyRule(there.rules))?.origin;
  const ways = registryPlaces(there, current, newConfigText(target)).map(
    ({ path, naming }) =>
      (): PlannedFiles => {
        const files = withChange(cleared, there.fs, path, (text) =>
          planNamed(text ?? newConfigText(target), naming, (each) =>
            setConfigPath(each, CERTS_FOLDER),
          ),
        );
        // Inline settings go before `config_path` comes: both at once stop the CRI plugin (A.6, X3).
        const real = there.fs.resolve(path);
        const last = files.filter((file) => file.path === real);
        return { files: [...files.filter((file) => file.path !== real), ...last], remarks };
      },
  );
  const check: PlanTask['check'] = (_, { files }) => {
    assertMoved(there, read(files));
    assertSameRequests(tree, withFiles(tree, files), registries, options);
  };
  return tryWays({ tree, wanted: [], target, options, check }, ways);
}

function hostsFiles(
  there: ContainerdTree,
  registries: readonly string[],
  target: Target,
): readonly FilePlan[] {
  const reader: HostsReader = {
    needsHost: target.release !== undefined && before(target.release, [1, 7, 32]),
    bracketsInHeaders: there.rules.has('generation2'),
  };
  let files: readonly FilePlan[] = [];
  for (const registry of registries) {
    const written = hostsText(inlineRegistry(there, registry), reader);
    const path = hostsFileOf(there.fs, [CERTS_FOLDER], registry);
    const isShared = there.settings.mirrors.has('*') || hasDefault(there);
    const isNeeded = written !== '' || (registry !== '*' && isShared);
    if (!isNeeded && !there.fs.read(path)) continue;
    const text = written === '' ? NO_MIRRORS : written;
    files = withChange(files, there.fs, path, (old) => {
      if (old === text) return { text, edits: [] };
      if (old === undefined || old === '') return { text, edits: [{ start: 0, end: 0, text }] };
      throw new MirrorConfError(
        'tree/hosts-file-exists',
        `${path} is there already; containerd does not read it today and would with config_path set. Take it away, or move what it says into the mirrors of "${registry}" first.`,
      );
    });
  }
  return files;
}

function assertMoved(there: ContainerdTree, now: ContainerdTree): void {
  const path =
    now.settings.configPath === CERTS_FOLDER
      ? disturbedSetting(there, now, {
          registries: new Set(there.settings.mirrors.keys()),
          hosts: new Set(there.settings.configs.keys()),
        })
      : 'config_path';
  if (path === undefined) return;
  throw new MirrorConfError(
    'tree/disturbs',
    `The mirrors cannot be moved without "${path}" being another one than it should be. Put all registry settings into one section of one file first.`,
  );
}
