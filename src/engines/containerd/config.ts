// containerd's configuration as one: files merged, versions judged, old sections migrated
// (engines.md A.2, A.3, A.8).

import { isDuration } from '../../go/duration.ts';
import type { FileSystem } from '../filesystem.ts';
import { fatal, isStop, panic, type Stop } from '../outcome.ts';
import {
  field,
  mapEntries,
  type StringData,
  stringField,
  strings,
  type TableData,
} from '../toml/data.ts';
import { keyRule, type LoadedFile, loadFiles } from './imports.ts';
import { mergeDeep, mergeKeys } from './merge.ts';
import { migrateNames, migrateSections, type Plugins } from './migrate.ts';
import { fullName } from './names.ts';
import type { ContainerdRules } from './versions.ts';

export interface ContainerdConfig {
  /** In the order in which they were loaded. */
  readonly files: readonly LoadedFile[];
  /** What decides how sections are named; of containerd 1: of the last file that has one. */
  readonly version: number;
  readonly plugins: Plugins;
  readonly disabled: readonly StringData[];
  readonly required: readonly StringData[];
}

export function loadConfig(fs: FileSystem, rules: ContainerdRules): ContainerdConfig | Stop {
  const files = loadFiles(fs, rules);
  if (isStop(files)) return files;
  const merged = mergeFiles(files, rules);
  if (isStop(merged)) return merged;
  const refusal = rules.has('generation2') ? refusal2(merged, rules) : refusal1(merged, rules);
  if (refusal) return refusal;
  for (const file of files) {
    for (const [name, value] of mapEntries(field(file.root, 'timeouts', keyRule(rules)))) {
      if (value.kind === 'string' && !isDuration(value.value)) {
        return fatal(`the timeout "${name}" is no duration`, value.origin);
      }
    }
  }
  const unknown = logFault(files, rules);
  if (unknown) return unknown;
  if (!rules.has('generation2') || rules.has('migratesEachFile') || merged.version >= 3)
    return merged;
  if (merged.version < 0) return negativeVersion(files);
  const plugins = migrateSections(merged.plugins, rules);
  return isStop(plugins) ? plugins : { ...merged, plugins };
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'warning', 'error', 'fatal', 'panic'];
const LOG_FORMATS = ['text', 'json'];

/** A level or format of the daemon's own log that it does not know, of the last file that names one. */
function logFault(files: readonly LoadedFile[], rules: ContainerdRules): Stop | undefined {
  const last = (name: string): StringData | undefined =>
    files
      .map(({ root }) => stringField(field(root, 'debug', keyRule(rules)), name, keyRule(rules)))
      .findLast((value) => value && value.value !== '');
  const level = last('level');
  if (level && !LOG_LEVELS.includes(level.value.toLowerCase())) {
    return fatal(`"${level.value}" is no level of a log`, level.origin);
  }
  const format = last('format');
  if (format && !LOG_FORMATS.includes(format.value)) {
    return fatal(`"${format.value}" is no format of a log`, format.origin);
  }
  return undefined;
}

function mergeFiles(files: readonly LoadedFile[], rules: ContainerdRules): ContainerdConfig | Stop {
  const second = rules.has('generation2');
  let version = second ? rules.newestVersion : 1;
  let plugins: Plugins = new Map();
  for (const file of files) {
    const own = second ? ownPlugins2(file, files, rules, version) : pluginsOf(file, rules);
    if (isStop(own)) return own;
    plugins = mergeKeys(plugins, own, second ? mergeDeep : (_, later) => later);
    version = mergedVersion(file, rules, version);
  }
  const listed = (name: string): readonly StringData[] =>
    files.flatMap((file) => pluginList(file, name, rules));
  const disabled = listed('disabled_plugins');
  return { files, version, plugins, disabled, required: listed('required_plugins') };
}

function pluginsOf(file: LoadedFile, rules: ContainerdRules): Plugins {
  return mapEntries(field(file.root, 'plugins', keyRule(rules)));
}

