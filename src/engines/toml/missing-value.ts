// Where go-toml before 1.9.5 crashes on a text that others refuse: it wants a value, and a comma, a
// closing bracket or the next statement comes.

/**
 * Whether that is so of the entry that begins at an offset, before anything else is wrong with it. No
 * deeper than so many lists and tables.
 */
export function lacksValue(text: string, start: number, deepest: number): boolean {
  const reader: Reader = { text, at: start, room: deepest };
  return toValue(reader) && value(reader, '') === 'missing';
}

interface Reader {
  readonly text: string;
  at: number;
  /** How many more lists and tables may be opened. */
  room: number;
}

/** `wrong`: in some other way, or not to be told. */
type Found = 'value' | 'missing' | 'wrong';

/** What the value is in. */
type Around = '' | '[' | '{';

function value(reader: Reader, around: Around): Found {
  skip(reader, around === '' ? BLANKS : GAPS);
  const char = reader.text[reader.at];
  if (char === undefined) return 'wrong';
  if (around === '' && /[\r\n#]/.test(char)) {
    skip(reader, GAPS);
    return reader.at < reader.text.length ? 'missing' : 'wrong';
  }
  if (/[,\]}]/.test(char)) return 'missing';
  if (char === '[') return members(reader, '[');
  if (char === '{') return members(reader, '{');
  return skip(reader, SCALAR) ? 'value' : 'wrong';
}

function members(reader: Reader, around: '[' | '{'): Found {
  const end = around === '[' ? ']' : '}';
  reader.at++;
  if (--reader.room < 0) return 'wrong';
  for (;;) {
    skip(reader, GAPS);
    if (reader.text[reader.at] === end) break;
    if (around === '{' && !toValue(reader)) return 'wrong';
    const found = value(reader, around);
    if (found !== 'value') return found;
    skip(reader, GAPS);
    if (reader.text[reader.at] === end) break;
    if (reader.text[reader.at] !== ',') return 'wrong';
    reader.at++;
  }
  reader.at++;
  reader.room++;
  return 'value';
}

/** Past a key and the sign after it. */
function toValue(reader: Reader): boolean {
  return skip(reader, KEY);
}

function skip(reader: Reader, pattern: RegExp): boolean {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (!found) return false;
  reader.at += found.length;
  return true;
}

const BLANKS = /[ \t]*/y;
const GAPS = /(?:[ \t\r\n]|#[^\n]*)*/y;
const KEY = /(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w.-]|[ \t])+=/y;
const SCALAR = /"""[\s\S]*?"""+|'''[\s\S]*?'''+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s,\]}[{#"'=]+/y;
