// The config.toml that most people have: laid out as the engines print it, with nothing in a mirror's
// way. One look at its data tells that no rule that blocks additions has anything to find.
import { child, isTable, type TomlTable, type TomlValue, valueRange } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { isTextList } from '../shared.ts';
import { needsEmptyConfigPath, newestVersion } from './releases.ts';
import { V2_PLUGIN, V3_PLUGIN } from './section.ts';

const PLUGIN_NAME = /^io\.containerd(?:\.[^.]+){2,}$/;

/** Whether no rule that blocks additions finds anything. `false` says nothing. */
export function isOrdinary(file: OpenFile): boolean {
  const { data } = file;
  const { plugins, imports } = data;
  if (!hasExactly(data, ROOT_KEYS) || !isForAnyReader(file)) return false;
  if (!isEmptyList(data['disabled_plugins']) || !isEmptyList(data['required_plugins']))
    return false;
  if (imports !== undefined && !isTextList(imports)) return false;
  return isPlainVersion(file) && hasOrdinaryPlugins(plugins, data['version'] === 2);
}

/** Whether the release, where one is known, has no say in what the file means. */
function isForAnyReader({ data, document, target }: OpenFile): boolean {
  if (!target?.release) return true;
  if (Number(data['version']) > newestVersion(target.release)) return false;
  return !needsEmptyConfigPath(target) && document.constructs.length === 0;
}

const ROOT_KEYS = ['version', 'plugins', 'imports', 'disabled_plugins', 'required_plugins'];
const REGISTRY_KEYS = ['config_path', 'mirrors'];

/** Whether the table has no such key in another case, which some releases take for it. */
function hasExactly(table: TomlTable, keys: readonly string[]): boolean {
  return Object.keys(table).every((key) => keys.includes(key) || !keys.includes(key.toLowerCase()));
}

/** `2`, `3` or `4`, written with that one digit. */
function isPlainVersion({ data, document }: OpenFile): boolean {
  const { version } = data;
  if (version !== 2 && version !== 3 && version !== 4) return false;
  const node = child(document.root, 'version');
  const value = node && valueRange(node);
  return value !== undefined && value.end - value.start === 1;
}

function hasOrdinaryPlugins(plugins: TomlValue | undefined, isSecond: boolean): boolean {
  if (plugins === undefined) return true;
  if (!isTable(plugins) || !Object.keys(plugins).every((name) => PLUGIN_NAME.test(name)))
    return false;
  const owner = plugins[isSecond ? V2_PLUGIN : V3_PLUGIN];
  const other = plugins[isSecond ? V3_PLUGIN : V2_PLUGIN];
  if (other !== undefined && (!isTable(other) || hasAny(other, 'registry'))) return false;
  if (owner === undefined) return true;
  return isTable(owner) && hasExactly(owner, ['registry']) && isOrdinaryRegistry(owner['registry']);
}

function hasAny(table: TomlTable, key: string): boolean {
  return Object.keys(table).some((each) => each.toLowerCase() === key);
}

function isOrdinaryRegistry(registry: TomlValue | undefined): boolean {
  if (registry === undefined) return true;
  if (!isTable(registry) || !hasExactly(registry, REGISTRY_KEYS)) return false;
  const { config_path: configPath, mirrors } = registry;
  if (configPath !== undefined && configPath !== '') return false;
  return mirrors === undefined || (isTable(mirrors) && hasOrdinaryEntries(mirrors));
}

function hasOrdinaryEntries(mirrors: TomlTable): boolean {
  return Object.keys(mirrors).every((name) => {
    const entry = mirrors[name];
    if (!isTable(entry)) return false;
    const keys = Object.keys(entry);
    return keys.length === 0 || (keys.join() === 'endpoint' && isTextList(entry['endpoint']));
  });
}

function isEmptyList(value: TomlValue | undefined): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
