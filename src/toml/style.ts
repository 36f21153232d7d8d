// How entries are written around a place: quotes, spaces, arrays. Read, never imposed.
import type { TextRange } from '../text/edit.ts';
import { arrayItems, inlineEntries } from './items.ts';
import type { Key } from './keys.ts';
import { indentAt } from './layout.ts';
import { firstOf, NEAR, nearby } from './nearby.ts';
import type { Entry, Section } from './scan.ts';
import type { Document } from './view.ts';

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

/** How entries are written near a place. */
export interface EntryStyle {
  readonly keyQuote: Quote;
  /** Whether names are quoted that need not be. */
  readonly quotesAll: boolean;
  readonly valueQuote: Quote;
  /** With its spaces: ` = `. */
  readonly equals: string;
  /** The same inside inline tables. */
  readonly inlineEquals: string;
  /** Between the braces of an inline table and what is in them. */
  readonly braces: string;
  /** By the entry's name: arrays of one name are written alike. */
  readonly arrays: (name: string) => ArrayStyle;
}

/** What the closest entry that shows anything shows. */
type Near = <T>(pick: (entry: Entry) => T | undefined) => T | undefined;

/** Where nothing shows how much the author indents. */
export const DEFAULT_UNIT = '  ';
/** The style of entries near `center`, its closest sections counting most. */
export function entryStyle(document: Document, center: number, names: readonly Key[]): EntryStyle {
  const { text } = document;
  const near: Near = (pick) =>
    nearby(document, center, (section) => firstOf(section.entries.slice(-8).reverse(), pick));
  const quoted = near((entry) => valueQuoteOf(text, entry));
  const header = (section: Section): Quote | undefined =>
    quoteIn(text.slice(section.keyStart, section.keyEnd));
  const keyQuote =
    quoteOfKeys(text, names) ??
    nearby(document, center, header) ??
    near((entry) => quoteIn(text.slice(entry.start, entry.keyEnd))) ??
    quoted ??
    '"';
  const equals = equalsNear(near, text);
  return {
    keyQuote,
    quotesAll: quotesAll(document, center),
    valueQuote: quoted ?? keyQuote,
    equals,
    inlineEquals: equals,
    braces: near((entry) => bracesOf(text, entry)) ?? ' ',
    arrays: memoized(
      (name) =>
        near((entry) => (isNamed(text, entry, name) ? arrayStyle(text, entry) : undefined)) ?? {
          manyLines: false,
          itemIndent: DEFAULT_UNIT,
          trailingComma: false,
          padding: near((entry) => paddingOf(text, entry)) ?? '',
        },
    ),
  };
}

/** The style with inline tables written as `model`, one of them, is. */
export function inlineStyle(
  text: string,
  style: EntryStyle,
  model: TextRange | undefined,
): EntryStyle {
  const first = model && text[model.start] === '{' ? inlineEntries(text, model)[0] : undefined;
  if (!model || !first) return style;
  const braces = first.start > model.start + 1 ? ' ' : '';
  return { ...style, inlineEquals: equalsOf(text, first), braces };
}

/** How the array at an entry is written; `undefined` when it shows nothing. */
export function arrayStyle(text: string, entry: Entry): ArrayStyle | undefined {
  const value = { start: entry.valueStart, end: entry.valueEnd };
  return arrayStyleOf(text, value, indentAt(text, entry.start));
}

export function arrayStyleOf(
  text: string,
  value: TextRange,
  indent: string,
): ArrayStyle | undefined {
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
function valueQuoteOf(text: string, entry: Entry): Quote | undefined {
  const value = text.slice(entry.valueStart, Math.min(entry.valueEnd, entry.valueStart + 400));
  const found = /(?:^|[=[,]\s*)(["'])(?!\1\1)/.exec(value.replace(/#.*/g, ''))?.[1];
  return found === undefined ? undefined : quoteIn(found);
}

function quoteIn(raw: string): Quote | undefined {
  const found = /["']/.exec(raw)?.[0];
  return found === '"' || found === "'" ? found : undefined;
}

function equalsOf(text: string, entry: Entry): string {
  const raw = text.slice(entry.keyEnd, entry.valueStart);
  return raw.replace(/^[ \t]+/, ' ').replace(/[ \t]+$/, ' ');
}

function paddingOf(text: string, entry: Entry): string | undefined {
  const style = arrayStyle(text, entry);
  return style?.manyLines === false ? style.padding : undefined;
}

/**
 * The sign with its spaces. Two entries that have it alike with keys of different lengths show a
 * habit; else wide spaces may only line values up, and are not copied.
 */
function equalsNear(near: Near, text: string): string {
  let first: Entry | undefined;
  const raw = (entry: Entry): string => text.slice(entry.keyEnd, entry.valueStart);
  const length = (entry: Entry): number => entry.keyEnd - entry.start;
  const habit = near((entry) => {
    first ??= entry;
    return length(entry) === length(first) ? undefined : raw(entry) === raw(first);
  });
  if (!first) return ' = ';
  return habit ? raw(first) : equalsOf(text, first);
}

/** Whether names that need no quotes have them, and none is without. */
function quotesAll(document: Document, center: number): boolean {
  const { text } = document;
  let quoted = false;
  const bare = nearby(document, center, (section) => {
    const keys = [
      text.slice(section.keyStart, section.keyEnd),
      ...section.entries.slice(-8).map((entry) => text.slice(entry.start, entry.keyEnd)),
    ];
    quoted ||= keys.some((key) => /^[ \t]*(["'])[A-Za-z0-9_-]+\1/.test(key));
    return keys.some((key) => /^[ \t]*[A-Za-z0-9_-]/.test(key)) || undefined;
  });
  return quoted && !bare;
}

/** What stands between the braces of an inline table and what is in them. */
function bracesOf(text: string, { valueStart, valueEnd }: Entry): string | undefined {
  const inner = text.slice(valueStart + 1, Math.min(valueEnd - 1, valueStart + 3));
  if (text[valueStart] !== '{' || inner.trim() === '') return undefined;
  return /^[ \t]/.test(inner) ? ' ' : '';
}

function isNamed(text: string, entry: Entry, name: string): boolean {
  return text.slice(entry.start, entry.keyEnd).replace(/["']$/, '').endsWith(name);
}

function memoized<T>(make: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const there = known.get(name);
    if (there !== undefined) return there;
    const made = make(name);
    known.set(name, made);
    return made;
  };
}
