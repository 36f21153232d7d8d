// Turns the text of one value into data with the place of each part.
import type { TextRange } from '../../text/edit.ts';
import { splitKey } from '../../toml/index.ts';
import { arrayItems, inlineEntries } from '../../toml/items.ts';
import type { ParserName } from '../dialect.ts';
import type { Data, Origin } from './data.ts';
import { DEEPEST, scalarValue } from './statements.ts';

/** What the values of one text are read with. */
export interface ValueContext {
  readonly text: string;
  readonly path: string;
  readonly parser: ParserName;
}

/** The data of the value that a range spans; `undefined` when it is nested too deep. */
export function readValue(context: ValueContext, range: TextRange, depth = 0): Data | undefined {
  const { text, path, parser } = context;
  const origin: Origin = { path, offset: range.start };
  if (depth > DEEPEST) return undefined;
  if (text[range.start] === '[') {
    const items: Data[] = [];
    for (const item of arrayItems(text, range)) {
      const value = readValue(context, item, depth + 1);
      if (!value) return undefined;
      items.push(value);
    }
    return { kind: 'list', origin, items, ofTables: false };
  }
  if (text[range.start] === '{') return readInlineTable(context, range, depth);
  const raw = text.slice(range.start, range.end);
  const value = scalarValue(raw, parser);
  if (typeof value === 'string') return { kind: 'string', origin, value };
  if (typeof value === 'boolean') return { kind: 'boolean', origin, value };
  if (typeof value === 'number' || typeof value === 'bigint') {
    const whole = /^[+-]?(?:0[xob])?[0-9A-Fa-f_]+$/.test(raw) && !/^[+-]?(?!0x).*e/i.test(raw);
    return whole ? { kind: 'integer', origin, value: Number(value) } : { kind: 'float', origin };
  }
  return { kind: 'date', origin };
}

/** A table while it is being put together. */
interface Draft {
  readonly entries: Map<string, Data | Draft>;
  readonly origin: Origin;
}

function readInlineTable(context: ValueContext, range: TextRange, depth: number): Data | undefined {
  const { text, path } = context;
  const root: Draft = { entries: new Map(), origin: { path, offset: range.start } };
  for (const entry of inlineEntries(text, range)) {
    const keys = splitKey(text, entry.start, entry.keyEnd).map((key) => key.name);
    const inner = { start: entry.valueStart, end: entry.valueEnd };
    const value = readValue(context, inner, depth + keys.length);
    if (!value) return undefined;
    let table = root;
    for (const key of keys.slice(0, -1)) {
      const next = table.entries.get(key);
      const draft = isDraft(next)
        ? next
        : { entries: new Map(), origin: { path, offset: entry.start } };
      table.entries.set(key, draft);
      table = draft;
    }
    table.entries.set(keys.at(-1) ?? '', value);
  }
  return finished(root);
}

function isDraft(value: Data | Draft | undefined): value is Draft {
  return value !== undefined && !('kind' in value);
}

function finished(draft: Draft): Data {
  const entries = new Map<string, Data>();
  for (const [key, value] of draft.entries)
    entries.set(key, isDraft(value) ? finished(value) : value);
  return { kind: 'table', origin: draft.origin, entries, inline: true };
}
