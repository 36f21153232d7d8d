// Plans new tables and arrays of tables that are written as headers, laid out as their siblings.
import { isTable, type TomlTable, type TomlValue } from './decode.ts';
import { type Draft, lineDraft } from './draft.ts';
import { entryText, fitsHeader, keyText, needsQuotes } from './emit.ts';
import { gapAbove, shiftIndent } from './indents.ts';
import {
  blankRunAbove,
  bodyEnd,
  eolAt,
  indentAt,
  isBlank,
  isCommentLine,
  leadStart,
  lineStart,
} from './layout.ts';
import type { Section } from './scan.ts';
import {
  copiedKey,
  cousin,
  elementWith,
  headerIndent,
  lastKeys,
  lastSection,
  type SectionLayout,
  sectionLayout,
  subLayout,
  writesInline,
} from './section-layout.ts';
import type { EntryStyle } from './style.ts';
import {
  child,
  type Document,
  elements,
  findLastChild,
  isElement,
  type Node,
  nodeKind,
  ownSection,
  partKeys,
} from './view.ts';

type NewEntry = readonly [key: string, value: TomlValue];

/** Whether a value is written as headers of its own: a table, or an array of tables. */
export function isSubTables(value: TomlValue): boolean {
  return isTable(value) || (Array.isArray(value) && value.length > 0 && value.every(isTable));
}

/**
 * New children of `node` as headers: before the child `next`, else after the last one. What is
 * below them stands in their bodies where its name fits no header, unless `anyName` is given.
 */
export function headerDraft(
  node: Node,
  tables: readonly NewEntry[],
  next?: Node,
  anyName = false,
): Draft {
  const { document } = node;
  const anchor = lastSection(node);
  const sibling =
    next ??
    findLastChild(node, (each) => nodeKind(each) === 'table' && ownSection(each) !== undefined);
  const names = sibling ? lastKeys(node) : [];
  const layout = { ...sectionLayout(node, anchor, sibling, names, tables), anyName };
  const indent = headerIndent(node, anchor, sibling, layout.unit);
  const prefix = rawPath(node, layout.style);
  const blocks = isElement(node)
    ? tables.flatMap((entry) => elementBlocks(node, prefix, entry, anchor, layout))
    : tables.flatMap(([key, value]) =>
        childBlocks(prefix, key, value, indent, layout, layout.quoted),
      );
  const section = next?.parts.find((part) => part.kind === 'section')?.section;
  return section
    ? aheadDraft(document, section, blocks, layout.gap, -node.depth)
    : blocksDraft(document, bodyEnd(document, anchor), blocks, layout, -node.depth);
}

/** New tables below `node` that must be headers, whatever form their siblings have. */
export function insertHeaders(node: Node, tables: TomlTable, next?: Node): readonly Draft[] {
  return [headerDraft(node, Object.entries(tables), next, true)];
}

/** New elements of an array of `[[…]]` tables, before element `index` or at the end. */
export function elementsDraft(array: Node, index: number, tables: readonly TomlTable[]): Draft {
  const { document } = array;
  const existing = elements(array);
  const sibling = existing.at(Math.min(index, existing.length - 1));
  const section = sibling && ownSection(sibling);
  if (!sibling || !section) throw new Error('an array of tables has headers');
  const last = lastSection(array);
  const near = sectionLayout(array, section, sibling, [], []);
  const below = Object.entries(tables[0] ?? {}).find(([, value]) => isSubTables(value))?.[0];
  const shows = below === undefined || child(sibling, below) ? sibling : elementWith(array, below);
  const layout = { ...near, sibling: shows ?? sibling };
  const { raw } = rawPath(array, layout.style);
  const blocks = tables.flatMap((table) =>
    tableBlocks(raw, table, indentAt(document.text, section.start), layout, true),
  );
  const rank = -array.depth;
  return index >= existing.length
    ? blocksDraft(document, bodyEnd(document, last), blocks, layout, rank)
    : aheadDraft(document, section, blocks, layout.gap, rank);
}

/**
 * Above the section and the comments glued to it, which stay glued. The blank lines that are there
 * stay with the section, so that taking the new ones out leaves it as it was.
 */
export function aheadDraft(
  document: Document,
  section: Section,
  blocks: readonly Block[],
  gapBelow: number,
  rank: number,
): Draft {
  const { text } = document;
  const lead = leadStart(document, section);
  const gap = gapAbove(document, section);
  const at = gap === undefined ? lead : blankRunAbove(text, lead).start;
  const blank = (count: number): readonly string[] => Array<string>(count).fill('');
  const lines = blocks.flatMap((block, index) => [
    ...blank(index > 0 ? block.gap : (gap ?? 0)),
    ...block.lines,
  ]);
  const below = blank(gap === undefined ? gapBelow : 0);
  return lineDraft(text, at, [...lines, ...below], eolAt(text, at), rank);
}

/** `key = value` lines. */
export function tableLines(
  entries: readonly NewEntry[],
  style: EntryStyle,
  indent: string,
  eol: string,
): readonly string[] {
  return entries.map(
    ([key, value]) => indent + entryText(keyText(key, style), value, style, indent, eol),
  );
}

/** Lines that stay together, with the blank lines above them. */
interface Block {
  readonly gap: number;
  readonly lines: readonly string[];
}

