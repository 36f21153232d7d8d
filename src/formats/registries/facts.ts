// What rules ask of a registries.conf. Where engines refuse its form, it is read as it is meant: a
// table that should be an element of an array counts as one, and [[registries]] as [[registry]], so
// that one look finds all faults.
import type { Fix } from '../../model/diagnostic.ts';
import type { Node, TomlValue } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { stringEdit } from '../fixes.ts';
import { asElements, type RegistryElement } from './entries.ts';
import { bareName, hasCredentials, meantPrefix, schemeOf } from './names.ts';
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
  /** Who else in the file has a prefix or location. */
  readonly claims: () => Claims;
}

/** The registries of a file by their meant prefixes, and by the places that they stand for. */
interface Claims {
  readonly prefixes: ReadonlyMap<string, readonly Registry[]>;
  readonly places: ReadonlyMap<string, readonly Registry[]>;
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

/** Many rules ask for the registries of one file. */
const known = new WeakMap<OpenFile, readonly Registry[]>();

export function registriesOf(file: OpenFile): readonly Registry[] {
  let registries = known.get(file);
  if (!registries) {
    registries = readRegistries(file);
    known.set(file, registries);
  }
  return registries;
}

function readRegistries(file: OpenFile): readonly Registry[] {
  const root = rootOf(file);
  const singular = setting(root, 'registry') !== undefined;
  const tables = meantTables(root, singular ? 'registry' : 'registries', ['location', 'prefix']);
  let known: Claims | undefined;
  const claims = (): Claims => {
    known ??= claimsOf(registries);
    return known;
  };
  const registries = asElements(tables).map(
    (element): Registry => ({
      data: element.data,
      get node() {
        return element.node;
      },
      index: element.index,
      prefix: element.prefix,
      dropped: element.dropped,
      mirrors: meantTables(element, 'mirror', ['location']),
      claims,
    }),
  );
  return registries;
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
 * offered where it would repeat credentials or a query, or leave a scheme or blanks, which go first.
 */
export function respelling(title: string, safe: boolean, name: Name, text: string): readonly Fix[] {
  if (text === '' || hasCredentials(name.text) || /[?#]/.test(name.text)) return [];
  if (text !== text.trim() || schemeOf(text) !== '') return [];
  const free = isMirror(name) || isFree(name, text);
  return [{ title, safe: safe && free, edits: [stringEdit(name.node, text)] }];
}

/** Whether no other registry would have the same prefix, or the same location with other settings. */
function isFree({ key, registry }: Name, text: string): boolean {
  const serves = key === 'prefix' || prefixKey(registry) === 'location';
  const prefix = meantPrefix(serves ? text : registry.prefix);
  const place = bareName(key === 'location' ? text : locationOf(registry, 'location')) || prefix;
  const { prefixes, places } = registry.claims();
  const alike = prefixes.get(prefix) ?? [];
  const beside = places.get(place) ?? [];
  return (
    alike.every(({ index }) => index === registry.index) &&
    beside.every((other) =>
      ['insecure', 'blocked'].every((each) => isSet(other, each) === isSet(registry, each)),
    )
  );
}

function claimsOf(registries: readonly Registry[]): Claims {
  const prefixes = new Map<string, Registry[]>();
  const places = new Map<string, Registry[]>();
  const add = (claimed: Map<string, Registry[]>, name: string, registry: Registry): void => {
    const owners = claimed.get(name);
    if (owners) owners.push(registry);
    else claimed.set(name, [registry]);
  };
  for (const registry of registries) {
    add(prefixes, meantPrefix(registry.prefix), registry);
    add(places, bareName(locationOf(registry, 'location')) || bareName(registry.prefix), registry);
  }
  return { prefixes, places };
}
