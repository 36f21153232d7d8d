// Comments: whether a `#` begins one or stands in a string.
import type { TextRange } from '../text/edit.ts';
import { arrayItems, inlineEntries } from './items.ts';
import type { Section } from './scan.ts';
import type { Document } from './view.ts';

/** Whether the `#` at an offset begins a comment. */
export function beginsComment(document: Document, at: number): boolean {
  const section = sectionAt(document, at);
  if (!section) return true;
  if (at < section.headerEnd && section.kind !== 'root') return false;
  const entry = section.entries.find((each) => at >= each.start && at < each.valueEnd);
  if (!entry) return true;
  if (at < entry.valueStart) return false;
  return outsideStrings(document.text, { start: entry.valueStart, end: entry.valueEnd }, at);
}

function sectionAt(document: Document, at: number): Section | undefined {
  const { sections } = document;
  let low = 0;
  let high = sections.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sections[middle]?.start ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return sections[low];
}

function outsideStrings(text: string, value: TextRange, at: number): boolean {
  const first = text[value.start];
  if (first !== '[' && first !== '{') return false;
  const inner =
    first === '['
      ? arrayItems(text, value)
      : inlineEntries(text, value).map((entry) => ({ start: entry.start, end: entry.valueEnd }));
  const around = inner.find((each) => at >= each.start && at < each.end);
  if (!around) return true;
  if (first === '[') return outsideStrings(text, around, at);
  const entry = inlineEntries(text, value).find((each) => at >= each.start && at < each.valueEnd);
  if (!entry || at < entry.valueStart) return false;
  return outsideStrings(text, { start: entry.valueStart, end: entry.valueEnd }, at);
}
