// Finds the TOML constructs that parsers disagree about (engines.md A.11, B.7, C.11), with their
// places. Which parser takes which is dialect.ts's knowledge. Total and linear on every text.
import type { TextRange } from '../../text/edit.ts';

/** What some parser refuses or reads in its own way. */
export type ConstructName =
  | 'byte-order-mark'
  | 'bare-carriage-return'
  | 'control-character-in-comment'
  | 'newline-in-inline-table'
  | 'trailing-comma-in-inline-table'
  | 'hexadecimal-escape'
  | 'escape-for-escape'
  | 'escaped-slash'
  | 'time-without-seconds'
  | 'escape-in-header-key'
  | 'bracket-in-header-key';

export interface Construct extends TextRange {
  readonly name: ConstructName;
}

/** The constructs in text order. */
export function findConstructs(text: string): readonly Construct[] {
  const found: Construct[] = [];
  const add = (name: ConstructName, start: number, end: number): void => {
    found.push({ name, start, end });
  };
  let at = 0;
  if (text.charCodeAt(0) === 0xfeff) {
    add('byte-order-mark', 0, 1);
    at = 1;
  }
  const open: string[] = [];
  let comma = -1;
  let inHeader = false;
  let lineHasText = false;
  while (at < text.length) {
    const char = text[at] as string;
    if (char === '\n' || char === '\r') {
      if (char === '\r' && text[at + 1] !== '\n') add('bare-carriage-return', at, at + 1);
      if (char === '\n') {
        if (open.at(-1) === '{') add('newline-in-inline-table', at, at + 1);
        inHeader = false;
        if (open.length === 0) lineHasText = false;
      }
      at++;
      continue;
    }
    if (char === '#') {
      at = scanComment(text, at, add);
      continue;
    }
    if (char === '"' || char === "'") {
      const end = stringEnd(text, at);
      scanString(text, at, end, inHeader, add);
      at = end;
    } else {
      if (char === '[' && !lineHasText && open.length === 0) inHeader = true;
      else if (!inHeader) trackBrackets(text, at, open, comma, add);
      const time = open.length > 0 || lineHasText ? shortTime(text, at) : 0;
      if (time > 0) add('time-without-seconds', at, at + time);
      at += Math.max(time, 1);
    }
    if (char === ',') comma = at - 1;
    else if (char !== ' ' && char !== '\t') comma = -1;
    if (char !== ' ' && char !== '\t') lineHasText = true;
  }
  return found;
}

type Add = (name: ConstructName, start: number, end: number) => void;

function trackBrackets(text: string, at: number, open: string[], comma: number, add: Add): void {
  const char = text[at];
  if (char === '{' || char === '[') open.push(char);
  else if (char === '}' || char === ']') {
    if (char === '}' && comma !== -1) add('trailing-comma-in-inline-table', comma, comma + 1);
    open.pop();
  }
}

function scanComment(text: string, from: number, add: Add): number {
  let at = from;
  for (; at < text.length && text[at] !== '\n'; at++) {
    const code = text.charCodeAt(at);
    const control = (code < 0x20 && code !== 9) || code === 0x7f;
    if (control && !(code === 13 && text[at + 1] === '\n')) {
      add('control-character-in-comment', at, at + 1);
    }
  }
  return at;
}

/** Past the closing quotes; a string on one line ends at the line's end at the latest. */
function stringEnd(text: string, from: number): number {
  const quote = text[from] as string;
  const many = text.startsWith(quote.repeat(3), from);
  for (let at = from + (many ? 3 : 1); at < text.length; at++) {
    const char = text[at];
    if (char === '\\' && quote === '"') at++;
    else if (many && char === quote && text.startsWith(quote.repeat(3), at)) {
      let end = at + 3;
      while (end < at + 5 && text[end] === quote) end++;
      return end;
    } else if (!many && char === quote) return at + 1;
    else if (!many && char === '\n') return at;
  }
  return text.length;
}

function scanString(text: string, start: number, end: number, inHeader: boolean, add: Add): void {
  const basic = text[start] === '"';
  for (let at = start + 1; at < end; at++) {
    const char = text[at];
    if (inHeader && (char === '[' || char === ']')) add('bracket-in-header-key', at, at + 1);
    if (char !== '\\' || !basic) continue;
    const kind = text[at + 1];
    if (inHeader) add('escape-in-header-key', at, at + 2);
    if (kind === 'x') add('hexadecimal-escape', at, Math.min(at + 4, end));
    else if (kind === 'e') add('escape-for-escape', at, at + 2);
    else if (kind === '/') add('escaped-slash', at, at + 2);
    at++;
  }
}

/** The length of `07:32` where it stands as a value or ends a date; 0 where no short time does. */
function shortTime(text: string, at: number): number {
  const before = text[at - 1] ?? '';
  if (!/[\s=,[TtZ ]/.test(before)) return 0;
  const window = text.slice(at, at + 9);
  const match = /^[0-9]{2}:[0-9]{2}(?![0-9:])/.exec(window);
  return match ? match[0].length : 0;
}
