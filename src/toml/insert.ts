// Plans the insertion of keys and tables into a document, beside their siblings and in their
// spelling: under headers, by dotted keys, or inside inline tables.
import { isTable, type TomlTable, type TomlValue } from './decode.ts';
import { type Draft, ENTRY_RANK, lineDraft } from './draft.ts';
import {
  dottedEntries,
  entryText,
  fitsHeader,
  type KeyStyle,
  keyText,
  needsQuotes,
} from './emit.ts';
import { entryIndent, indentUnit, shiftIndent } from './indents.ts';
import { aheadDraft, headerDraft, isSubTables, tableLines } from './insert-tables.ts';
import { inlineEntries } from './items.ts';
import type { Key } from './keys.ts';
import { bodyEnd, eolAt, indentAt, isCommentLine, leadStart, lineStart } from './layout.ts';
import { type Entry, nextLine, type Section } from './scan.ts';
import { copiedKey, cousin, lastKeys, writesInline } from './section-layout.ts';
import { entryStyle, inlineStyle, styleWith } from './style.ts';
import {
  child,
  findLastChild,
  type Node,
  nodeKind,
  ownSection,
  type Part,
  partKeys,
  someChildName,
  valueRange,
} from './view.ts';

type NewEntry = readonly [key: string, value: TomlValue];

/**
 * Drafts that make the document say all that `tree` says besides what it says already. Tables of
 * the tree may be there; anything else in it must not be, which the caller has made sure of.
 */
export function insertTree(root: Node, tree: TomlTable): readonly Draft[] {
  const missing: NewEntry[] = [];
  const drafts: Draft[] = [];
  for (const [key, value] of Object.entries(tree)) {
    const there = child(root, key);
    if (!there) missing.push([key, value]);
    else if (isTable(value)) drafts.push(...insertTree(there, value));
  }
  if (missing.length > 0) drafts.push(...insertEntries(root, missing));
  return drafts;
}

/** How a table's children of table kind are written, so that a new one is written like them. */
export type TableForm = 'header' | 'dotted' | 'entry' | 'inline';

/** The form that a new table below `node` takes. */
export function tableForm(node: Node): TableForm {
  if (valueRange(node)) return 'inline';
  const own = ownSection(node) !== undefined;
  if (node.depth === 0) return 'header';
  const last = findLastChild(node, (each) => nodeKind(each) === 'table');
  if (last?.parts.some((part) => part.kind === 'section')) return 'header';
  if (last) return valueRange(last) && own ? 'entry' : 'dotted';
  return own ? 'header' : 'dotted';
}

function insertEntries(node: Node, entries: readonly NewEntry[]): readonly Draft[] {
  const form = tableForm(node);
  if (form === 'inline') return [inlineDraft(node, entries)];
  const isTables = ([key, value]: NewEntry): boolean =>
    isSubTables(value) &&
    (form !== 'header' || (fitsHeader(key) && !writesInline(cousin(node, key), key)));
  const values = entries.filter((entry) => !isTables(entry));
  const tables = entries.filter(isTables);
  const drafts: Draft[] = [];
  if (values.length > 0) drafts.push(valuesDraft(node, values));
  if (tables.length === 0) return drafts;
  if (form === 'header') return [...drafts, headerDraft(node, tables)];
  return [...drafts, form === 'entry' ? valuesDraft(node, tables) : dottedDraft(node, tables)];
}

/** `key = value` lines in the table's own body, wherever it has one. */
function valuesDraft(node: Node, entries: readonly NewEntry[]): Draft {
  const section = ownSection(node);
  if (section) return sectionDraft(node, section, entries);
  if (node.parts.some((part) => part.kind === 'entry')) return dottedDraft(node, entries);
  return parentDraft(node, entries);
}

function sectionDraft(node: Node, section: Section, entries: readonly NewEntry[]): Draft {
  const { document } = node;
  const { text } = document;
  const last = section.entries.at(-1);
  const at = last
    ? nextLine(text, last.valueEnd)
    : section.kind === 'root'
      ? bodyEnd(document, section)
      : nextLine(text, section.headerEnd);
  const eol = eolAt(text, at);
  const indent = last
    ? indentAt(text, last.start)
    : section.kind === 'root'
      ? ''
      : indentAt(text, section.start) + entryIndent(document, section.index);
  const model = last && { start: last.valueStart, end: last.valueEnd };
  const style = inlineStyle(text, entryStyle(document, section.index, keysBelow(node)), model);
  const quoted = mustQuote(node, entries);
  // Told apart from a header that is new with its entries, and goes with them.
  const stays = section.kind === 'table' && !last;
  const lines = entries
    .flatMap(([key, value]) => {
      const name = keyText(key, style, quoted);
      return stays ? dottedEntries(name, value, style) : inlinePairs(name, value, style);
    })
    .map(([key, value]) => indent + entryText(key, value, style, indent, eol));
  return lineDraft(text, at, spaced(node, at, lines), eol, ENTRY_RANK);
}

/** Top-level entries that come to stand between comments and a header get blank lines around. */
function spaced(node: Node, at: number, lines: readonly string[]): readonly string[] {
  const { text, sections } = node.document;
  if (node.depth > 0 || (sections[0]?.entries.length ?? 0) > 0) return lines;
  const above = at > 0 && isCommentLine(text, lineStart(text, at - 1)) ? [''] : [];
  const below = sections[1] && leadStart(node.document, sections[1]) === at ? [''] : [];
  return [...above, ...lines, ...below];
}

