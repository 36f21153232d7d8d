// Version 1 of the format, `[registries.search]` and its like, and what tells it from version 2
// (engines.md C.8).
import type { Fix } from '../../model/diagnostic.ts';
import { composeEdits } from '../../text/compose.ts';
import { applyEdits } from '../../text/edit.ts';
import {
  child,
  elements,
  insertElements,
  insertTree,
  isTable,
  type Node,
  openDocument,
  removeNodes,
  settle,
  type TomlTable,
  type TomlValue,
} from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { registriesOf, rootOf } from './facts.ts';
import { VERSION_1_TABLES } from './keys.ts';
import { hasCredentials, schemeOf } from './names.ts';
import { AUTH_HELPER_SINCE, isBefore } from './releases.ts';
import { locationOf, nameIn, setting, settingNode, tableAt } from './tables.ts';

/** A setting that belongs to one of the versions. */
export interface VersionMark {
  readonly name: string;
  readonly node: Node;
  readonly value: TomlValue;
}

const AUTH_HELPER = 'additional-layer-store-auth-helper';
const VERSION_2_KEYS = [
  'registry',
  'unqualified-search-registries',
  'credential-helpers',
  'short-name-mode',
  AUTH_HELPER,
  'aliases',
] as const;

/** The lists of version 1. */
export function version1Lists(file: OpenFile): readonly VersionMark[] {
  const root = rootOf(file);
  const owner = tableAt(root, 'registries');
  return VERSION_1_TABLES.flatMap((name): readonly VersionMark[] => {
    const table = owner && tableAt(owner, name);
    const node = table && settingNode(table, 'registries');
    const value = table && setting(table, 'registries');
    return node && value !== undefined ? [{ name, node, value }] : [];
  });
}

/** The settings of version 2. */
export function version2Settings(file: OpenFile): readonly VersionMark[] {
  const root = rootOf(file);
  const keys = VERSION_2_KEYS.filter(
    (name) => name !== AUTH_HELPER || !isBefore(file, AUTH_HELPER_SINCE),
  );
  return keys.flatMap((name): readonly VersionMark[] => {
    const node = settingNode(root, name);
    const value = setting(root, name);
    return node && value !== undefined && value !== '' ? [{ name, node, value }] : [];
  });
}

/** Whether a mark counts in every release; since 5.24 one without anything in it does too. */
export function isFilled({ value }: VersionMark): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return !isTable(value) || Object.keys(value).length > 0;
}

/** The same in version 2; nothing where version 2 has a say already, or a list is no list of hosts. */
export function conversion(file: OpenFile): readonly Fix[] {
  const { document } = file;
  const root = rootOf(file);
  const owner = settingNode(root, 'registries');
  const tables = convertedTables(file);
  if (!owner || !tables || setting(root, 'unqualified-search-registries')) return [];
  const search = listNamed('search', file);
  const removed = settle(removeNodes(document, [owner]).drafts);
  const after = openDocument(applyEdits(document.text, removed));
  const key = nameIn(file.data, 'registry');
  const array = child(after.root, key);
  const tree: TomlTable = {
    ...(search.length > 0 ? { 'unqualified-search-registries': [...search] } : {}),
    ...(!array && tables.length > 0 ? { [key]: [...tables] } : {}),
  };
  const added = array ? insertElements(array, elements(array).length, tables) : [];
  const edits = composeEdits(
    document.text,
    removed,
    settle([...insertTree(after.root, tree), ...added]),
  );
  return [{ title: 'Write it in version 2 of the format', safe: false, edits }];
}

/** The `[[registry]]` tables that say what the lists say (engines.md C.8). */
function convertedTables(file: OpenFile): readonly TomlTable[] | undefined {
  const hosts = version1Lists(file).flatMap(({ value }) => (Array.isArray(value) ? value : [0]));
  const plain = hosts.every(
    (host) => typeof host === 'string' && schemeOf(host) === '' && !hasCredentials(host),
  );
  const insecure = listNamed('insecure', file);
  const blocked = listNamed('block', file);
  const listed = [...new Set([...blocked, ...insecure])];
  const taken = registriesOf(file).some(({ prefix, data }) =>
    listed.some((host) => host === prefix || host === locationOf({ data }, 'location')),
  );
  if (!plain || taken) return undefined;
  return listed.map((location) => ({
    location,
    ...(insecure.includes(location) ? { insecure: true } : {}),
    ...(blocked.includes(location) ? { blocked: true } : {}),
  }));
}

function listNamed(name: string, file: OpenFile): readonly string[] {
  const value = version1Lists(file).find((list) => list.name === name)?.value;
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
