// Dotted keys: the names they are made of, decoded, and where each stands.
import type { TextRange } from '../text/edit.ts';
import { decodeKey } from './decode.ts';
import { skipBlanks } from './scan.ts';

/** One name of a key path, decoded; the range includes its quotes. */
export interface Key extends TextRange {
  readonly name: string;
}

const TAB = 9;
const LF = 10;
const SPACE = 32;
const DOUBLE = 34;
const HASH = 35;
const SINGLE = 39;
const DOT = 46;
const EQUALS = 61;
const BACKSLASH = 92;
const CLOSE = 93;

/** The names of a dotted key, with their places. */
export function splitKey(text: string, start: number, end: number): readonly Key[] {
  const keys: Key[] = [];
  let at = skipBlanks(text, start);
  while (at < end) {
    const key = keyAt(text, at);
    if (key.end > at) keys.push(key);
    const next = nextName(text, key.end);
    if (next === -1) break;
    at = next;
  }
  return keys;
}

/** The name that starts at an offset; an empty range where none does. */
export function keyAt(text: string, start: number): Key {
  const quote = text.charCodeAt(start);
  const quoted = quote === DOUBLE || quote === SINGLE;
  const end = quoted ? quotedEnd(text, start, quote) : bareEnd(text, start);
  return { name: decodeKey(text.slice(start, end)), start, end };
}

/** Where the name that starts at an offset ends if it is `name`; -1 if it is another. */
export function matchName(text: string, start: number, name: string): number {
  const quote = text.charCodeAt(start);
  if (quote !== DOUBLE && quote !== SINGLE) {
    const end = start + name.length;
    // A dot of the name itself is in quotes: `a.b` without them is two names.
    return text.startsWith(name, start) && bareEnd(text, start) === end ? end : -1;
  }
  let at = start + 1;
  for (let index = 0; index < name.length; index++, at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH && quote === DOUBLE) {
      const key = keyAt(text, start);
      return key.name === name ? key.end : -1;
    }
    if (code === quote || code !== name.charCodeAt(index)) return -1;
  }
  return text.charCodeAt(at) === quote ? at + 1 : -1;
}

/** Where the name after the one that ends at an offset starts; -1 after a key's last name. */
export function nextName(text: string, end: number): number {
  const dot = skipBlanks(text, end);
  return text.charCodeAt(dot) === DOT ? skipBlanks(text, dot + 1) : -1;
}

/** Whether a name starts at an offset. */
export function startsName(text: string, at: number): boolean {
  return !endsBare(text.charCodeAt(at));
}

function quotedEnd(text: string, start: number, quote: number): number {
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === LF) break;
    if (code === BACKSLASH && quote === DOUBLE) at++;
  }
  return Math.min(at, text.length);
}

function bareEnd(text: string, start: number): number {
  let at = start;
  while (!endsBare(text.charCodeAt(at))) at++;
  return at;
}

/** Whether a character, or the text's end, cannot be in a name without quotes. */
function endsBare(code: number): boolean {
  return (
    code === DOT ||
    code === CLOSE ||
    code === SPACE ||
    code === EQUALS ||
    code === TAB ||
    code === LF ||
    code === HASH ||
    Number.isNaN(code)
  );
}
