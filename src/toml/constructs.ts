// Finds the TOML constructs that parsers disagree about (engines.md A.11, B.7, C.11), with their
// places. Which parser takes which is for formats/dialect.ts to know. Total and linear on every text.
import type { TextRange } from '../text/edit.ts';

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
  | 'date-without-time'
  | 'escape-in-header-key'
  | 'quote-in-header-key'
  | 'bracket-in-header-key'
  | 'blank-only-after-dot'
  | 'tab-after-dot'
  | 'key-after-header';

export interface Construct extends TextRange {
  readonly name: ConstructName;
}

/** The constructs in text order. */
export function findConstructs(text: string): readonly Construct[] {
  const found: Construct[] = [];
  const add: Add = (name, start, end) => {
    found.push({ name, start, end });
  };
  const marked = text.charCodeAt(0) === 0xfeff;
  if (marked) add('byte-order-mark', 0, 1);
  const state: State = { open: [], comma: -1, place: 'line-start' };
  for (let at = marked ? 1 : 0; at < text.length; ) at = step(text, at, state, add);
  return found;
}

type Add = (name: ConstructName, start: number, end: number) => void;

interface State {
  /** The brackets that are open around the place. */
  readonly open: string[];
  /** The comma with nothing but blanks and comments after it, or -1. */
  comma: number;
  place: 'line-start' | 'header' | 'after-header' | 'key' | 'value';
}

/** Looks at one character, string or comment; returns the offset after it. */
function step(text: string, at: number, state: State, add: Add): number {
  const char = text[at] as string;
  if (char === '\r' && text[at + 1] !== '\n') add('bare-carriage-return', at, at + 1);
  if (char === '\n') {
    if (state.open.at(-1) === '{') add('newline-in-inline-table', at, at + 1);
    if (state.open.length === 0) state.place = 'line-start';
  }
  if (char === '#') return scanComment(text, at, add);
  if (/[ \t\r\n]/.test(char)) return at + 1;
  if (state.place === 'line-start') state.place = char === '[' ? 'header' : 'key';
  if (state.place === 'after-header') {
    // The blank before it is the place: a parser that takes this sees a line end there.
    if (/[ \t]/.test(text[at - 1] ?? '')) add('key-after-header', at - 1, at);
    state.place = char === '[' ? 'header' : 'key';
  }
  if (char === '"' || char === "'") {
    const end = stringEnd(text, at);
    scanString(text, at, end, state.place === 'header', add);
    state.comma = -1;
    return end;
  }
  if (state.place === 'header') {
    if (char === '.' && text[at + 1] === '\t') add('tab-after-dot', at, at + 2);
    if (char === ']' && text[at + 1] !== ']') state.place = 'after-header';
  } else if (state.place === 'key') {
    if (char === '.') scanDot(text, at, add);
    if (char === '=') state.place = 'value';
    track(char, state, add);
  } else {
    const end = scanMoment(text, at, add);
    if (end > at) return end;
    track(char, state, add);
  }
  state.comma = char === ',' ? at : -1;
  return at + 1;
}

/** Keeps count of the brackets around values, and of where keys of inline tables begin. */
function track(char: string, state: State, add: Add): void {
  const { open, comma } = state;
  if (char === '{' || char === '[') open.push(char);
  if (char === '}' || char === ']') {
    if (char === '}' && comma !== -1) add('trailing-comma-in-inline-table', comma, comma + 1);
    open.pop();
    state.place = 'value';
  }
  const begins = char === '{' || char === ',';
  if (begins && open.at(-1) === '{') state.place = 'key';
}

function scanDot(text: string, at: number, add: Add): void {
  const next = text[at + 1];
  if (next === '\t') add('tab-after-dot', at, at + 2);
  else if (next === ' ' && !/[ \t]/.test(text[at - 1] ?? ''))
    add('blank-only-after-dot', at, at + 2);
}

/** Past a date or time that stands here as a value; the same offset where none does. */
function scanMoment(text: string, at: number, add: Add): number {
  if (!/[\s=,[]/.test(text[at - 1] ?? '')) return at;
  const window = text.slice(at, at + 18);
  const date = /^[0-9]{4}-[0-9]{2}-[0-9]{2}/.exec(window)?.[0] ?? '';
  const after = window[date.length];
  if (date !== '' && after !== undefined && !/[0-9 T]/.test(after)) {
    add('date-without-time', at, at + date.length);
  }
  const start = date === '' ? 0 : date.length + 1;
  const time = /^[0-9]{2}:[0-9]{2}(?![0-9:])/.exec(window.slice(start))?.[0] ?? '';
  if (time !== '') add('time-without-seconds', at + start, at + start + time.length);
  return at + Math.max(date.length, time === '' ? 0 : start + time.length);
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
    if (inHeader) add(kind === '"' ? 'quote-in-header-key' : 'escape-in-header-key', at, at + 2);
    if (kind === 'x') add('hexadecimal-escape', at, Math.min(at + 4, end));
    else if (kind === 'e') add('escape-for-escape', at, at + 2);
    else if (kind === '/') add('escaped-slash', at, at + 2);
    at++;
  }
}
