// What rules ask of a registries.conf. It is read as it is meant: a table that should be an element
// of an array counts as one, and so does one below a plural, so that one look finds all faults.
import type { Fix } from '../../model/diagnostic.ts';
import type { Node, TomlValue } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { stringEdit } from '../fixes.ts';
import { asElements, type RegistryElement } from './entries.ts';
import { bareName, hasCredentials, meantPrefix } from './names.ts';
import {
  isSet,
  locationOf,
  setting,
  settingNode,
  type Table,
  tableAt,
  tablesOf,
} from './tables.ts';

export interface Registry extends RegistryElement {
  readonly mirrors: readonly Table[];
}

/** A prefix or location that is written as a string. */
export interface Name {
  readonly key: 'prefix' | 'location';
  readonly text: string;
  readonly node: Node;
  /** The mirror or registry that has it. */
  readonly table: Table;
  readonly registry: Registry;
}

export function rootOf(file: OpenFile): Table {
  return { node: file.document.root, data: file.data };
}

export function registriesOf(file: OpenFile): readonly Registry[] {
  const root = rootOf(file);
  const singular = setting(root, 'registry') !== undefined;
  const tables = meantTables(root, singular ? 'registry' : 'registries', ['location', 'prefix']);
  return asElements(tables).map((element) => ({ ...element, mirrors: mirrorsOf(element) }));
}

function mirrorsOf(element: Table): readonly Table[] {
  const singular = setting(element, 'mirror') !== undefined;
  return meantTables(element, singular ? 'mirror' : 'mirrors', ['location']);
}

/** The array's tables; a table that has one of the keys of an element counts as the only one. */
function meantTables(owner: Table, key: string, own: readonly string[]): readonly Table[] {
  const table = tableAt(owner, key);
  if (!table) return tablesOf(settingNode(owner, key), setting(owner, key));
  return own.some((each) => typeof setting(table, each) === 'string') ? [table] : [];
}

/** The prefixes and locations of all registries and mirrors. */
export function namesOf(file: OpenFile): readonly Name[] {
  return registriesOf(file).flatMap((registry) => [
    ...nameOf('prefix', registry, registry),
    ...nameOf('location', registry, registry),
    ...registry.mirrors.flatMap((mirror) => nameOf('location', mirror, registry)),
  ]);
}

/** What images are matched with: a registry's prefix, or its location where it has none. */
export function prefixesOf(file: OpenFile): readonly Name[] {
  return registriesOf(file).flatMap((registry) => nameOf(prefixKey(registry), registry, registry));
}

/** What takes the place of a prefix: mirrors' locations, and those of registries that differ. */
export function targetsOf(file: OpenFile): readonly Name[] {
  return registriesOf(file).flatMap((registry) => {
    const mirrors = registry.mirrors.flatMap((mirror) => nameOf('location', mirror, registry));
    const own = nameOf('location', registry, registry);
    return [...own.filter(({ text }) => bareName(text) !== bareName(registry.prefix)), ...mirrors];
  });
}

export function isMirror({ table, registry }: Name): boolean {
  return table !== registry;
}

function prefixKey(registry: Registry): 'prefix' | 'location' {
  const prefix = setting(registry, 'prefix');
  return typeof prefix === 'string' && prefix !== '' ? 'prefix' : 'location';
}

function nameOf(key: 'prefix' | 'location', table: Table, registry: Registry): readonly Name[] {
  const text: TomlValue | undefined = setting(table, key);
  const node = settingNode(table, key);
  return typeof text === 'string' && node ? [{ key, text, node, table, registry }] : [];
}

/**
 * The name spelled otherwise. Never safe where another registry of the file is in the way, and not
 * offered where it would repeat credentials.
 */
export function respelling(
  title: string,
  safe: boolean,
  name: Name,
  text: string,
  file: OpenFile,
): readonly Fix[] {
  if (text === '' || hasCredentials(name.text)) return [];
  const free = isMirror(name) || isFree(name, text, file);
  return [{ title, safe: safe && free, edits: [stringEdit(name.node, text)] }];
}

/** Whether no other registry would have the same prefix, or the same location with other settings. */
function isFree({ key, registry }: Name, text: string, file: OpenFile): boolean {
  const serves = key === 'prefix' || prefixKey(registry) === 'location';
  const prefix = meantPrefix(serves ? text : registry.prefix);
  const location = bareName(key === 'location' ? text : locationOf(registry, 'location')) || prefix;
  return registriesOf(file).every((other) => {
    if (other.index === registry.index) return true;
    const place = bareName(locationOf(other, 'location')) || bareName(other.prefix);
    const agree = ['insecure', 'blocked'].every(
      (each) => isSet(other, each) === isSet(registry, each),
    );
    return meantPrefix(other.prefix) !== prefix && (place !== location || agree);
  });
}
