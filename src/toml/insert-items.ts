// Plans the insertion of items into an array that is written as a value, and of elements into an
// array of tables in either spelling.
import type { TextRange } from '../text/edit.ts';
import type { TomlTable, TomlValue } from './decode.ts';
import type { Draft } from './draft.ts';
import { valueText } from './emit.ts';
import { elementsDraft } from './insert-tables.ts';
import { arrayItems, type Item } from './items.ts';
import { eolAt, indentAt, isCommentLine, lineStart } from './layout.ts';
import { nextLine } from './scan.ts';
import { entryStyle, inlineStyle, styleWith } from './style.ts';
import { isTableArray, type Node, valueRange } from './view.ts';
import { stringQuote } from './written.ts';

/** New elements before element `index`; past the end, after the last. */
export function insertElements(
  array: Node,
  index: number,
  values: readonly TomlValue[],
): readonly Draft[] {
  if (values.length === 0) return [];
  if (isTableArray(array)) return [elementsDraft(array, index, values as readonly TomlTable[])];
  const value = valueRange(array);
  return value ? itemDrafts(array, value, index, values) : [];
}

function itemDrafts(
  array: Node,
  value: TextRange,
  index: number,
  values: readonly TomlValue[],
): readonly Draft[] {
  const { text } = array.document;
  const items = arrayItems(text, value);
  const section = array.parts[0]?.section.index ?? 0;
  const style = entryStyle(array.document, section, []);
  const quoted = items.findLast((item) => stringQuote(text, item.start) !== undefined);
  const valueQuote = (quoted && stringQuote(text, quoted.start)) ?? style.valueQuote;
  const eol = eolAt(text, value.start);
  const inner = inlineStyle(text, styleWith(style, { valueQuote }), items.at(-1));
  const texts = values.map((each) => valueText(each, inner, '', eol));
  const rank = -array.depth - 1;
  const insertion = (at: number, body: string): Draft => ({ start: at, end: at, text: body, rank });
  const after = items[Math.min(index, items.length) - 1];
  const gap = items.length > 1 && /^,\S/.test(text.slice(items[0]?.comma ?? 0)) ? ',' : ', ';
  if (items.length === 0) {
    const { itemIndent } = style.arrays(array.key ?? '');
    return [intoEmpty(text, value, texts, itemIndent, insertion)];
  }
  if (after) return afterItem(text, value, items, after, texts, gap, eol, insertion);
  const first = items[0] as Item;
  if (!startsItsLine(text, first))
    return [insertion(first.start, texts.map((each) => each + gap).join(''))];
  // Above the comments that belong to the item that was first.
  const at = nextLine(text, value.start);
  const indent = indentAt(text, first.start);
  return [insertion(at, texts.map((each) => `${indent}${each},${eol}`).join(''))];
}

function intoEmpty(
  text: string,
  value: TextRange,
  texts: readonly string[],
  itemIndent: string,
  insertion: (at: number, body: string) => Draft,
): Draft {
  const close = value.end - 1;
  const eol = eolAt(text, value.end);
  if (!text.slice(value.start, close).includes('\n')) {
    const padding = /[ \t]/.test(text[value.start + 1] ?? '') ? ' ' : '';
    return insertion(value.start + 1, padding + texts.join(', '));
  }
  const line = lineStart(text, close);
  const above = lineStart(text, line - 1);
  const comment = above > value.start && isCommentLine(text, above);
  const indent = comment ? firstIndent(text, above) : indentAt(text, close) + itemIndent;
  return insertion(line, texts.map((each) => `${indent}${each},${eol}`).join(''));
}

function afterItem(
  text: string,
  value: TextRange,
  items: readonly Item[],
  after: Item,
  texts: readonly string[],
  gap: string,
  eol: string,
  insertion: (at: number, body: string) => Draft,
): readonly Draft[] {
  const following = items[items.indexOf(after) + 1];
  const end = Math.max(after.end, after.comma + 1);
  const lead = text.slice(lineStart(text, after.start), after.start);
  if (/^[ \t]*,[ \t]*$/.test(lead)) {
    return [insertion(after.end, texts.map((each) => eol + lead + each).join(''))];
  }
  const indent = indentAt(text, after.start);
  if (lead.trim() !== '') {
    return [insertion(after.end, texts.map((each) => gap + each).join(''))];
  }
  const line = nextLine(text, end);
  if (line > (following?.start ?? value.end - 1)) {
    return [insertion(after.end, texts.map((each) => `,${eol}${indent}${each}`).join(''))];
  }
  const closing = following || after.comma !== -1 ? ',' : '';
  const lines = texts.map(
    (each, at) => `${indent}${each}${at < texts.length - 1 ? ',' : closing}${eol}`,
  );
  const comma = after.comma === -1 ? [insertion(after.end, ',')] : [];
  return [...comma, insertion(line, lines.join(''))];
}

function startsItsLine(text: string, item: TextRange): boolean {
  return text.slice(lineStart(text, item.start), item.start).trim() === '';
}

function firstIndent(text: string, line: number): string {
  return /^[ \t]*/.exec(text.slice(line, nextLine(text, line)))?.[0] ?? '';
}
