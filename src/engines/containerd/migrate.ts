// How containerd 2 carries the sections of older config versions into those of the current one
// (engines.md A.1, A.2, A.6). What it does not carry over is dead.
import { panic, type Stop } from '../outcome.ts';
import { type Data, emptyTable, type TableData } from '../toml/data.ts';
import { withEntries } from './merge.ts';
import { CRI_IMAGES, CRI_RUNTIME, CRI_V2, fullName } from './names.ts';
import type { ContainerdRules } from './versions.ts';

export type Plugins = ReadonlyMap<string, Data>;

/** The two roots that containerd 2.2 on take for an unset `config_path`. */
export const TWO_ROOTS = '/etc/containerd/certs.d:/etc/docker/certs.d';

/** What moves from the CRI plugin's own table into the one that pulls images. */
const IMAGE_KEYS = [
  'registry',
  'image_decryption',
  'max_concurrent_downloads',
  'image_pull_progress_timeout',
  'image_pull_with_sync_fs',
  'stats_collect_period',
];
/** What moves there from its `containerd` table, but only when that has `runtimes`. */
const SNAPSHOT_KEYS = ['snapshotter', 'disable_snapshot_annotations', 'discard_unpacked_layers'];
/** What stays. */
const SERVER_KEYS = [
  'disable_tcp_service',
  'stream_server_address',
  'stream_server_port',
  'stream_idle_timeout',
  'enable_tls_streaming',
  'x509_key_pair_streaming',
];

/** The short plugin names of version 1 in full. */
export function migrateNames(plugins: Plugins): Plugins {
  return new Map([...plugins].map(([name, value]) => [fullName(name), value]));
}

/** The version 2 section in the version 3 sections; a plugin that is no table crashes the daemon. */
export function migrateSections(plugins: Plugins, rules: ContainerdRules): Plugins | Stop {
  const task = plugins.get('io.containerd.runtime.v2.task');
  if (task && task.kind !== 'table') {
    return panic('start', 'the migration wants a table here, and the daemon crashes', task.origin);
  }
  const source = plugins.get(CRI_V2);
  if (source === undefined) return plugins;
  const crooked = firstCrooked(source, plugins.get(CRI_IMAGES));
  if (crooked || source.kind !== 'table') {
    return panic(
      'start',
      'the migration wants a table here, and the daemon crashes',
      crooked?.origin,
    );
  }
  const binDir = binDirOf(source, rules);
  if (binDir && binDir.kind !== 'string') {
    return panic(
      'start',
      'the migration wants a string here, and the daemon crashes',
      binDir.origin,
    );
  }
  return new Map([
    ...plugins,
    [CRI_IMAGES, migrateImages(source, plugins.get(CRI_IMAGES), rules)],
    [CRI_RUNTIME, migrateRuntime(source, plugins.get(CRI_RUNTIME), rules)],
    [CRI_V2, withOnly(source, SERVER_KEYS)],
  ]);
}

function migrateImages(
  source: TableData,
  there: Data | undefined,
  rules: ContainerdRules,
): TableData {
  const images = there?.kind === 'table' ? there : emptyTable(source.origin);
  const moved = pick(source, IMAGE_KEYS);
  const runtimes = source.entries.get('containerd');
  const snapshots =
    runtimes?.kind === 'table' && runtimes.entries.has('runtimes')
      ? pick(runtimes, SNAPSHOT_KEYS)
      : [];
  const result = withEntries(images, [...moved, ...snapshots, ...pinned(source, images)]);
  const registry = result.entries.get('registry');
  if (!registry || rules.has('lateConfigPath') || !rules.has('builtInConfigPath')) return result;
  return withEntries(result, [['registry', withTwoRoots(registry)]]);
}