/** The plugins of one file as containerd 2 joins them with those of the files before it. */
function ownPlugins2(
  file: LoadedFile,
  files: readonly LoadedFile[],
  rules: ContainerdRules,
  version: number,
): Plugins | Stop {
  const plugins = pluginsOf(file, rules);
  const old = file.version === 0 || file.version === 1;
  if (!rules.has('migratesEachFile')) {
    // Straight to the version reached so far, and only the names: the sections wait for a migration
    // that then finds nothing to do (A.2).
    if (old && version > rules.newestVersion) return noMigration(file, version);
    return old && version > 1 ? migrateNames(plugins) : plugins;
  }
  const main = files.find((each) => each.version !== 0)?.version ?? 0;
  if (!rules.has('newerDropIns') && file.version > main) {
    return fatal(
      `the drop-in's config version ${file.version} is higher than that of the main file, ${main}`,
      versionOrigin(file),
    );
  }
  if (file.version < 0) return negativeVersion([file]);
  if (file.version >= rules.newestVersion) return plugins;
  if (!old) return migrateSections(plugins, rules);
  const before = file.version === 0 ? migrateSections(plugins, rules) : plugins;
  return isStop(before) ? before : migrateSections(migrateNames(before), rules);
}

/** A file without version adopts the one reached so far; containerd 2.3 on bring each to the newest. */
function mergedVersion(file: LoadedFile, rules: ContainerdRules, version: number): number {
  if (!rules.has('generation2')) return file.version || version;
  if (rules.has('migratesEachFile')) return Math.max(file.version, version);
  return file.version === 0 || file.version === 1 ? Math.max(version, file.version) : file.version;
}

/** Of version 1 files containerd 2 completes the names. */
function pluginList(file: LoadedFile, key: string, rules: ContainerdRules): readonly StringData[] {
  const list = strings(field(file.root, key, keyRule(rules)));
  const old = file.version === 0 || file.version === 1;
  if (!rules.has('generation2') || !old) return list;
  return list.map((item) => ({ ...item, value: fullName(item.value) }));
}

function refusal1(config: ContainerdConfig, rules: ContainerdRules): Stop | undefined {
  const { version } = config;
  if (version < 2) return undefined;
  if (version > rules.newestVersion) return tooNew(config, rules);
  for (const item of [...config.disabled, ...config.required]) {
    if (!isUri(item.value, rules)) return notUri(item.value, item.origin);
  }
  for (const [name, value] of config.plugins) {
    if (!isUri(name, rules)) return notUri(name, value.origin);
  }
  return undefined;
}

function refusal2(config: ContainerdConfig, rules: ContainerdRules): Stop | undefined {
  if (config.version > rules.newestVersion) return tooNew(config, rules);
  const short = [...config.disabled, ...config.required].find((item) => !item.value.includes('.'));
  return short && notUri(short.value, short.origin);
}

function isUri(name: string, rules: ContainerdRules): boolean {
  const parts = name.split('.');
  if (!rules.has('pluginPrefix')) return parts.length >= 4;
  return name.startsWith('io.containerd.') && parts.length >= 4;
}

function notUri(name: string, origin: TableData['origin']): Stop {
  return fatal(
    `"${name}" is no full plugin name such as "io.containerd.grpc.v1.cri", as config version 2 on wants it`,
    origin,
  );
}

function tooNew(config: ContainerdConfig, rules: ContainerdRules): Stop {
  const file =
    config.files.findLast((each) => each.version === config.version) ?? config.files.at(-1);
  return fatal(
    `config version ${config.version} is higher than ${rules.newestVersion}, the highest that this release takes`,
    file && versionOrigin(file),
  );
}

/** Nobody looks at the version reached before a file is brought to it. */
function noMigration(file: LoadedFile, version: number): Stop {
  return panic(
    'start',
    `bringing a file without version to version ${version}, which this release does not know, crashes the daemon`,
    versionOrigin(file),
  );
}

function negativeVersion(files: readonly LoadedFile[]): Stop {
  const file = files.find((each) => each.version < 0);
  return panic(
    'start',
    'a negative config version crashes the daemon',
    file && versionOrigin(file),
  );
}

function versionOrigin(file: LoadedFile): TableData['origin'] {
  const version = file.root.entries.get('version');
  return version?.origin ?? { path: file.path, offset: 0 };
}
