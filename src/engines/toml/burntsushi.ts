// Which tables and keys BurntSushi/toml lets a text name twice, and what comes of it (engines.md C.3,
// C.11). Beside the data it keeps, by path, which names are lists and which are only implied.
import type { Data, Origin, TableData } from './data.ts';
import {
  append,
  type Draft,
  type DraftTable,
  draftTable,
  finish,
  isDraftList,
  tableOf,
} from './draft.ts';
import { type Fault, type Statements, tooDeep } from './statements.ts';
import { readValue } from './values.ts';

type Path = readonly string[];

/** A text that is being read. */
interface Reading {
  readonly root: DraftTable;
  /** Paths of what was last said to be a list in brackets: another value takes its place. */
  readonly lists: Set<string>;
  /** Paths of tables that nothing has named by themselves yet: the next to name them finds them. */
  readonly implied: Set<string>;
  /** Since 1.6 a list is not replaced either. */
  readonly keepsLists: boolean;
}

export function buildBurntSushi(statements: Statements, path: string): TableData | Fault {
  const reading: Reading = {
    root: draftTable({ path, offset: 0 }),
    lists: new Set(),
    implied: new Set(),
    keepsLists: statements.parser === 'BurntSushi 1.6',
  };
  const context = { text: statements.text, path, parser: statements.parser };
  let current: Path = [];
  for (const statement of statements.list) {
    const { keys, offset } = statement;
    const origin = { path, offset };
    if (statement.kind !== 'entry') {
      if (!open(reading, keys, origin, statement.kind === 'array'))
        return alreadyThere(keys, offset);
      reading.lists.delete(nameOf(keys));
      current = keys;
      continue;
    }
    const value = readValue(context, statement.value);
    if (!value) return tooDeep(offset);
    let above = current;
    for (const key of keys.slice(0, -1)) {
      above = [...above, key];
      if (!imply(reading, above, origin)) return alreadyThere(keys, offset);
    }
    if (!assign(reading, [...above, keys.at(-1) ?? ''], value)) return alreadyThere(keys, offset);
  }
  return finish(reading.root);
}

/** The table at a path, or a new last one of a list of tables; false when something is in the way. */
function open(reading: Reading, path: Path, origin: Origin, list: boolean): boolean {
  let table = reading.root;
  for (const [at, key] of path.slice(0, -1).entries()) {
    if (!table.entries.has(key)) {
      reading.implied.add(nameOf(path.slice(0, at + 1)));
      table.entries.set(key, draftTable(origin));
    }
    const next = tableOf(table.entries.get(key));
    if (!next) return false;
    table = next;
  }
  if (list) return append(table, path.at(-1) ?? '', origin) !== undefined;
  return put(reading, path, draftTable(origin));
}

/** A table that one dotted key or an inline table leads into; named twice it is no implied one. */
function imply(reading: Reading, path: Path, origin: Origin): boolean {
  reading.implied.add(nameOf(path));
  return open(reading, path, origin, false);
}

function assign(reading: Reading, path: Path, value: Data): boolean {
  const { lists, implied } = reading;
  const name = nameOf(path);
  if (value.kind === 'table') {
    if (!imply(reading, path, value.origin)) return false;
    for (const [key, inner] of value.entries) {
      if (!assign(reading, [...path, key], inner)) return false;
    }
  } else if (value.kind === 'list') {
    lists.add(name);
    if (hasTable(value)) {
      const there = parentOf(reading, path)?.entries.get(path.at(-1) ?? '');
      if (there && !isDraftList(there)) return false;
      if (there) implied.add(name);
    }
  }
  if (!put(reading, path, value)) return false;
  if (value.kind !== 'list') lists.delete(name);
  return true;
}

/** Gives a name its value, or leaves it what it is implied to be. */
function put(reading: Reading, path: Path, value: Draft): boolean {
  const parent = parentOf(reading, path);
  if (!parent) return false;
  const key = path.at(-1) ?? '';
  if (!parent.entries.has(key)) {
    parent.entries.set(key, value);
    return true;
  }
  const name = nameOf(path);
  const wasImplied = reading.implied.delete(name);
  if (!reading.lists.has(name)) return wasImplied;
  if (reading.keepsLists && !wasImplied) return false;
  parent.entries.set(key, value);
  return true;
}

function parentOf({ root }: Reading, path: Path): DraftTable | undefined {
  let table: DraftTable | undefined = root;
  for (const key of path.slice(0, -1)) table = table && tableOf(table.entries.get(key));
  return table;
}

function hasTable(value: Data): boolean {
  return value.kind === 'table' || (value.kind === 'list' && value.items.some(hasTable));
}

function nameOf(path: Path): string {
  return JSON.stringify(path);
}

function alreadyThere(keys: Path, offset: number): Fault {
  return { message: `Key '${keys.join('.')}' has already been defined`, offset };
}
