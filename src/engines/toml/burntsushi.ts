// Which tables and keys BurntSushi/toml lets a text name twice (engines.md C.3, C.11).
import type { TableData } from './data.ts';
import { append, type DraftTable, draftTable, finish, isDraftTable, tableOf } from './draft.ts';
import { type Fault, type Statements, tooDeep } from './statements.ts';
import { readValue } from './values.ts';

export function buildBurntSushi(statements: Statements, path: string): TableData | Fault {
  const root = draftTable({ path, offset: 0 });
  const context = { text: statements.text, path, parser: statements.parser };
  /** Tables that nothing has named by themselves yet: they may still get a header. */
  const implied = new Set<DraftTable>();
  let current = root;
  for (const { kind, keys, offset, ...rest } of statements.list) {
    const origin = { path, offset };
    const last = keys.at(-1) ?? '';
    let parent: DraftTable | undefined = kind === 'entry' ? current : root;
    for (const key of keys.slice(0, -1)) {
      const next: DraftTable | undefined =
        parent && step(parent, key, origin, implied, kind === 'entry');
      if (!next) return alreadyThere(keys, offset);
      parent = next;
    }
    const there = parent.entries.get(last);
    if (kind === 'entry') {
      if (there) return alreadyThere(keys, offset);
      const value = 'value' in rest ? readValue(context, rest.value) : undefined;
      if (!value) return tooDeep(offset);
      parent.entries.set(last, value);
    } else if (kind === 'array') {
      const table = append(parent, last, origin);
      if (!table) return alreadyThere(keys, offset);
      current = table;
    } else {
      if (there && !(isDraftTable(there) && implied.delete(there)))
        return alreadyThere(keys, offset);
      const table = isDraftTable(there) ? there : draftTable(origin);
      parent.entries.set(last, table);
      current = table;
    }
  }
  return finish(root);
}

/**
 * The table of one name of a path. A table that one dotted key has made may still get a header; once
 * a second dotted key has led through it, it may not.
 */
function step(
  parent: DraftTable,
  key: string,
  origin: DraftTable['origin'],
  implied: Set<DraftTable>,
  dotted: boolean,
): DraftTable | undefined {
  const there = parent.entries.get(key);
  if (there === undefined) {
    const made = draftTable(origin);
    parent.entries.set(key, made);
    implied.add(made);
    return made;
  }
  if (dotted && isDraftTable(there)) implied.delete(there);
  return tableOf(there);
}

function alreadyThere(keys: readonly string[], offset: number): Fault {
  return { message: `Key '${keys.join('.')}' has already been defined`, offset };
}
