// What rules ask of a buildkitd.toml: its tables of hosts and the mirrors in them.
import type { Fix } from '../../model/diagnostic.ts';
import {
  child,
  children,
  elements,
  isTable,
  type Node,
  nodeKind,
  stringOf,
  type TomlTable,
  type TomlValue,
} from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { move, renaming } from '../fixes.ts';
import { addressOf } from './address.ts';
import { settingName } from './release.ts';
import { tableOf } from './settings.ts';

/** One `[registry."HOST"]`. */
export interface HostTable {
  readonly name: string;
  readonly node: Node;
  readonly data: TomlTable;
}

/** One setting: where it stands and what it means. */
export interface Setting {
  readonly name: string;
  readonly node: Node;
  readonly value: TomlValue;
}

/** One string of a `mirrors` list. */
export interface WrittenMirror {
  readonly text: string;
  readonly node: Node;
  readonly table: HostTable;
}

/** What a host's settings are called. */
export const SETTINGS: readonly string[] = [
  'mirrors',
  'http',
  'insecure',
  'ca',
  'keypair',
  'tlsconfigdir',
];

export function hostTables(file: OpenFile): readonly HostTable[] {
  const registry = child(file.document.root, 'registry');
  if (!registry || nodeKind(registry) !== 'table') return [];
  return [...children(registry)].flatMap(([name, node]) => {
    const data = tableOf(name, file);
    return data ? [{ name, node, data }] : [];
  });
}

/** A table's setting as the release looks it up. */
export function settingOf(
  { node, data }: HostTable,
  key: string,
  file: OpenFile,
): Setting | undefined {
  const name = settingName(data, key, file);
  const value = name === undefined ? undefined : data[name];
  const own = name === undefined ? undefined : child(node, name);
  return name === undefined || value === undefined || !own ? undefined : { name, node: own, value };
}

/** The mirrors of one table. */
export function mirrorsOf(table: HostTable, file: OpenFile): readonly WrittenMirror[] {
  const list = settingOf(table, 'mirrors', file);
  if (!list || nodeKind(list.node) !== 'array') return [];
  return elements(list.node).flatMap((node) => {
    const text = stringOf(node);
    return text === undefined ? [] : [{ text, node, table }];
  });
}

export function writtenMirrors(file: OpenFile): readonly WrittenMirror[] {
  return hostTables(file).flatMap((table) => mirrorsOf(table, file));
}

/** The hosts of a table's mirrors that have no table of their own. */
function hostsWithoutTable(table: HostTable, file: OpenFile): readonly string[] {
  const hosts = mirrorsOf(table, file).map(({ text }) => addressOf(text, file).host);
  return [...new Set(hosts)].filter((host) => host !== '' && !tableOf(host, file));
}

/** Settings moved from a registry's table into those of its mirrors. */
export function moveToMirrors(
  settings: readonly Setting[],
  table: HostTable,
  file: OpenFile,
): readonly Fix[] {
  const hosts = hostsWithoutTable(table, file);
  if (hosts.length === 0 || hosts.length < mirrorsOf(table, file).length) return [];
  const own = Object.fromEntries(settings.map(({ name, value }) => [name, value]));
  const registry = Object.fromEntries(hosts.map((host) => [host, own]));
  const nodes = settings.map(({ node }) => node);
  return move('Move it to the mirrors', false, file.document, nodes, { registry });
}

/** Another key for a host's table; no fix where one has it already. */
export function renamed(
  table: HostTable,
  safe: boolean,
  name: string,
  file: OpenFile,
): readonly Fix[] {
  const taken = tableOf(name, file) !== undefined;
  return taken ? [] : renaming(`Write "${name}"`, safe, table.node, name);
}

/** Whether the table names any mirror, in a list or otherwise. */
export function hasMirrors(table: HostTable, file: OpenFile): boolean {
  const value = settingOf(table, 'mirrors', file)?.value;
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

export function isTableOfSettings(value: TomlValue): boolean {
  return isTable(value) && SETTINGS.some((key) => Object.hasOwn(value, key));
}
