// What a TOML text says, as an engine's parser would have it, each value with the place it comes
// from. Data stays what it is through merges of several files.

/** A value's place: the file it was read from, and the offset of its header, key or item. */
export interface Origin {
  readonly path: string;
  readonly offset: number;
}

export interface TableData {
  readonly kind: 'table';
  readonly origin: Origin;
  readonly entries: ReadonlyMap<string, Data>;
  /** Written as `{ … }`. */
  readonly inline: boolean;
}

export interface ListData {
  readonly kind: 'list';
  readonly origin: Origin;
  readonly items: readonly Data[];
  /** Written as `[[…]]`. */
  readonly ofTables: boolean;
}

export interface StringData {
  readonly kind: 'string';
  readonly origin: Origin;
  readonly value: string;
}

export interface IntegerData {
  readonly kind: 'integer';
  readonly origin: Origin;
  readonly value: number;
}

export interface BooleanData {
  readonly kind: 'boolean';
  readonly origin: Origin;
  readonly value: boolean;
}

/** What no setting of any engine's mirrors is. */
export interface OtherData {
  readonly kind: 'float' | 'date';
  readonly origin: Origin;
}

export type Data = TableData | ListData | StringData | IntegerData | BooleanData | OtherData;

/** How an engine's decoder finds a struct's field among a table's keys. */
export type KeyRule =
  /** go-toml 1: the name, or the name in capitals. */
  | 'exact-or-capitals'
  /**
   * BurntSushi/toml, and go-toml 2 from a table that another decoding has sorted. Of several
   * spellings the name itself counts; with BurntSushi/toml that is not said.
   */
  | 'any-case'
  /** go-toml 2 from a file: of several spellings the last counts. */
  | 'any-case-last';

/** The value that a struct's field gets; keys of maps are looked up in `entries` instead. */
export function field(table: Data | undefined, name: string, rule: KeyRule): Data | undefined {
  if (table?.kind !== 'table') return undefined;
  const { entries } = table;
  const exact = entries.get(name);
  if (rule === 'exact-or-capitals') return exact ?? entries.get(name.toUpperCase());
  if (rule === 'any-case' && exact !== undefined) return exact;
  return spellings(table, name, rule).at(-1);
}

/** Every value that the decoder tries to put into a field. */
export function spellings(table: TableData, name: string, rule: KeyRule): readonly Data[] {
  if (rule === 'exact-or-capitals') {
    const found = field(table, name, rule);
    return found ? [found] : [];
  }
  const found: Data[] = [];
  for (const [key, value] of table.entries) {
    if (key === name || key.toLowerCase() === name) found.push(value);
  }
  return found;
}

export function stringField(
  table: Data | undefined,
  name: string,
  rule: KeyRule,
): StringData | undefined {
  const value = field(table, name, rule);
  return value?.kind === 'string' ? value : undefined;
}

export function isTrue(value: Data | undefined): boolean {
  return value?.kind === 'boolean' && value.value;
}

/** The entries of a table that an engine decodes into a map. */
export function mapEntries(value: Data | undefined): ReadonlyMap<string, Data> {
  return value?.kind === 'table' ? value.entries : NO_ENTRIES;
}

/** The strings of a list of strings. */
export function strings(value: Data | undefined): readonly StringData[] {
  return value?.kind === 'list' ? value.items.filter((item) => item.kind === 'string') : [];
}

/** An empty table that stands for what is not written. */
export function emptyTable(origin: Origin): TableData {
  return { kind: 'table', origin, entries: NO_ENTRIES, inline: false };
}

const NO_ENTRIES: ReadonlyMap<string, Data> = new Map();
