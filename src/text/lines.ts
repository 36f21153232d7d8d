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
  const starts = new LineStarts(text);
  return {
    position(offset) {
      const line = starts.lineAt(offset);
      return { line, column: offset - (starts.of(line) ?? 0) + 1 };
    },
    lineText(line) {
      const start = starts.of(line);
      if (start === undefined) return '';
      const next = starts.of(line + 1);
      return text.slice(start, next === undefined ? text.length : next - 1).replace(/\r$/, '');
    },
  };
}

/** Finds the starts of lines as far as somebody asks. */
class LineStarts {
  private readonly text: string;
  private readonly known: number[] = [0];
  private whole = false;

  constructor(text: string) {
    this.text = text;
  }

  /** The start of a line, counted from 1; `undefined` past the last. */
  of(line: number): number | undefined {
    while (!this.whole && this.known.length < line) this.findNext();
    return this.known[line - 1];
  }

  lineAt(offset: number): number {
    while (!this.whole && (this.known.at(-1) ?? 0) <= offset) this.findNext();
    let low = 0;
    let high = this.known.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.known[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  private findNext(): void {
    const end = this.text.indexOf('\n', this.known.at(-1));
    if (end === -1) this.whole = true;
    else this.known.push(end + 1);
  }
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
