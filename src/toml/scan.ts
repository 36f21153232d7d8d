// Finds where the tables, keys and values of a document stand, and nothing of what they mean.
// Total and linear on every text: what is no TOML is passed over line by line.

import {
  BACKSLASH,
  CLOSE,
  CLOSE_BRACE,
  COMMA,
  CR,
  DOUBLE,
  EQUALS,
  HASH,
  LF,
  OPEN,
  OPEN_BRACE,
  SINGLE,
  SPACE,
  TAB,
} from './characters.ts';

/** `key = value`. Offsets into the text; the value's end excludes blanks and comments. */
export interface Entry {
  readonly start: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** A header with its entries, or what stands before the first header. */
export interface Section {
  readonly kind: 'root' | 'table' | 'array';
  readonly index: number;
  /** The first bracket; for the root, the first character after a byte order mark. */
  readonly start: number;
  /** Between the brackets. */
  readonly keyStart: number;
  readonly keyEnd: number;
  /** After the last bracket. */
  readonly headerEnd: number;
  readonly entries: readonly Entry[];
}

/**
 * The sections in text order; the first is always the root. Only the brackets, braces and triple
 * quotes are looked at, which begin all headers and all values that may be longer than a line.
 */
export function scan(text: string): readonly Section[] {
  const bom = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let section = new ScannedSection(text, 0, 'root', bom);
  const sections = [section];
  const openers = new Openers(text);
  let from = bom;
  for (let at = openers.next(from); at < text.length; at = openers.next(from)) {
    const start = blanksStart(text, at, from);
    const beginsLine = start === from || text.charCodeAt(start - 1) === LF;
    if (beginsLine && text.charCodeAt(at) === OPEN) {
      const kind = text.charCodeAt(at + 1) === OPEN ? 'array' : 'table';
      section.end = at;
      section = new ScannedSection(text, sections.length, kind, at);
      sections.push(section);
      from = nextLine(text, at);
    } else from = skipStatement(text, lineStart(text, start, from));
  }
  return sections;
}

/** Finds the characters that may begin a header or a value of many lines. */
class Openers {
  private readonly text: string;
  private bracket = -1;
  private brace = -1;
  private double = -1;
  private single = -1;

  constructor(text: string) {
    this.text = text;
  }

  /** The first at or after an offset that never goes back; the text's end after the last. */
  next(from: number): number {
    const { text } = this;
    if (this.bracket < from) this.bracket = find(text, '[', from);
    if (this.brace < from) this.brace = find(text, '{', from);
    if (this.double < from) this.double = find(text, '"""', from);
    if (this.single < from) this.single = find(text, "'''", from);
    return Math.min(this.bracket, this.brace, this.double, this.single);
  }
}

function find(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at === -1 ? text.length : at;
}

/** A section that finds its key's end and its entries when somebody asks: most are never looked at. */
class ScannedSection implements Section {
  readonly kind: Section['kind'];
  readonly index: number;
  readonly start: number;
  /** Where the next section starts, or the text's end. */
  end: number;
  private readonly text: string;
  private knownKeyEnd = -1;
  private knownEntries: readonly Entry[] | undefined = undefined;

  constructor(text: string, index: number, kind: Section['kind'], start: number) {
    this.text = text;
    this.index = index;
    this.kind = kind;
    this.start = start;
    this.end = text.length;
  }

  get keyStart(): number {
    return this.start + BRACKETS[this.kind];
  }

  get keyEnd(): number {
    if (this.kind === 'root') return this.start;
    if (this.knownKeyEnd === -1) this.knownKeyEnd = skipKey(this.text, this.keyStart);
    return this.knownKeyEnd;
  }

  get headerEnd(): number {
    const { text, keyEnd } = this;
    if (this.kind === 'root' || text.charCodeAt(keyEnd) !== CLOSE) return keyEnd;
    return Math.min(keyEnd + BRACKETS[this.kind], text.length);
  }

  get entries(): readonly Entry[] {
    this.knownEntries ??= scanEntries(this.text, this.bodyStart, this.end);
    return this.knownEntries;
  }

