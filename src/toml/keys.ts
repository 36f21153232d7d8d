// Dotted keys: the names they are made of, decoded, and where each stands.
import type { TextRange } from '../text/edit.ts';
import { decodeKey } from './decode.ts';
import { skipBlanks } from './scan.ts';

/** One name of a key path, decoded; the range includes its quotes. */
export interface Key extends TextRange {
  readonly name: string;
}

const BARE = /^[A-Za-z0-9_-]+$/;

/** The names of a dotted key, with their places. */
export function splitKey(text: string, start: number, end: number): readonly Key[] {
  const keys: Key[] = [];
  let at = skipBlanks(text, start);
  while (at < end) {
    const from = at;
    const quote = text[at];
    if (quote === '"' || quote === "'") {
      at++;
      while (at < end && text[at] !== quote) at += quote === '"' && text[at] === '\\' ? 2 : 1;
      at = Math.min(at + 1, end);
    } else {
      while (at < end && text[at] !== '.' && text[at] !== ' ' && text[at] !== '\t') at++;
    }
    if (at > from) keys.push({ name: decodeKey(text.slice(from, at)), start: from, end: at });
    at = skipBlanks(text, at);
    if (text[at] !== '.') break;
    at = skipBlanks(text, at + 1);
  }
  return keys;
}

/** The names alone, faster where there is but one. */
export function namesOf(text: string, start: number, end: number): readonly string[] {
  const raw = text.slice(start, end);
  if (BARE.test(raw)) return [raw];
  return splitKey(text, start, end).map((key) => key.name);
}
