// How lines stand around sections: which comments and blank lines belong to which, and where a
// section's own lines end.
import type { TextRange } from '../text/edit.ts';
import { nextLine, type Section, skipBlanks } from './scan.ts';
import type { Document } from './view.ts';

/** The start of the line that holds `at`. */
export function lineStart(text: string, at: number): number {
  if (at === 0) return 0;
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return start === 0 && text.charCodeAt(0) === 0xfeff && at > 0 ? 1 : start;
}

/** The blanks that a line begins with. */
export function indentAt(text: string, at: number): string {
  const start = lineStart(text, at);
  return text.slice(start, Math.min(skipBlanks(text, start), at));
}

export function isBlankLine(text: string, start: number): boolean {
  if (start >= text.length) return false;
  let end = skipBlanks(text, start);
  if (text[end] === '\r') end++;
  return end >= text.length || text[end] === '\n';
}

/** Whether nothing but blanks, line ends and a byte order mark stand before an offset. */
export function isBlank(text: string, end: number): boolean {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < end && /\s/.test(text[at] ?? '')) at++;
  return at >= end;
}

export function isCommentLine(text: string, start: number): boolean {
  return text[skipBlanks(text, start)] === '#';
}

/** The line end used around an offset: that of the line before it, else the text's first. */
export function eolAt(text: string, at: number): string {
  let lf = text.lastIndexOf('\n', at - 1);
  if (at === 0 || lf === -1) lf = text.indexOf('\n');
  return lf > 0 && text[lf - 1] === '\r' ? '\r\n' : '\n';
}

/** Where a section begins for a reader: the comment block glued to its header, or the header. */
export function leadStart(document: Document, section: Section): number {
  if (section.kind === 'root') return section.start;
  return gluedStart(document.text, lineStart(document.text, section.start));
}

/** The first of the comment lines directly above the line at `start`. */
export function gluedStart(text: string, start: number): number {
  let lead = start;
  while (lead > 0) {
    const above = lineStart(text, lead - 1);
    if (above === lead || !isCommentLine(text, above)) break;
    lead = above;
  }
  return lead;
}

/**
 * The end of a section's own lines: after the last entry (or the header) and the comments glued
 * below it, unless those are glued to the next header.
 */
export function bodyEnd(document: Document, section: Section): number {
  const { text } = document;
  const last = section.entries.at(-1)?.valueEnd ?? section.headerEnd;
  const next = document.sections[section.index + 1];
  const limit = next ? leadStart(document, next) : text.length;
  const bare = section.kind === 'root' && section.entries.length === 0;
  if (bare) return lastCommentEnd(text, section.start, limit);
  let end = nextLine(text, last);
  while (end < limit && isCommentLine(text, end)) end = nextLine(text, end);
  return Math.min(end, text.length);
}

/** How many blank lines stand directly above an offset that starts a line. */
export function blankLinesAbove(text: string, at: number): number {
  let count = 0;
  let start = at;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (above === start || !isBlankLine(text, above)) break;
    start = above;
    count++;
  }
  return count;
}

/** The blank lines above an offset that starts a line, as a span. */
export function blankRunAbove(text: string, at: number): TextRange {
  let start = at;
  for (let left = blankLinesAbove(text, at); left > 0; left--) start = lineStart(text, start - 1);
  return { start, end: at };
}

function lastCommentEnd(text: string, from: number, limit: number): number {
  let end = from;
  for (let at = from; at < limit; at = nextLine(text, at)) {
    if (isCommentLine(text, at)) end = nextLine(text, at);
  }
  return end;
}
