// An edit on its way into a plan: where several insertions meet at one offset, rank orders them.
import type { TextEdit } from '../text/edit.ts';

/** Lower ranks come first at one offset: entries before headers, inner tables before outer. */
export interface Draft extends TextEdit {
  readonly rank: number;
}

export const ENTRY_RANK: number = Number.NEGATIVE_INFINITY;

/** The edits in text order, those at one offset by rank. */
export function settle(drafts: readonly Draft[]): readonly TextEdit[] {
  return drafts
    .map((draft, index) => ({ draft, index }))
    .sort(
      (a, b) =>
        a.draft.start - b.draft.start ||
        a.draft.end - b.draft.end ||
        a.draft.rank - b.draft.rank ||
        a.index - b.index,
    )
    .map(({ draft: { start, end, text } }) => ({ start, end, text }));
}

/**
 * Lines to insert at an offset that starts a line. Where the text ends without a line end, the
 * lines come after one of their own and leave the new last line open as the old one was.
 */
export function lineDraft(
  text: string,
  at: number,
  lines: readonly string[],
  eol: string,
  rank: number,
): Draft {
  const open = at === text.length && !/(^\ufeff?|\n)$/.test(text);
  const body = open
    ? lines.map((line) => eol + line).join('')
    : lines.map((line) => line + eol).join('');
  return { start: at, end: at, text: body, rank };
}
