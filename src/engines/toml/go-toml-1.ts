// Which tables and keys go-toml 1 lets a text name twice, and what comes of it (engines.md A.11).
import type { TableData } from './data.ts';
import {
  append,
  type DraftTable,
  descend,
  draftTable,
  finish,
  isDraftList,
  tableOf,
} from './draft.ts';
import {
  type Assignment,
  type Fault,
  type Header,
  type Statements,
  tooDeep,
} from './statements.ts';
import { readValue } from './values.ts';

/**
 * It compares headers by their spelling: `[a.b]` and `[a."b"]` are both taken and share a table, and
 * so do a header and dotted keys. A key has its value once.
 */
export function buildGoToml1(statements: Statements, path: string): TableData | Fault {
  const root = draftTable({ path, offset: 0 });
  const context = { text: statements.text, path, parser: statements.parser };
  const seen = new Set<string>();
  let current: readonly string[] = [];
  for (const statement of statements.list) {
    const origin = { path, offset: statement.offset };
    if (statement.kind === 'entry') {
      const value = readValue(context, statement.value);
      if (!value) return tooDeep(statement.offset);
      const target = descend(root, [...current, ...statement.keys.slice(0, -1)], origin);
      const key = statement.keys.at(-1) ?? '';
      if (!target) return inTheWay(statement);
      if (target.entries.has(key)) return twice(statement);
      target.entries.set(key, value);
      continue;
    }
    const fault = openTable(root, statement, seen, path);
    if (fault) return fault;
    current = statement.keys;
  }
  return finish(root);
}

function openTable(
  root: DraftTable,
  header: Header,
  seen: Set<string>,
  path: string,
): Fault | undefined {
  const origin = { path, offset: header.offset };
  if (header.kind === 'table') {
    if (seen.has(header.raw)) return { message: 'duplicated tables', offset: header.offset };
    seen.add(header.raw);
    return descend(root, header.keys, origin) ? undefined : inTheWay(header);
  }
  const parent = descend(root, header.keys.slice(0, -1), origin);
  const key = header.keys.at(-1) ?? '';
  const there = parent?.entries.get(key);
  if (!parent || (there && !isDraftList(there) && tableOf(there))) return inTheWay(header);
  if (!append(parent, key, origin)) return inTheWay(header);
  for (const raw of seen) if (raw.startsWith(`${header.raw}.`)) seen.delete(raw);
  seen.add(header.raw);
  return undefined;
}

function twice(statement: Assignment): Fault {
  return {
    message: `the key ${statement.keys.join('.')} was defined twice`,
    offset: statement.offset,
  };
}

function inTheWay(statement: Header | Assignment): Fault {
  return {
    message: `${statement.keys.join('.')} leads through something that is no table, or is an inline one`,
    offset: statement.offset,
  };
}
