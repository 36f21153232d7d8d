// What one entry, name or value shows of how its author writes.
import type { TextRange } from '../text/edit.ts';
import { arrayItems } from './items.ts';
import type { Key } from './keys.ts';
import { indentAt } from './layout.ts';
import { firstOf, NEAR } from './nearby.ts';
import { type Entry, skipBlanks } from './scan.ts';

export type Quote = '"' | "'";

/** How one array is written. */
export interface ArrayStyle {
  readonly manyLines: boolean;
  /** Added to the indent of the array's entry; only for arrays of many lines. */
  readonly itemIndent: string;
  readonly trailingComma: boolean;
  /** Between a bracket and the first item on its line. */
  readonly padding: string;
}

/** Where nothing shows how much the author indents. */
export const DEFAULT_UNIT = '  ';

/** How the array at an entry is written; `undefined` when it shows nothing. */
export function arrayStyle(text: string, entry: Entry): ArrayStyle | undefined {
  const value = { start: entry.valueStart, end: entry.valueEnd };
  return arrayStyleOf(text, value, indentAt(text, entry.start));
}

function arrayStyleOf(text: string, value: TextRange, indent: string): ArrayStyle | undefined {
  if (text[value.start] !== '[') return undefined;
  const items = arrayItems(text, value);
  const first = items[0];
  if (!first) return undefined;
  const lead = text.slice(value.start + 1, first.start);
  const manyLines = lead.includes('\n');
  const own = indentAt(text, first.start);
  return {
    manyLines,
    itemIndent: manyLines && own.startsWith(indent) ? own.slice(indent.length) : DEFAULT_UNIT,
    trailingComma: items.at(-1)?.comma !== -1,
    padding: manyLines ? '' : lead,
  };
}

/** The quote of the string of one line that starts at an offset. */
export function stringQuote(text: string, at: number): Quote | undefined {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return undefined;
  return text.startsWith(quote.repeat(3), at) ? undefined : quote;
}

/** The quote that most names of a table have; `undefined` when all are bare. */
export function quoteOfKeys(text: string, keys: readonly Key[]): Quote | undefined {
  return firstOf(keys.slice(-NEAR).reverse(), (key) => quoteIn(text[key.start] ?? ''));
}

/** The first quote in a value that opens a string of one line; long values are not read through. */
export function valueQuoteOf(text: string, entry: Entry): Quote | undefined {
  const value = text.slice(entry.valueStart, Math.min(entry.valueEnd, entry.valueStart + 400));
  const found = /(?:^|[=[,]\s*)(["'])(?!\1\1)/.exec(value.replace(/#.*/g, ''))?.[1];
  return found === undefined ? undefined : quoteIn(found);
}

export function quoteIn(raw: string): Quote | undefined {
  const found = /["']/.exec(raw)?.[0];
  return found === '"' || found === "'" ? found : undefined;
}

export function equalsOf(text: string, entry: Entry): string {
  const raw = text.slice(entry.keyEnd, entry.valueStart);
  return raw.replace(/^[ \t]+/, ' ').replace(/[ \t]+$/, ' ');
}

export function paddingOf(text: string, entry: Entry): string | undefined {
  const style = arrayStyle(text, entry);
  return style?.manyLines === false ? style.padding : undefined;
}

/** What stands between the braces of an inline table and what is in them. */
export function bracesOf(text: string, { valueStart, valueEnd }: Entry): string | undefined {
  const inner = text.slice(valueStart + 1, Math.min(valueEnd - 1, valueStart + 3));
  if (text[valueStart] !== '{' || inner.trim() === '') return undefined;
  return /^[ \t]/.test(inner) ? ' ' : '';
}

/** Whether the entry's key ends in a name. */
export function isNamed(text: string, entry: Entry, name: string): boolean {
  const end = /["']/.test(text[entry.keyEnd - 1] ?? '') ? entry.keyEnd - 1 : entry.keyEnd;
  return end - name.length >= entry.start && text.startsWith(name, end - name.length);
}

/** Whether a name without quotes stands at an offset. */
export function startsBare(text: string, at: number): boolean {
  return /[A-Za-z0-9_-]/.test(text[skipBlanks(text, at)] ?? '');
}

/** Whether a name stands at an offset in quotes that it does not need. */
export function startsQuotedInVain(text: string, at: number): boolean {
  const start = skipBlanks(text, at);
  const quote = text[start];
  if (quote !== '"' && quote !== "'") return false;
  const end = text.indexOf(quote, start + 1);
  return end - start < 80 && /^[A-Za-z0-9_-]+$/.test(text.slice(start + 1, end));
}