  private get bodyStart(): number {
    return this.kind === 'root' ? this.start : nextLine(this.text, this.start);
  }
}

const BRACKETS: Readonly<Record<Section['kind'], number>> = { root: 0, table: 1, array: 2 };

/** The start of the blanks before `at`, which `from` is not past. */
function blanksStart(text: string, at: number, from: number): number {
  let start = at;
  while (start > from) {
    const code = text.charCodeAt(start - 1);
    if (code !== SPACE && code !== TAB && code !== CR) break;
    start--;
  }
  return start;
}

/** The start of the line that holds `at`, which `from` is not past. */
function lineStart(text: string, at: number, from: number): number {
  let start = at;
  while (start > from && text.charCodeAt(start - 1) !== LF) start--;
  return start;
}

function scanEntries(text: string, from: number, end: number): readonly Entry[] {
  const entries: Entry[] = [];
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === TAB || code === LF || code === CR) {
      at++;
      continue;
    }
    const keyEnd = code === HASH ? at : skipKey(text, at);
    if (text.charCodeAt(keyEnd) !== EQUALS) {
      at = nextLine(text, keyEnd);
      continue;
    }
    const valueStart = skipBlanks(text, keyEnd + 1);
    const valueEnd = skipValue(text, valueStart);
    entries.push({ start: at, keyEnd: trimEnd(text, at, keyEnd), valueStart, valueEnd });
    at = nextLine(text, valueEnd);
  }
  return entries;
}

/** The line after the statement that starts on the line at `from`: a comment, or an entry. */
function skipStatement(text: string, from: number): number {
  const start = skipBlanks(text, from);
  if (text.charCodeAt(start) === HASH) return nextLine(text, start);
  const keyEnd = skipKey(text, start);
  if (text.charCodeAt(keyEnd) !== EQUALS) return nextLine(text, start);
  return nextLine(text, skipValue(text, skipBlanks(text, keyEnd + 1)));
}

/** Past spaces and tabs. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === SPACE || code === TAB; )
    code = text.charCodeAt(++at);
  return at;
}

/** Past blanks, line ends and comments: what may stand between the items of an array. */
export function skipTrivia(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === TAB || code === LF || code === CR) at++;
    else if (code === HASH) at = nextLine(text, at);
    else return at;
  }
}

/** The start of the line after the one that holds `from`; the text's end after the last. */
export function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}

/** Past a value: a string, an array or inline table with all that is in it, or a bare scalar. */
export function skipValue(text: string, from: number): number {
  const code = text.charCodeAt(from);
  if (code === DOUBLE || code === SINGLE) return skipString(text, from, code);
  if (code === OPEN || code === OPEN_BRACE) return skipNested(text, from);
  let at = from;
  for (; at < text.length; at++) {
    const next = text.charCodeAt(at);
    if (next === LF || next === HASH || next === COMMA || next === CLOSE || next === CLOSE_BRACE) {
      break;
    }
  }
  return trimEnd(text, from, at);
}

/** Past a key, up to the character that cannot be in one: `=`, `]`, a comment or a line end. */
export function skipKey(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === DOUBLE || code === SINGLE) at = skipLineString(text, at, code) - 1;
    else if (code === EQUALS || code === CLOSE || code === LF || code === HASH) break;
  }
  return at;
}

function skipNested(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === DOUBLE || code === SINGLE) at = skipString(text, at, code) - 1;
    else if (code === HASH) at = nextLine(text, at) - 1;
    else if (code === OPEN || code === OPEN_BRACE) depth++;
    else if ((code === CLOSE || code === CLOSE_BRACE) && --depth === 0) return at + 1;
  }
  return text.length;
}

function skipString(text: string, from: number, quote: number): number {
  const many = text.charCodeAt(from + 1) === quote && text.charCodeAt(from + 2) === quote;
  return many ? skipManyLineString(text, from, quote) : skipLineString(text, from, quote);
}

function skipLineString(text: string, from: number, quote: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === LF) return at;
    if (code === BACKSLASH && quote === DOUBLE && text.charCodeAt(at + 1) !== LF) at++;
  }
  return text.length;
}

function skipManyLineString(text: string, from: number, quote: number): number {
  for (let at = from + 3; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH && quote === DOUBLE) at++;
    else if (code === quote && closes(text, at, quote)) {
      // One or two quotes may stand right before the closing three.
      let end = at + 3;
      while (end < at + 5 && text.charCodeAt(end) === quote) end++;
      return end;
    }
  }
  return text.length;
}

function closes(text: string, at: number, quote: number): boolean {
  return text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote;
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start) {
    const code = text.charCodeAt(at - 1);
    if (code !== SPACE && code !== TAB && code !== CR) break;
    at--;
  }
  return at;
}
