// Tables of registries.conf as the library reads them: keys in any case (engines.md C.2), locations
// without the slashes at their end (C.3).

import { withoutTrailingSlashes } from '../../text/trailing.ts';
import {
  child,
  elements,
  isTable,
  type Node,
  nodeKind,
  type TomlTable,
  type TomlValue,
} from '../../toml/index.ts';
import { settingName } from '../shared.ts';

/** A table with its place. */
export interface Table {
  readonly node: Node;
  readonly data: TomlTable;
}

/** The name that the table has a key under; the key itself when it has none. */
export function nameIn(data: TomlTable, key: string): string {
  return settingName(data, key, true) ?? key;
}

export function setting({ data }: Pick<Table, 'data'>, key: string): TomlValue | undefined {
  const name = settingName(data, key, true);
  return name === undefined ? undefined : data[name];
}

/** Where the key's value stands. */
export function settingNode({ node, data }: Table, key: string): Node | undefined {
  return child(node, nameIn(data, key));
}

/** The table under a key; `undefined` where none is. */
export function tableAt(table: Table, key: string): Table | undefined {
  const node = settingNode(table, key);
  const data = setting(table, key);
  return node && isTable(data) ? { node, data } : undefined;
}

/** A prefix or location; `''` for none. */
export function locationOf(table: Pick<Table, 'data'>, key: string): string {
  const value = setting(table, key);
  return typeof value === 'string' ? withoutTrailingSlashes(value) : '';
}

/** Whether a flag is set. `"true"` in quotes is meant so, and no engine takes it otherwise. */
export function isSet(table: Pick<Table, 'data'>, key: string): boolean {
  const value = setting(table, key);
  return value === true || (typeof value === 'string' && /^\s*true\s*$/i.test(value));
}

/** What image names are matched with: the prefix, or the location where none is written (C.3). */
export function prefixOf(table: Pick<Table, 'data'>): string {
  const written = setting(table, 'prefix');
  const own = typeof written === 'string' && written !== '';
  return locationOf(table, own ? 'prefix' : 'location');
}

/** The tables of an array in either spelling; items that are no tables are left out. */
export function tablesOf(array: Node | undefined, list: TomlValue | undefined): readonly Table[] {
  if (!array || nodeKind(array) !== 'array' || !Array.isArray(list)) return [];
  return list.flatMap((data, index) => (isTable(data) ? [new Item(array, index, data)] : []));
}

/** An element of an array; looks for its node when somebody asks. */
class Item implements Table {
  readonly data: TomlTable;
  private readonly array: Node;
  private readonly index: number;

  constructor(array: Node, index: number, data: TomlTable) {
    this.array = array;
    this.index = index;
    this.data = data;
  }

  get node(): Node {
    return elements(this.array)[this.index] ?? this.array;
  }
}
