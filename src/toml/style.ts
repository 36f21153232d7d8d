// How entries are written around a place: quotes, spaces, arrays. Read, never imposed.
import type { TextRange } from '../text/edit.ts';
import { inlineEntries } from './items.ts';
import type { Key } from './keys.ts';
import { isNear, lastOf, nearby } from './nearby.ts';
import type { Entry } from './scan.ts';
import type { Document } from './view.ts';
import {
  type ArrayStyle,
  arrayStyle,
  bracesOf,
  DEFAULT_UNIT,
  equalsOf,
  isNamed,
  paddingOf,
  type Quote,
  quoteIn,
  quoteOfKeys,
  startsBare,
  startsQuotedInVain,
  valueQuoteOf,
} from './written.ts';

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
  arrays(name: string): ArrayStyle;
}

/** The style of entries near `center`, its closest sections counting most. */
export function entryStyle(document: Document, center: number, names: readonly Key[]): EntryStyle {
  return new NearStyle(document, center, names);
}

/** Looks around when somebody asks: most of what shows is never written. */
class NearStyle implements EntryStyle {
  private readonly document: Document;
  private readonly center: number;
  private readonly names: readonly Key[];
  private readonly known: { -readonly [K in keyof EntryStyle]?: EntryStyle[K] } = {};
  private readonly arraysByName = new Map<string, ArrayStyle>();

  constructor(document: Document, center: number, names: readonly Key[]) {
    this.document = document;
    this.center = center;
    this.names = names;
  }

  get keyQuote(): Quote {
    this.known.keyQuote ??=
      quoteOfKeys(this.document.text, this.names) ?? this.quoteOfOtherKeys() ?? this.quoted ?? '"';
    return this.known.keyQuote;
  }

  get quotesAll(): boolean {
    this.known.quotesAll ??= this.quotesBareNames();
    return this.known.quotesAll;
  }

  get valueQuote(): Quote {
    this.known.valueQuote ??= this.quoted ?? this.keyQuote;
    return this.known.valueQuote;
  }

  get equals(): string {
    this.known.equals ??= this.habitualEquals();
    return this.known.equals;
  }

  get inlineEquals(): string {
    return this.equals;
  }

  get braces(): string {
    this.known.braces ??= this.near((entry) => bracesOf(this.document.text, entry)) ?? ' ';
    return this.known.braces;
  }

  arrays(name: string): ArrayStyle {
    const known = this.arraysByName.get(name);
    if (known) return known;
    const style = this.arrayNear(name);
    this.arraysByName.set(name, style);
    return style;
  }

  private arrayNear(name: string): ArrayStyle {
    const { text } = this.document;
    const alike = isNear(this.document, this.center, name)
      ? this.near((entry) => (isNamed(text, entry, name) ? arrayStyle(text, entry) : undefined))
      : undefined;
    if (alike) return alike;
    const padding = this.near((entry) => paddingOf(text, entry)) ?? '';
    return { manyLines: false, itemIndent: DEFAULT_UNIT, trailingComma: false, padding };
  }

  private get quoted(): Quote | undefined {
    return this.near((entry) => valueQuoteOf(this.document.text, entry));
  }

  private quoteOfOtherKeys(): Quote | undefined {
    const { text } = this.document;
    return (
      nearby(this.document, this.center, ({ keyStart, keyEnd }) =>
        quoteIn(text.slice(keyStart, keyEnd)),
      ) ?? this.near((entry) => quoteIn(text.slice(entry.start, entry.keyEnd)))
    );
  }

  /**
   * The sign with its spaces. Two entries that have it alike with keys of different lengths show a
   * habit; else wide spaces may only line values up, and are not copied.
   */
  private habitualEquals(): string {
    const { text } = this.document;
    let first: Entry | undefined;
    const raw = (entry: Entry): string => text.slice(entry.keyEnd, entry.valueStart);
    const length = (entry: Entry): number => entry.keyEnd - entry.start;
    const habit = this.near((entry) => {
      first ??= entry;
      return length(entry) === length(first) ? undefined : raw(entry) === raw(first);
    });
    if (!first) return ' = ';
    return habit ? raw(first) : equalsOf(text, first);
  }

  /** Whether names that need no quotes have them, and none is without. */
  private quotesBareNames(): boolean {
    const { text } = this.document;
    let quoted = false;
    const isBare = (start: number): true | undefined => {
      quoted ||= startsQuotedInVain(text, start);
      return startsBare(text, start) || undefined;
    };
    const bare = nearby(
      this.document,
      this.center,
      ({ keyStart, entries }) => isBare(keyStart) ?? lastOf(entries, ({ start }) => isBare(start)),
    );
    return quoted && !bare;
  }

  /** What the closest entry that shows anything shows. */
  private near<T>(pick: (entry: Entry) => T | undefined): T | undefined {
    return nearby(this.document, this.center, ({ entries }) => lastOf(entries, pick));
  }
}

/** The style but for what is given. */
export function styleWith(style: EntryStyle, own: Partial<Omit<EntryStyle, 'arrays'>>): EntryStyle {
  return {
    get keyQuote() {
      return own.keyQuote ?? style.keyQuote;
    },
    get quotesAll() {
      return own.quotesAll ?? style.quotesAll;
    },
    get valueQuote() {
      return own.valueQuote ?? style.valueQuote;
    },
    get equals() {
      return own.equals ?? style.equals;
    },
    get inlineEquals() {
      return own.inlineEquals ?? style.inlineEquals;
    },
    get braces() {
      return own.braces ?? style.braces;
    },
    arrays: (name) => style.arrays(name),
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
  return styleWith(style, { inlineEquals: equalsOf(text, first), braces });
}
