// A document's tables while its statements are put together, and the finished data.
import type { Data, ListData, Origin, TableData } from './data.ts';

/** A table, a list of `[[…]]` tables, or a finished value. */
export type Draft = DraftTable | DraftList | Data;

export interface DraftTable {
  readonly draft: 'table';
  readonly origin: Origin;
  readonly entries: Map<string, Draft>;
}

export interface DraftList {
  readonly draft: 'list';
  readonly origin: Origin;
  readonly items: DraftTable[];
}

export function draftTable(origin: Origin): DraftTable {
  return { draft: 'table', origin, entries: new Map() };
}

function isDraftTable(value: Draft | undefined): value is DraftTable {
  return value !== undefined && 'draft' in value && value.draft === 'table';
}

export function isDraftList(value: Draft | undefined): value is DraftList {
  return value !== undefined && 'draft' in value && value.draft === 'list';
}

/** The table that statements about a name go to: itself, or the last element of its list. */
export function tableOf(value: Draft | undefined): DraftTable | undefined {
  if (isDraftTable(value)) return value;
  return isDraftList(value) ? value.items.at(-1) : undefined;
}

/**
 * The table at a path, made where it is missing; `undefined` when a value that is no table is in the
 * way.
 */
export function descend(
  root: DraftTable,
  keys: readonly string[],
  origin: Origin,
): DraftTable | undefined {
  let table = root;
  for (const key of keys) {
    const next = table.entries.get(key);
    if (next === undefined) {
      const made = draftTable(origin);
      table.entries.set(key, made);
      table = made;
      continue;
    }
    const found = tableOf(next);
    if (!found) return undefined;
    table = found;
  }
  return table;
}

/** A new last element of the list at a path; `undefined` when something else is there. */
export function append(parent: DraftTable, key: string, origin: Origin): DraftTable | undefined {
  const list = parent.entries.get(key) ?? { draft: 'list', origin, items: [] };
  if (!isDraftList(list)) return undefined;
  const table = draftTable(origin);
  list.items.push(table);
  parent.entries.set(key, list);
  return table;
}

export function finish(table: DraftTable): TableData {
  const entries = new Map<string, Data>();
  for (const [key, value] of table.entries) entries.set(key, finishAny(value));
  return { kind: 'table', origin: table.origin, entries, inline: false };
}

function finishAny(value: Draft): Data {
  if (isDraftTable(value)) return finish(value);
  if (!isDraftList(value)) return value;
  const list: ListData = {
    kind: 'list',
    origin: value.origin,
    items: value.items.map(finish),
    ofTables: true,
  };
  return list;
}