/** The image of pods' own container becomes one of several that are kept. */
function pinned(source: TableData, images: TableData): [string, Data][] {
  const sandbox = source.entries.get('sandbox_image');
  if (!sandbox) return [];
  const there = images.entries.get('pinned_images');
  const table = there?.kind === 'table' ? there : emptyTable(sandbox.origin);
  return [['pinned_images', withEntries(table, [['sandbox', sandbox]])]];
}

/**
 * containerd 2.2.0 and 2.2.1 put the two roots where a version 2 file says `""`, by whichever name of
 * the section (A.6).
 */
function withTwoRoots(registry: Data): Data {
  const path = registry.kind === 'table' ? registry.entries.get('config_path') : undefined;
  if (registry.kind !== 'table' || path?.kind !== 'string' || path.value !== '') return registry;
  return withEntries(registry, [['config_path', { ...path, value: TWO_ROOTS }]]);
}

function migrateRuntime(
  source: TableData,
  there: Data | undefined,
  rules: ContainerdRules,
): TableData {
  const runtime = there?.kind === 'table' ? there : emptyTable(source.origin);
  const elsewhere = new Set([...IMAGE_KEYS, ...SERVER_KEYS, 'sandbox_image', 'cni', 'containerd']);
  const entries = new Map([...source.entries].filter(([key]) => !elsewhere.has(key)));
  const containerd = source.entries.get('containerd');
  const own = runtime.entries.get('containerd');
  if (containerd?.kind === 'table') {
    const carried = [...containerd.entries].filter(([key]) => !SNAPSHOT_KEYS.includes(key));
    const kept = own?.kind === 'table' ? own.entries : [];
    entries.set('containerd', { ...containerd, entries: new Map([...carried, ...kept]) });
  }
  const cni = source.entries.get('cni');
  if (cni?.kind === 'table') {
    entries.set('cni', migrateCni(cni, runtime.entries.get('cni'), binDirOf(source, rules)));
  }
  const merged = new Set(['containerd', 'cni']);
  const kept = [...runtime.entries].filter(([key]) => !entries.has(key) || !merged.has(key));
  return { ...runtime, entries: new Map([...entries, ...kept]) };
}

/** What the newer section says stays, but for the list that `bin_dir` is turned into. */
function migrateCni(cni: TableData, there: Data | undefined, binDir: Data | undefined): TableData {
  const own = there?.kind === 'table' ? there.entries : [];
  const carried = [...cni.entries].filter(([key]) => key !== 'bin_dir' || !binDir);
  const entries = new Map([...carried, ...own]);
  if (binDir) {
    entries.set('bin_dirs', {
      kind: 'list',
      origin: binDir.origin,
      items: [binDir],
      ofTables: false,
    });
  }
  return { ...cni, entries };
}

/** What containerd 2.1 on make a list of. */
function binDirOf(source: Data, rules: ContainerdRules): Data | undefined {
  const cni = source.kind === 'table' ? source.entries.get('cni') : undefined;
  return rules.has('binDirs') && cni?.kind === 'table' ? cni.entries.get('bin_dir') : undefined;
}

/** The first value that the migration takes for a table without looking. */
function firstCrooked(source: Data, images: Data | undefined): Data | undefined {
  const containerd = source.kind === 'table' ? source.entries.get('containerd') : undefined;
  const runtimes = containerd?.kind === 'table' ? containerd.entries.get('runtimes') : undefined;
  const each = runtimes?.kind === 'table' ? [...runtimes.entries.values()] : [];
  const pinned = images?.kind === 'table' ? images.entries.get('pinned_images') : undefined;
  return [source, images, containerd, runtimes, pinned, ...each].find(
    (value) => value !== undefined && value.kind !== 'table',
  );
}

function pick(table: TableData, keys: readonly string[]): [string, Data][] {
  return keys.flatMap((key) => {
    const value = table.entries.get(key);
    return value ? [[key, value] as [string, Data]] : [];
  });
}

function withOnly(table: TableData, keys: readonly string[]): TableData {
  return { ...table, entries: new Map(pick(table, keys)) };
}
