// How new tables are laid out that are written as headers: indents, gaps and quotes, as their
// siblings have them.
import type { TomlValue } from './decode.ts';
import { type KeyStyle, keyText, needsQuotes } from './emit.ts';
import { entryIndent, gapAbove, indentUnit, shiftIndent } from './indents.ts';
import type { Key } from './keys.ts';
import { bodyEnd, eolAt, indentAt } from './layout.ts';
import type { Section } from './scan.ts';
import { type EntryStyle, entryStyle } from './style.ts';
import {
  child,
  type Document,
  elements,
  isElement,
  isInline,
  isTableArray,
  lastChildKeys,
  type Node,
  ownSection,
} from './view.ts';

type NewEntry = readonly [key: string, value: TomlValue];

/** How a run of new sections is laid out. */
export interface SectionLayout {
  readonly style: EntryStyle;
  /** What one level of headers adds to an indent. */
  readonly unit: () => string;
  /** Added to a header's indent for its entries. */
  readonly entryIndent: string;
  readonly eol: string;
  /** Blank lines between siblings. */
  readonly gap: number;
  /** Whether the names of the new siblings are quoted. */
  readonly quoted: boolean;
  /** Whether names may stand in headers that some parsers do not take there. */
  readonly anyName: boolean;
  /** An existing sibling, for the spelling of what is below the new ones. */
  readonly sibling: Node | undefined;
}

/** How headers below `node` are laid out. */
export function sectionLayout(
  node: Node,
  anchor: Section,
  sibling: Node | undefined,
  names: readonly Key[],
  tables: readonly NewEntry[],
): SectionLayout {
  const { document } = node;
  const { text } = document;
  const own = sibling && ownSection(sibling);
  const center = own ?? anchor;
  const inner = entryIndent(document, center.index);
  return {
    style: entryStyle(document, center.index, names),
    unit: once(() => indentUnit(document) ?? (headerAbove(node) ? inner : '')),
    entryIndent: inner,
    eol: eolAt(text, bodyEnd(document, anchor)),
    gap: siblingGap(document, own, anchor),
    quoted: tables.some(([key]) => needsQuotes(key)) || names.some((key) => needsQuotes(key.name)),
    anyName: false,
    sibling,
  };
}

function once(find: () => string): () => string {
  let known: string | undefined;
  return () => {
    known ??= find();
    return known;
  };
}

function siblingGap(document: Document, sibling: Section | undefined, anchor: Section): number {
  const own = sibling && gapAbove(document, sibling);
  if (own !== undefined) return own;
  const next = sibling && sectionAfter(document, sibling);
  if (next) return gapAbove(document, next) ?? 1;
  return anchor.index > 1 ? (gapAbove(document, anchor) ?? 1) : 1;
}

/** The first section after one that is not of a table below it. */
function sectionAfter({ sections, root }: Document, section: Section): Section | undefined {
  const depthOf = ({ index }: Section): number => root.parts[index]?.names.length ?? 0;
  const depth = depthOf(section);
  let at = section.index + 1;
  while (at < sections.length && depthOf(sections[at] as Section) > depth) at++;
  return sections[at];
}

export function headerIndent(
  node: Node,
  anchor: Section,
  sibling: Node | undefined,
  unit: () => string,
): { readonly indent: string; readonly depth: number } {
  const { text } = node.document;
  const own = sibling && ownSection(sibling);
  // What begins at the root stands where the root's other tables do, however long its name is.
  const begins = node.depth === 0 ? Number.POSITIVE_INFINITY : undefined;
  if (sibling && own) return { indent: indentAt(text, own.start), depth: begins ?? sibling.depth };
  const above = headerAbove(node);
  if (above) return { indent: indentAt(text, above.section.start), depth: above.depth };
  if (begins) return { indent: '', depth: begins };
  const names = node.parts.find((part) => part.section === anchor)?.names ?? [];
  const levels = node.depth + 1 - names.length;
  const there = indentAt(text, anchor.start);
  if (levels >= 0 || there.length >= -levels * unit().length) {
    return { indent: shiftIndent(there, unit(), levels), depth: node.depth + 1 };
  }
  // Tables with long names stand further out than their depth asks for: depth does not count here.
  const outer = node.parts.find(({ names: above }) => isPrefix(above, names));
  const start = outer?.section.start ?? anchor.start;
  return { indent: indentAt(text, start), depth: Number.POSITIVE_INFINITY };
}

/** Whether a table's names lead on to those of a table below it. */
function isPrefix(prefix: readonly string[], names: readonly string[]): boolean {
  return prefix.length < names.length && prefix.every((name, at) => name === names[at]);
}

/** The closest header that is the node's own or that of a table around it. */
function headerAbove(
  node: Node,
): { readonly section: Section; readonly depth: number } | undefined {
  for (let above: Node | undefined = node; above && above.depth > 0; above = above.parent) {
    const section = ownSection(above);
    if (section) return { section, depth: above.depth };
  }
  return undefined;
}

/** Another element of the same array that has the key, and so shows how elements write it. */
export function cousin(node: Node, key: string): Node | undefined {
  if (!isElement(node) || !node.parent) return undefined;
  return elementWith(node.parent, key, node);
}

/** The last element of an array, but for `not`, that has the key. */
export function elementWith(array: Node, key: string, not?: Node): Node | undefined {
  return elements(array).findLast((each) => each !== not && child(each, key));
}

/** How the sibling lays out the tables below it; without one, arrays stand flush, tables deeper. */
export function subLayout(
  layout: SectionLayout,
  key: string,
  array: boolean,
): { readonly indent: string; readonly gap: number; readonly sibling: Node | undefined } {
  const outer = layout.sibling && ownSection(layout.sibling);
  const node = child(layout.sibling, key);
  const last = node && isTableArray(node) ? elements(node).at(-1) : node;
  const inner = last && ownSection(last);
  if (!layout.sibling || !outer || !last || !inner) {
    return { indent: array ? '' : layout.unit(), gap: 0, sibling: undefined };
  }
  const { document } = layout.sibling;
  const outerIndent = indentAt(document.text, outer.start);
  const innerIndent = indentAt(document.text, inner.start);
  return {
    indent: innerIndent.startsWith(outerIndent) ? innerIndent.slice(outerIndent.length) : '',
    gap: gapAbove(document, inner) ?? 0,
    sibling: last,
  };
}

/** Whether the sibling writes what is below `key` as a value: `mirror = [{ … }]`. */
export function writesInline(sibling: Node | undefined, key: string): boolean {
  const node = child(sibling, key);
  return node !== undefined && isInline(node);
}

/** The last section that names the node or something below it. */
export function lastSection(node: Node): Section {
  const { sections } = node.document;
  const last =
    node.depth === 0
      ? sections.at(-1)
      : node.parts.findLast((part) => part.kind === 'section')?.section;
  const section = last ?? sections[0];
  if (!section) throw new Error('a document has a root section');
  return section;
}

/** A name as it is written, but no escape: some parsers leave one as it stands in a header. */
export function copiedKey(text: string, key: Key, style: KeyStyle): string {
  const raw = text.slice(key.start, key.end);
  return raw.includes('\\') ? keyText(key.name, style) : raw;
}

/** The last names below a table, as written: enough to see how such names are quoted. */
export function lastKeys(node: Node): readonly Key[] {
  return lastChildKeys(node, 50);
}
