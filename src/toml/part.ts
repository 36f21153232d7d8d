// The places of a text that name a table or value: headers, entries, items of arrays.
import type { TextRange } from '../text/edit.ts';
import { type Key, splitKey } from './keys.ts';
import type { Entry, Section } from './scan.ts';

/**
 * One place of the text that has to do with a node: a header or an entry whose path leads to it or
 * through it, or an item of an inline array.
 */
export interface Part {
  readonly kind: 'section' | 'entry' | 'item';
  /** The names from the node at depth `base` on; `partKeys` says where they stand. */
  readonly names: readonly string[];
  readonly base: number;
  /** The section that the place is in, or is. */
  readonly section: Section;
  readonly entry: Entry | undefined;
  /** An entry's or item's value. */
  readonly value: TextRange | undefined;
  /** The inline table that an entry stands in. */
  readonly holder: TextRange | undefined;
}

/** Reads its names when somebody asks: of most headers of a large file nobody does. */
class WrittenPart implements Part {
  readonly kind: Part['kind'];
  readonly base: number;
  readonly section: Section;
  readonly entry: Entry | undefined;
  readonly holder: TextRange | undefined;
  private readonly text: string;
  private readonly item: TextRange | undefined;
  private knownNames: readonly string[] | undefined = undefined;

  constructor(
    text: string,
    base: number,
    section: Section,
    entry?: Entry,
    item?: TextRange,
    holder?: TextRange,
  ) {
    this.text = text;
    this.kind = entry ? 'entry' : item ? 'item' : 'section';
    this.base = base;
    this.section = section;
    this.entry = entry;
    this.item = item;
    this.holder = holder;
  }

  get names(): readonly string[] {
    this.knownNames ??= keysOf(this.text, this).map((key) => key.name);
    return this.knownNames;
  }

  get value(): TextRange | undefined {
    const { entry } = this;
    return entry ? { start: entry.valueStart, end: entry.valueEnd } : this.item;
  }
}

export function sectionPart(text: string, section: Section): Part {
  return new WrittenPart(text, 0, section);
}

/** An entry of the table at depth `base`; `holder` is that table where it is written inline. */
export function entryPart(
  text: string,
  base: number,
  section: Section,
  entry: Entry,
  holder?: TextRange,
): Part {
  return new WrittenPart(text, base, section, entry, undefined, holder);
}

export function itemPart(text: string, base: number, section: Section, item: TextRange): Part {
  return new WrittenPart(text, base, section, undefined, item);
}

/** Where the names of a part stand. */
export function keysOf(text: string, { kind, section, entry }: Part): readonly Key[] {
  if (kind === 'section') return splitKey(text, section.keyStart, section.keyEnd);
  return entry ? splitKey(text, entry.start, entry.keyEnd) : [];
}
