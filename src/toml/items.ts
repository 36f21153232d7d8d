// The inside of one value: the items of an array, the entries of an inline table.
import type { TextRange } from '../text/edit.ts';
import { type Entry, skipBlanks, skipKey, skipTrivia, skipValue } from './scan.ts';

/** One item of an array; `comma` is the offset of the comma after it, or -1. */
export interface Item extends TextRange {
  readonly comma: number;
}

/** The items of the array that starts at `open` with its bracket. */
export function arrayItems(text: string, value: TextRange): readonly Item[] {
  const items: Item[] = [];
  let at = skipTrivia(text, value.start + 1);
  while (at < value.end - 1) {
    const end = skipValue(text, at);
    const next = skipTrivia(text, Math.max(end, at));
    const comma = text[next] === ',' ? next : -1;
    if (end > at) items.push({ start: at, end, comma });
    if (comma === -1) break;
    at = skipTrivia(text, comma + 1);
  }
  return items;
}

/** One entry of an inline table, with the comma after it as an item has it. */
export interface InlineEntry extends Entry {
  readonly comma: number;
}

/** The entries of the inline table that `value` spans, braces included. */
export function inlineEntries(text: string, value: TextRange): readonly InlineEntry[] {
  const entries: InlineEntry[] = [];
  let at = skipTrivia(text, value.start + 1);
  while (at < value.end - 1) {
    const equals = skipKey(text, at);
    if (text[equals] !== '=') break;
    const valueStart = skipBlanks(text, equals + 1);
    const valueEnd = skipValue(text, valueStart);
    const keyEnd = at + text.slice(at, equals).trimEnd().length;
    const next = skipTrivia(text, valueEnd);
    const comma = text[next] === ',' ? next : -1;
    entries.push({ start: at, keyEnd, valueStart, valueEnd, comma });
    if (comma === -1) break;
    at = skipTrivia(text, comma + 1);
  }
  return entries;
}
