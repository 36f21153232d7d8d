// Finds the TOML constructs that parsers disagree about (engines.md A.11, B.7, C.11), with their
// places. Which parser takes which is for formats/dialect.ts to know. Total and linear on every text.
import type { TextRange } from '../text/edit.ts';
import {
  BACKSLASH,
  CLOSE,
  CLOSE_BRACE,
  COMMA,
  CR,
  DELETE,
  DOT,
  DOUBLE,
  EQUALS,
  HASH,
  LF,
  MINUS,
  NINE,
  OPEN,
  OPEN_BRACE,
  PLUS,
  SINGLE,
  SPACE,
  TAB,
  ZERO,
} from './characters.ts';

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
  | 'day-beyond-month'
  | 'integer-beyond-64-bits'
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
  /** The brackets that are open around the place, as character codes. */
  readonly open: number[];
  /** The comma with nothing but blanks and comments after it, or -1. */
  comma: number;
  place: 'line-start' | 'header' | 'after-header' | 'key' | 'value';
}

/** Looks at one character, string or comment; returns the offset after it. */
function step(text: string, at: number, state: State, add: Add): number {
  const code = text.charCodeAt(at);
  if (code === SPACE || code === TAB) return at + 1;
  if (code === LF || code === CR) return scanLineEnd(text, at, state, add);
  if (code === HASH) return scanComment(text, at, add);
  if (state.place === 'line-start') state.place = code === OPEN ? 'header' : 'key';
  if (state.place === 'after-header') {
    // The blank before it is the place: a parser that takes this sees a line end there.
    if (isBlank(text.charCodeAt(at - 1))) add('key-after-header', at - 1, at);
    state.place = code === OPEN ? 'header' : 'key';
  }
  if (code === DOUBLE || code === SINGLE) {
    const end = stringEnd(text, at, code);
    scanString(text, at, end, state.place === 'header', add);
    state.comma = -1;
    return end;
  }
  if (state.place === 'header') {
    if (code === DOT && text.charCodeAt(at + 1) === TAB) add('tab-after-dot', at, at + 2);
    if (code === CLOSE && text.charCodeAt(at + 1) !== CLOSE) state.place = 'after-header';
  } else if (state.place === 'key') {
    if (code === DOT) scanDot(text, at, add);
    if (code === EQUALS) state.place = 'value';
    track(code, state, add);
  } else {
    const end = beginsNumber(code)
      ? Math.max(scanMoment(text, at, add), scanInteger(text, at, add))
      : at;
    if (end > at) return end;
    track(code, state, add);
  }
  state.comma = code === COMMA ? at : -1;
  return at + 1;
}

function beginsNumber(code: number): boolean {
  return (code >= ZERO && code <= NINE) || code === PLUS || code === MINUS;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

function scanLineEnd(text: string, at: number, state: State, add: Add): number {
  if (text.charCodeAt(at) === CR) {
    if (text.charCodeAt(at + 1) !== LF) add('bare-carriage-return', at, at + 1);
  } else if (state.open.length === 0) state.place = 'line-start';
  else if (state.open.at(-1) === OPEN_BRACE) add('newline-in-inline-table', at, at + 1);
  return at + 1;
}

/** Keeps count of the brackets around values, and of where keys of inline tables begin. */
function track(code: number, state: State, add: Add): void {
  const { open, comma } = state;
  if (code === OPEN_BRACE || code === OPEN) open.push(code);
  if (code === CLOSE_BRACE || code === CLOSE) {
    if (code === CLOSE_BRACE && comma !== -1) {
      add('trailing-comma-in-inline-table', comma, comma + 1);
    }
    open.pop();
    state.place = 'value';
  }
  const begins = code === OPEN_BRACE || code === COMMA;
  if (begins && open.at(-1) === OPEN_BRACE) state.place = 'key';
}

function scanDot(text: string, at: number, add: Add): void {
  const next = text.charCodeAt(at + 1);
  if (next === TAB) add('tab-after-dot', at, at + 2);
  else if (next === SPACE && !isBlank(text.charCodeAt(at - 1))) {
    add('blank-only-after-dot', at, at + 2);
  }
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
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  if (day > daysIn(year, month)) add('day-beyond-month', at, at + date.length);
  return at + Math.max(date.length, time === '' ? 0 : start + time.length);
}

/** Of a month that there is; what is none has no days too many. */
function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const INTEGER = /([+-]?)(0x[0-9A-Fa-f_]+|0o[0-7_]+|0b[01_]+|[0-9_]+)(?![\w.:+-])/y;
const LARGEST = 2n ** 63n - 1n;
/** More digits than any integer of 64 bits has in any base. */
const LONGEST = 70;

/** Past an integer that stands here as a value; the same offset where none does. */
function scanInteger(text: string, at: number, add: Add): number {
  if (!/[\s=,[]/.test(text[at - 1] ?? '')) return at;
  INTEGER.lastIndex = at;
  const [whole = '', sign, digits = ''] = INTEGER.exec(text) ?? [];
  const end = at + whole.length;
  if (digits.length < 16) return end;
  const plain = digits.replaceAll('_', '');
  const isLong = plain.replace(/^(?:0[xob])?0*/, '').length > LONGEST;
  const largest = sign === '-' ? LARGEST + 1n : LARGEST;
  if (isLong || BigInt(plain || 0) > largest) add('integer-beyond-64-bits', at, end);
  return end;
}

function scanComment(text: string, from: number, add: Add): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF) break;
    const control = (code < SPACE && code !== TAB) || code === DELETE;
    if (control && !(code === CR && text.charCodeAt(at + 1) === LF)) {
      add('control-character-in-comment', at, at + 1);
    }
  }
  return at;
}

/** Past the closing quotes; a string on one line ends at the line's end at the latest. */
function stringEnd(text: string, from: number, quote: number): number {
  const many = isTriple(text, from, quote);
  for (let at = from + (many ? 3 : 1); at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH && quote === DOUBLE) at++;
    else if (many && code === quote && isTriple(text, at, quote)) {
      let end = at + 3;
      while (end < at + 5 && text.charCodeAt(end) === quote) end++;
      return end;
    } else if (!many && code === quote) return at + 1;
    else if (!many && code === LF) return at;
  }
  return text.length;
}

function isTriple(text: string, at: number, quote: number): boolean {
  return (
    text.charCodeAt(at) === quote &&
    text.charCodeAt(at + 1) === quote &&
    text.charCodeAt(at + 2) === quote
  );
}

function scanString(text: string, start: number, end: number, inHeader: boolean, add: Add): void {
  const basic = text.charCodeAt(start) === DOUBLE;
  if (!basic && !inHeader) return;
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (inHeader && (code === OPEN || code === CLOSE)) add('bracket-in-header-key', at, at + 1);
    if (code !== BACKSLASH || !basic) continue;
    const kind = text[at + 1];
    if (inHeader) add(kind === '"' ? 'quote-in-header-key' : 'escape-in-header-key', at, at + 2);
    if (kind === 'x') add('hexadecimal-escape', at, Math.min(at + 4, end));
    else if (kind === 'e') add('escape-for-escape', at, at + 2);
    else if (kind === '/') add('escaped-slash', at, at + 2);
    at++;
  }
}
