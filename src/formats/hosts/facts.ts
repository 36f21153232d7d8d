// What rules ask of a hosts.toml: the tables that have settings, the URLs that stand for hosts, and
// what containerd makes of each.
import { isDialable } from '../../go/net.ts';
import type { Fix } from '../../model/diagnostic.ts';
import type { TextRange } from '../../text/edit.ts';
import {
  child,
  dataAt,
  isTable,
  keyRange,
  type Node,
  nodeKind,
  nodeRange,
  type TomlTable,
  type TomlValue,
  valueRange,
} from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { renaming, replacement, stringEdit } from '../fixes.ts';
import type { ReleaseRange } from '../rule.ts';
import { type Host, hostsOf, serverOf } from './entries.ts';
import type { SettingFault } from './faults.ts';
import { settingFaults } from './faults.ts';
import { hostUrl } from './host.ts';
import { settingName } from './release.ts';

/** The settings of a host, or of the registry's own server: those are at the root. */
export interface SettingsTable {
  readonly node: Node;
  readonly data: TomlTable;
  /** `undefined` at the root. */
  readonly host: Host | undefined;
}

/** One setting: where it stands and what it means. */
export interface Setting {
  readonly name: string;
  readonly node: Node;
  readonly value: TomlValue;
}

/** A URL of the file: the key of a host, or the `server`. */
export interface WrittenUrl {
  readonly text: string;
  readonly node: Node;
  readonly range: TextRange;
  /** `undefined` for the server. */
  readonly host: Host | undefined;
  readonly data: TomlTable;
}

/** What a host's settings are called. */
export const SETTINGS: readonly string[] = [
  'capabilities',
  'ca',
  'client',
  'skip_verify',
  'header',
  'override_path',
  'dial_timeout',
];

/** The releases that take only `[host."…"]` headers for hosts (engines.md B.4). */
export const SECOND_GENERATION: readonly ReleaseRange[] = [{ from: [2, 0, 0] }];
export const FIRST_GENERATION: readonly ReleaseRange[] = [{ before: [2, 0, 0] }];

/** The root, then every host, in text order. */
export function settingsTables(file: OpenFile): readonly SettingsTable[] {
  const root = { node: file.document.root, data: file.data, host: undefined };
  return [root, ...hostsOf(file).map((host) => ({ node: host.node, data: host.data, host }))];
}

/** A table's setting as the release looks it up. */
export function settingOf(
  { node, data }: Pick<SettingsTable, 'node' | 'data'>,
  key: string,
  file: OpenFile,
): Setting | undefined {
  const name = settingName(data, key, file);
  const value = name === undefined ? undefined : data[name];
  const own = name === undefined ? undefined : child(node, name);
  return name === undefined || value === undefined || !own ? undefined : { name, node: own, value };
}

/** The faults of one code in all tables, each with the setting that has it. */
export function faultsOf(
  code: string,
  file: OpenFile,
): readonly (SettingFault & { readonly setting: Setting; readonly table: SettingsTable })[] {
  return settingsTables(file).flatMap((table) =>
    settingFaults(table.data, file)
      .filter((fault) => fault.code === code)
      .flatMap((fault) => {
        const setting = settingOf(table, fault.name, file);
        return setting ? [{ ...fault, setting, table }] : [];
      }),
  );
}

/** The hosts' URLs in text order, then the server's. */
export function writtenUrls(file: OpenFile): readonly WrittenUrl[] {
  const hosts = hostsOf(file).map((host) => ({
    text: host.key,
    node: host.node,
    range: keyRange(host.node),
    host,
    data: host.data,
  }));
  const text = serverOf(file);
  const server = settingOf(settingsTable(file), 'server', file);
  if (text === undefined || !server) return hosts;
  const range = valueRange(server.node) ?? nodeRange(server.node);
  return [...hosts, { text, node: server.node, range, host: undefined, data: file.data }];
}

/** Why no request can go to a URL. */
export type UrlFault = 'no-url' | 'scheme' | 'slashes' | 'http-name' | 'no-host';

/**
 * `https://` goes before everything that does not begin with the four letters `http`, so that other
 * schemes become hosts and hosts that begin so become schemes (engines.md B.6).
 */
export function urlFault(text: string): UrlFault | undefined {
  const url = hostUrl(text);
  if (!url) return 'no-url';
  const written = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
  if (written !== undefined && !(text.startsWith('http') && /^https?$/i.test(written))) {
    return 'scheme';
  }
  if (url.scheme === 'http' || url.scheme === 'https') {
    if (!isDialable(url.host)) return 'no-host';
    if (url.host !== '') return undefined;
    return url.opaque !== '' || url.path !== '' ? 'slashes' : 'no-host';
  }
  return 'http-name';
}

/** Whether a URL is the server's in a file with hosts: one that is never reached keeps none from being asked. */
export function isSpareServer({ host }: WrittenUrl, file: OpenFile): boolean {
  return !host && hostsOf(file).length > 0;
}

/** Another URL where one stands; no fix where a host has it already. */
export function urlFix(
  title: string,
  safe: boolean,
  url: WrittenUrl,
  text: string,
): readonly Fix[] {
  if (!url.host) {
    const { start, end, text: written } = stringEdit(url.node, text);
    return replacement(title, safe, { start, end }, written);
  }
  // Whatever it is written as: a list of tables is in the way too.
  const taken = child(url.node.parent, text) !== undefined;
  return taken ? [] : renaming(title, safe, url.node, text);
}

/** The root as a table of settings. */
export function settingsTable(file: OpenFile): SettingsTable {
  return { node: file.document.root, data: file.data, host: undefined };
}

/** Whether a table has any of the settings that make containerd expect TLS. */
export function setsTls(table: SettingsTable, file: OpenFile): boolean {
  return ['ca', 'client', 'skip_verify'].some((key) => settingOf(table, key, file));
}

/** The capabilities of a host in lower case; `undefined` where it names none. */
export function capabilitiesOf(
  table: SettingsTable,
  file: OpenFile,
): readonly string[] | undefined {
  const value = settingOf(table, 'capabilities', file)?.value;
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((item) => (typeof item === 'string' ? [item.toLowerCase()] : []));
}

/** The table of hosts; `undefined` where the file has none or something else there. */
export function hostTableOf(file: OpenFile): SettingsTable | undefined {
  const node = child(file.document.root, 'host');
  const data = dataAt(file.data, ['host']);
  if (!node || !isTable(data) || nodeKind(node) !== 'table') return undefined;
  return { node, data, host: undefined };
}