/** Entries by dotted key after the last one that goes the same way, in a section or inline. */
function dottedDraft(node: Node, entries: readonly NewEntry[]): Draft {
  const { document } = node;
  const { text } = document;
  const { part, entry } = lastEntryBelow(node);
  const style = entryStyle(document, part.section.index, keysBelow(node));
  const quoted = mustQuote(node, entries);
  const prefix = partKeys(document, part)
    .slice(0, node.depth - part.base)
    .map((key) => `${copiedKey(text, key, style)}.`)
    .join('');
  const pairs = entries.flatMap(([key, value]) => {
    const name = keyText(key, style, quoted);
    return dottedEntries(prefix + name, value, style);
  });
  const at = nextLine(text, entry.valueEnd);
  const eol = eolAt(text, at);
  if (part.holder) {
    const body = pairs.map(([key, value]) => `, ${entryText(key, value, style, '', eol)}`).join('');
    return { start: entry.valueEnd, end: entry.valueEnd, text: body, rank: -node.depth };
  }
  const indent = indentAt(text, entry.start);
  const lines = pairs.map(([key, value]) => indent + entryText(key, value, style, indent, eol));
  return lineDraft(text, at, lines, eol, ENTRY_RANK);
}

/** A header for a table that only its sub-tables' headers have named, above the first of them. */
function parentDraft(node: Node, entries: readonly NewEntry[]): Draft {
  const { document } = node;
  const { text } = document;
  const part = node.parts[0];
  const keys = part ? partKeys(document, part).slice(0, node.depth - part.base) : [];
  if (!part || keys.length === 0) throw new Error('a table below the root is named somewhere');
  const { section } = part;
  const eol = eolAt(text, leadStart(document, section));
  const indent = shiftIndent(
    indentAt(text, section.start),
    indentUnit(document) ?? '',
    node.depth - part.names.length,
  );
  const style = entryStyle(document, section.index, keysBelow(node));
  const names = keys.map((key) => copiedKey(text, key, style));
  const inner = indent + entryIndent(document, section.index);
  const lines = tableLines(entries, style, inner, eol);
  const header = `${indent}[${names.join('.')}]`;
  return aheadDraft(document, section, [{ gap: 0, lines: [header, ...lines] }], 1, -node.depth);
}

/** Entries of an inline table after its last one. */
function inlineDraft(node: Node, entries: readonly NewEntry[]): Draft {
  const { document } = node;
  const { text } = document;
  const value = valueRange(node);
  if (!value) throw new Error('an inline table has a value');
  const section = node.parts[0]?.section.index ?? 0;
  const last = inlineEntries(text, value).at(-1);
  const model =
    last && text[last.valueStart] === '{' ? { start: last.valueStart, end: last.valueEnd } : value;
  const near = inlineStyle(text, entryStyle(document, section, keysBelow(node)), model);
  const style = styleWith(near, { equals: near.inlineEquals });
  const quoted = mustQuote(node, entries);
  const body = entries
    .flatMap(([key, below]) => {
      const name = keyText(key, style, quoted);
      return inlinePairs(name, below, style);
    })
    .map(([key, below]) => entryText(key, below, style, '', eolAt(text, value.start)))
    .join(', ');
  const at = last?.valueEnd ?? value.start + 1;
  // `{}` becomes `{ a = 1 }` and `{ }` becomes `{a = 1 }`: taking it out again restores either.
  const braces = /[ \t]/.test(text[at] ?? '') ? '' : style.braces;
  const inserted = last ? `, ${body}` : braces + body + braces;
  return { start: at, end: at, text: inserted, rank: -node.depth };
}

/**
 * A table that only leads on to one table is written as a dotted key, so that nothing but the
 * entry itself comes into being: taking the entry out leaves no empty table behind.
 */
function inlinePairs(
  name: string,
  value: TomlValue,
  style: KeyStyle,
): readonly (readonly [key: string, value: TomlValue])[] {
  if (!isTable(value) || !Object.values(value).some(isTable)) return [[name, value]];
  return Object.entries(value).flatMap(([key, below]) =>
    inlinePairs(`${name}.${keyText(key, style)}`, below, style),
  );
}

/** The last entry of a table that dotted keys name, or of the last table that they name below it. */
function lastEntryBelow(node: Node): { readonly part: Part; readonly entry: Entry } {
  const isEntry = (each: Part): boolean => each.kind === 'entry';
  const table = findLastChild(
    node,
    (each) => nodeKind(each) === 'table' && each.parts.some(isEntry),
  );
  const part = (table ?? node).parts.findLast(isEntry);
  if (!part?.entry) throw new Error('a table without header or value is named by dotted keys');
  return { part, entry: part.entry };
}

/** The last names that stand directly below a table, as written. */
function keysBelow(node: Node): readonly Key[] {
  const keys = lastKeys(node);
  const part = node.parts[0];
  return keys.length > 0 || !part ? keys : partKeys(node.document, part);
}

/** Names of one kind are quoted alike: all of them once one must be. */
function mustQuote(node: Node, entries: readonly NewEntry[]): boolean {
  const tables = entries.filter(([, value]) => isSubTables(value));
  return tables.some(([key]) => needsQuotes(key)) || someChildName(node, needsQuotes);
}
