// Which tables and keys go-toml 2 lets a text name twice (engines.md A.11). Versions before 2.4 let
// dotted keys reach into a table that only headers below it have named; later ones do not.
import type { TableData } from './data.ts';
import { append, descend, draftTable, finish } from './draft.ts';
import { type Fault, type Header, type Statements, tooDeep } from './statements.ts';
import { readValue } from './values.ts';

/** What has been said of a name so far. */
interface Seen {
  kind: 'table' | 'array' | 'value';
  /** Has had its own header, so that it can't have another. */
  explicit: boolean;
  /** Was made by a dotted key. */
  dotted: boolean;
  readonly children: Map<string, Seen>;
}

export function buildGoToml2(
  statements: Statements,
  path: string,
  strict: boolean,
): TableData | Fault {
  const root = draftTable({ path, offset: 0 });
  const context = { text: statements.text, path, parser: statements.parser };
  const names = seen('table', false, false);
  let here = names;
  let table = root;
  for (const statement of statements.list) {
    const { offset, keys } = statement;
    const origin = { path, offset };
    if (statement.kind !== 'entry') {
      if (!strict) settleDotted(here);
      const opened = openHeader(names, statement, strict);
      if ('message' in opened) return opened;
      here = opened;
      const parent = descend(root, keys.slice(0, -1), origin);
      const last = keys.at(-1) ?? '';
      const next =
        parent &&
        (statement.kind === 'array'
          ? append(parent, last, origin)
          : descend(parent, [last], origin));
      if (!next) return alreadyThere(keys, offset);
      table = next;
      continue;
    }
    if (!assign(here, keys, strict)) return alreadyThere(keys, offset);
    const value = readValue(context, statement.value);
    const target = descend(table, keys.slice(0, -1), origin);
    if (!value || !target) return tooDeep(offset);
    target.entries.set(keys.at(-1) ?? '', value);
  }
  return finish(root);
}

function openHeader(names: Seen, header: Header, strict: boolean): Seen | Fault {
  let at = names;
  for (const key of header.keys.slice(0, -1)) {
    const next = at.children.get(key) ?? add(at, key, seen('table', false, false));
    if (next.kind === 'value') return alreadyThere(header.keys, header.offset);
    at = next;
  }
  const last = header.keys.at(-1) ?? '';
  const there = at.children.get(last);
  if (!there) return add(at, last, seen(header.kind, true, false));
  const dottedTwice = strict && there.dotted;
  if (there.kind !== header.kind || dottedTwice || (there.kind === 'table' && there.explicit)) {
    return alreadyThere(header.keys, header.offset);
  }
  if (there.kind === 'array') there.children.clear();
  there.explicit = true;
  return there;
}

function assign(table: Seen, keys: readonly string[], strict: boolean): boolean {
  let at = table;
  for (const key of keys.slice(0, -1)) {
    const next = at.children.get(key) ?? add(at, key, seen('table', false, true));
    if (next.kind !== 'table' || next.explicit || (strict && !next.dotted)) return false;
    at = next;
  }
  const last = keys.at(-1) ?? '';
  if (at.children.has(last)) return false;
  add(at, last, seen('value', false, false));
  return true;
}

/** The next header closes the tables that dotted keys have made in the last one. */
function settleDotted(table: Seen): void {
  for (const child of table.children.values()) {
    if (child.dotted) {
      child.explicit = true;
      child.dotted = false;
    }
    settleDotted(child);
  }
}

function seen(kind: Seen['kind'], explicit: boolean, dotted: boolean): Seen {
  return { kind, explicit, dotted, children: new Map() };
}

function add(parent: Seen, key: string, child: Seen): Seen {
  parent.children.set(key, child);
  return child;
}

function alreadyThere(keys: readonly string[], offset: number): Fault {
  return { message: `${keys.join('.')} is already defined`, offset };
}
