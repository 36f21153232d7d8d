// How a document is written around a place: indents, quotes, spaces, arrays. Read, never imposed.
import type { TextRange } from '../text/edit.ts';
import { arrayItems, inlineEntries } from './items.ts';
import type { Key } from './keys.ts';
import { blankLinesAbove, indentAt, leadStart } from './layout.ts';
import type { Entry, Section } from './scan.ts';
import type { Document, Part } from './view.ts';

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

const DEFAULT_UNIT = '  ';
/** A place's style shows close by; looking further would cost time on huge files. */
const NEAR = 20;

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
    quotesAll: near((entry) => isQuotedAtWill(text, entry)) ?? false,
    valueQuote: quoted ?? keyQuote,
    equals,
    inlineEquals: equals,
    braces: ' ',
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

/** The indent that one level of headers adds, as most nested headers have it. */
export function indentUnit(document: Document): string {
  const votes = new Map<string, number>();
  const open: Part[] = [];
  for (const part of document.root.parts.slice(1, 1 + 10 * NEAR)) {
    const { section, names } = part;
    while (open.length > 0 && !isPrefix(open.at(-1)?.names ?? [], names)) open.pop();
    const above = open.at(-1);
    if (above && section.kind === 'table') {
      const levels = names.length - above.names.length;
      const unit = unitBetween(document.text, above.section, section, levels);
      if (unit !== undefined) votes.set(unit, (votes.get(unit) ?? 0) + 1);
    }
    open.push(part);
  }
  const [best] = [...votes].sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? entryIndent(document, document.sections.length - 1);
}

/** The indent that entries have under their header near `center`. */
export function entryIndent(document: Document, center: number): string {
  const { text } = document;
  const found = nearby(document, center, (section) => {
    const first = section.entries[0];
    if (section.kind === 'root' || !first) return undefined;
    const header = indentAt(text, section.start);
    const own = indentAt(text, first.start);
    return own.startsWith(header) ? own.slice(header.length) : '';
  });
  return found ?? itemIndent(document, center) ?? headerUnit(document, center) ?? DEFAULT_UNIT;
}

/** A header's own indent at least shows whether the author uses tabs. */
function headerUnit(document: Document, center: number): string | undefined {
  return nearby(document, center, (section) =>
    indentAt(document.text, section.start).startsWith('\t') ? '\t' : undefined,
  );
}

/** Where no entry stands under a header, the items of arrays show how much the author indents. */
function itemIndent(document: Document, center: number): string | undefined {
  const { text } = document;
  return nearby(document, center, (section) =>
    firstOf(section.entries.slice(0, 8), (entry) => {
      const style = arrayStyle(text, entry);
      return style?.manyLines ? style.itemIndent : undefined;
    }),
  );
}

/** Moves an indent in or out by levels. */
export function shiftIndent(indent: string, unit: string, levels: number): string {
  if (levels >= 0) return indent + unit.repeat(levels);
  return indent.slice(0, Math.max(0, indent.length + levels * unit.length));
}

/** The blank lines above a section; `undefined` when nothing stands above it. */
export function gapAbove(document: Document, section: Section): number | undefined {
  const lead = leadStart(document, section);
  const gap = blankLinesAbove(document.text, lead);
  const bom = document.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return document.text.slice(bom, lead).trim() === '' ? undefined : gap;
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

/** What the section closest to `center` that shows anything shows. */
function nearby<T>(
  document: Document,
  center: number,
  pick: (section: Section) => T | undefined,
): T | undefined {
  const { sections } = document;
  for (let distance = 0; distance < NEAR; distance++) {
    const above = sections[center - distance];
    const below = distance === 0 ? undefined : sections[center + distance];
    const found = (above && pick(above)) ?? (below && pick(below));
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstOf<T, R>(items: readonly T[], pick: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const picked = pick(item);
    if (picked !== undefined) return picked;
  }
  return undefined;
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

/** Whether the entry's first name has quotes that it could do without. */
function isQuotedAtWill(text: string, entry: Entry): boolean | undefined {
  const name = /^(?:(["'])([A-Za-z0-9_-]+)\1|[A-Za-z0-9_-]+)/.exec(
    text.slice(entry.start, entry.keyEnd),
  );
  return name ? name[1] !== undefined : undefined;
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

function isPrefix(prefix: readonly string[], names: readonly string[]): boolean {
  return prefix.length < names.length && prefix.every((name, at) => name === names[at]);
}

function unitBetween(
  text: string,
  above: Section,
  below: Section,
  levels: number,
): string | undefined {
  const outer = indentAt(text, above.start);
  const inner = indentAt(text, below.start);
  const added = inner.startsWith(outer) ? inner.slice(outer.length) : undefined;
  if (added === undefined || added.length % levels !== 0) return undefined;
  return added.slice(0, added.length / levels);
}