/** The sections of one new child: its own if it says something, then those below it. */
function childBlocks(
  prefix: Path,
  key: string,
  value: TomlValue,
  base: { readonly indent: string; readonly depth: number },
  layout: SectionLayout,
  quoted: boolean,
): readonly Block[] {
  const name = keyText(key, layout.style, quoted);
  const path: Path = {
    raw: prefix.raw === '' ? name : `${prefix.raw}.${name}`,
    depth: prefix.depth + 1,
  };
  const indent =
    path.depth <= base.depth
      ? base.indent
      : shiftIndent(base.indent, layout.unit(), path.depth - base.depth);
  if (Array.isArray(value)) {
    return value.flatMap((each) =>
      isTable(each) ? tableBlocks(path.raw, each, indent, layout, true) : [],
    );
  }
  if (!isTable(value)) return [];
  const entries = Object.entries(value);
  if (!entries.some(([, below]) => isSubTables(below))) {
    return tableBlocks(path.raw, value, indent, layout, false);
  }
  const leads = ([name, below]: NewEntry): boolean =>
    isSubTables(below) && (layout.anyName || fitsHeader(name));
  const leadsOn = ([name, below]: NewEntry): boolean =>
    leads([name, below]) && isTable(below) && Object.entries(below).every(leads);
  const all = entries.length > 0 && entries.every(leads);
  const below = all ? entries : entries.filter(leadsOn);
  const own = entries.filter((entry) => !below.includes(entry));
  const quotedBelow = below.some(([name]) => needsQuotes(name));
  return [
    ...(all ? [] : tableBlocks(path.raw, Object.fromEntries(own), indent, layout, false)),
    // A table that only leads on needs no header of its own.
    ...below.flatMap(([name, table]) => childBlocks(path, name, table, base, layout, quotedBelow)),
  ];
}

/** A key path as it is to be written, and how many names it has. */
interface Path {
  readonly raw: string;
  readonly depth: number;
}

/** A table with its header, and the tables below it as its sibling has them. */
function tableBlocks(
  header: string,
  table: TomlTable,
  indent: string,
  layout: SectionLayout,
  array: boolean,
): readonly Block[] {
  const entries = Object.entries(table);
  const inner = indent + layout.entryIndent;
  const below = entries.filter((entry) => isBelow(entry, layout));
  const own = below.length === 0 ? entries : entries.filter((entry) => !below.includes(entry));
  const lines = [
    indent + (array ? `[[${header}]]` : `[${header}]`),
    ...tableLines(own, layout.style, inner, layout.eol),
  ];
  return [
    { gap: layout.gap, lines },
    ...below.flatMap((entry) => belowBlocks(header, entry, indent, layout)),
  ];
}

/** The tables below another, as that one's sibling has them. */
function belowBlocks(
  header: string,
  [key, value]: NewEntry,
  indent: string,
  layout: SectionLayout,
): readonly Block[] {
  const array = Array.isArray(value);
  const { gap, sibling, ...shape } = subLayout(layout, key, array);
  const path = `${header}.${keyText(key, layout.style)}`;
  return (array ? value : [value])
    .filter(isTable)
    .flatMap((each) =>
      tableBlocks(path, each, indent + shape.indent, { ...layout, sibling }, array),
    )
    .map((block) => ({ ...block, gap }));
}

/** New tables below an element that is there, as another element has them. */
function elementBlocks(
  node: Node,
  { raw }: Path,
  entry: NewEntry,
  anchor: Section,
  layout: SectionLayout,
): readonly Block[] {
  const own = ownSection(node);
  const indent = own ? indentAt(node.document.text, own.start) : '';
  const sibling = cousin(node, entry[0]);
  const blocks = belowBlocks(raw, entry, indent, { ...layout, sibling });
  if (sibling || own === anchor) return blocks;
  return blocks.map((block) => ({ ...block, gap: gapAbove(node.document, anchor) ?? block.gap }));
}

/** Whether an entry of a new table becomes headers below it, and no line in its body. */
function isBelow([key, value]: NewEntry, layout: SectionLayout): boolean {
  if (!isSubTables(value) || writesInline(layout.sibling, key)) return false;
  return layout.anyName || fitsHeader(key);
}

function blocksDraft(
  document: Document,
  at: number,
  blocks: readonly Block[],
  layout: SectionLayout,
  rank: number,
): Draft {
  const { text } = document;
  const first = isBlank(text, at);
  const above = at > 0 ? lineStart(text, at - 1) : 0;
  const underComment = !first && isCommentLine(text, above);
  const lines = blocks.flatMap(({ gap, lines: own }, index) => {
    const blank = index > 0 ? gap : first ? 0 : Math.max(gap, underComment ? 1 : 0);
    return [...Array<string>(blank).fill(''), ...own];
  });
  return lineDraft(text, at, lines, layout.eol, rank);
}

/** The node's path as a header that is there writes it, so that quotes stay as they are. */
function rawPath(node: Node, style: EntryStyle): Path {
  const { document, depth } = node;
  const part = node.parts.find((each) => each.kind === 'section');
  const keys = part ? partKeys(document, part).slice(0, depth) : [];
  const names = keys.map((key) => copiedKey(document.text, key, style));
  if (names.length === 0 && node.key !== undefined) names.push(keyText(node.key, style));
  return { raw: names.join('.'), depth };
}
