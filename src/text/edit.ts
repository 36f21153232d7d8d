// Edits as data: what changes, against which offsets, and how a list of edits becomes a text.
// Knows nothing of TOML or mirrors.

/** A half-open span of a text, in UTF-16 code units: `start` is in it, `end` is not. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Replaces `[start, end)` of the original text by `text`; `start === end` is an insertion. */
export interface TextEdit extends TextRange {
  readonly text: string;
}

/**
 * Applies edits that were all planned against `text`.
 *
 * Edits may come in any order but must not overlap; insertions at one offset keep the order in
 * which they stand in the list. Throws a `RangeError` for an edit outside the text, a reversed
 * range or an overlap; no text is returned then.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let offset = 0;
  for (const edit of inTextOrder(edits)) {
    const sane = Number.isInteger(edit.start) && Number.isInteger(edit.end);
    if (!sane || edit.start > edit.end || edit.start < 0 || edit.end > text.length) {
      throw new RangeError(`edit ${edit.start}..${edit.end} is no span of the text`);
    }
    if (edit.start < offset) {
      throw new RangeError(
        `edit ${edit.start}..${edit.end} overlaps the one that ends at ${offset}`,
      );
    }
    pieces.push(text.slice(offset, edit.start), edit.text);
    offset = edit.end;
  }
  if (pieces.length === 0) return text;
  pieces.push(text.slice(offset));
  return pieces.join('');
}

/** The edits by position; insertions at an offset before a replacement that starts there. */
export function inTextOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index)
    .map(({ edit }) => edit);
}
