// How values of a later file meet those of an earlier one (engines.md A.8).
import type { Data, TableData } from '../toml/data.ts';

/**
 * Plugin tables from containerd 2 on: tables are joined at every depth; everything else, empty lists
 * and empty strings too, replaces what was there.
 */
export function mergeDeep(earlier: Data | undefined, later: Data): Data {
  if (earlier?.kind !== 'table' || later.kind !== 'table') return later;
  const entries = new Map(earlier.entries);
  for (const [key, value] of later.entries) entries.set(key, mergeDeep(entries.get(key), value));
  const merged: TableData = { ...earlier, entries };
  return merged;
}

/** The entries of both, each key's value the later one's. */
export function mergeKeys(
  earlier: ReadonlyMap<string, Data>,
  later: ReadonlyMap<string, Data>,
  join: (earlier: Data | undefined, later: Data) => Data,
): ReadonlyMap<string, Data> {
  const result = new Map(earlier);
  for (const [key, value] of later) result.set(key, join(result.get(key), value));
  return result;
}

/** The table with some entries put in place of those it has. */
export function withEntries(
  table: TableData,
  entries: Iterable<readonly [string, Data]>,
): TableData {
  return { ...table, entries: new Map([...table.entries, ...entries]) };
}
