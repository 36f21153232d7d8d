// Two rounds of edits as one: the second was planned against the text that the first made.
import { inTextOrder, type TextEdit } from './edit.ts';

/** A stretch of the text in between: kept from the original, or new. */
type Piece =
  | { readonly kept: true; readonly start: number; readonly end: number }
  | { readonly kept: false; readonly text: string };

/**
 * Edits against the original that do what `first` and then `second` do:
 * `applyEdits(text, composeEdits(text, a, b))` is `applyEdits(applyEdits(text, a), b)`.
 */
export function composeEdits(
  text: string,
  first: readonly TextEdit[],
  second: readonly TextEdit[],
): readonly TextEdit[] {
  const between = piecesOf(text, first);
  const result: Piece[] = [];
  let offset = 0;
  for (const edit of inTextOrder(second)) {
    result.push(...cut(between, offset, edit.start), { kept: false, text: edit.text });
    offset = edit.end;
  }
  result.push(...cut(between, offset, Number.POSITIVE_INFINITY));
  return editsOf(text, result);
}

function piecesOf(text: string, edits: readonly TextEdit[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const edit of inTextOrder(edits)) {
    pieces.push({ kept: true, start: offset, end: edit.start }, { kept: false, text: edit.text });
    offset = edit.end;
  }
  pieces.push({ kept: true, start: offset, end: text.length });
  return pieces;
}

/** The part of the pieces between two offsets of the text that they make. */
function cut(pieces: readonly Piece[], from: number, to: number): readonly Piece[] {
  const result: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const length = piece.kept ? piece.end - piece.start : piece.text.length;
    const low = Math.max(from - at, 0);
    const high = Math.min(to - at, length);
    at += length;
    if (low >= high) continue;
    result.push(
      piece.kept
        ? { kept: true, start: piece.start + low, end: piece.start + high }
        : { kept: false, text: piece.text.slice(low, high) },
    );
  }
  return result;
}

function editsOf(text: string, pieces: readonly Piece[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let offset = 0;
  let added = '';
  const flush = (end: number): void => {
    if (end > offset || added !== '') edits.push({ start: offset, end, text: added });
    added = '';
  };
  for (const piece of pieces) {
    if (!piece.kept) added += piece.text;
    else if (piece.end > piece.start) {
      flush(piece.start);
      offset = piece.end;
    }
  }
  flush(text.length);
  return edits;
}

/** The offset in the original that an offset in the edited text comes from, or stands beside. */
export function originalOffset(edits: readonly TextEdit[], offset: number): number {
  let shift = 0;
  for (const edit of inTextOrder(edits)) {
    const start = edit.start + shift;
    if (offset < start) break;
    if (offset < start + edit.text.length) return edit.start;
    shift += edit.text.length - (edit.end - edit.start);
  }
  return offset - shift;
}
