// Lines of a text: where each starts, and which line and column an offset is in.
// LF and CRLF end a line; a lone CR does not (TOML has no such line end).

/** A place for people: both numbers start at 1, the column counts UTF-16 code units. */
export interface LinePosition {
  readonly line: number;
  readonly column: number;
}

/** Answers positions for one text; the lines are found when the first is asked for. */
export interface LineIndex {
  position(offset: number): LinePosition;
  /** The line's text without its line end; `''` outside the text. */
  lineText(line: number): string;
}

export function lineIndex(text: string): LineIndex {
  let known: readonly number[] | undefined;
  const lineStarts = (): readonly number[] => {
    known ??= startsOf(text);
    return known;
  };
  return {
    position(offset) {
      const starts = lineStarts();
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
    lineText(line) {
      const start = lineStarts()[line - 1];
      if (start === undefined) return '';
      const next = lineStarts()[line];
      return text.slice(start, next === undefined ? text.length : next - 1).replace(/\r$/, '');
    },
  };
}

/** The offset of a line and column as `position` gives them; past the line's end it is the end. */
export function offsetAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let left = line - 1; left > 0; left--) {
    const next = text.indexOf('\n', start);
    if (next === -1) return text.length;
    start = next + 1;
  }
  return Math.min(start + column - 1, text.length);
}

function startsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
