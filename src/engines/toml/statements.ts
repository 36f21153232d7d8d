// A text as the headers and entries that a given parser sees, or the place where that parser gives
// up. Knows the syntax; which tables may be written twice is the builders' business.
import type { TextRange } from '../../text/edit.ts';
import {
  type ConstructName,
  decode,
  decodeValue,
  findConstructs,
  splitKey,
} from '../../toml/index.ts';
import { nextLine, scan } from '../../toml/scan.ts';
import { DIALECTS, type ParserName, refusedConstructs } from '../dialect.ts';
import { lacksValue } from './missing-value.ts';

/** Why and where a parser refuses a text. */
export interface Fault {
  readonly message: string;
  readonly offset: number;
  /** When it is a construct that other parsers take. */
  readonly construct?: ConstructName;
  /** When a value is missing, which crashes early go-toml. */
  readonly lacksValue?: true;
}

export interface Header {
  readonly kind: 'table' | 'array';
  readonly keys: readonly string[];
  /** What stands between the brackets, as it is written. */
  readonly raw: string;
  readonly offset: number;
}

export interface Assignment {
  readonly kind: 'entry';
  readonly keys: readonly string[];
  readonly value: TextRange;
  readonly offset: number;
}

export type Statement = Header | Assignment;

/** `text` has what the parser alone takes put into words of TOML, at the same offsets. */
export interface Statements {
  readonly text: string;
  readonly parser: ParserName;
  readonly list: readonly Statement[];
}

/** Deeper than any configuration goes, and well within the call stack. */
export const DEEPEST = 200;

export function tooDeep(offset: number): Fault {
  return { message: `nested more than ${DEEPEST} levels deep`, offset };
}

export function readStatements(original: string, parser: ParserName): Statements | Fault {
  const refused = refusedConstructs(original, parser)[0];
  if (refused) {
    return {
      message: `${parser} does not take this (${refused.name.replaceAll('-', ' ')})`,
      offset: refused.start,
      construct: refused.name,
    };
  }
  const text = inWordsOfToml(original, parser);
  const list: Statement[] = [];
  let end = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (const section of scan(text)) {
    if (section.kind !== 'root') {
      const fault =
        between(text, end, section.start) ??
        invalid(text, section.start, section.headerEnd, parser);
      if (fault) return fault;
      end = nextLine(text, section.headerEnd);
      const raw = text.slice(section.keyStart, section.keyEnd);
      const keys = splitKey(text, section.keyStart, section.keyEnd).map((key) =>
        ownReading(parser) ? rawName(text.slice(key.start, key.end)) : key.name,
      );
      if (keys.length > DEEPEST) return tooDeep(section.start);
      list.push({ kind: section.kind, keys, raw, offset: section.start });
    }
    for (const entry of section.entries) {
      const fault = between(text, end, entry.start);
      if (fault) return fault;
      const inside = invalid(text, entry.start, entry.valueEnd, parser);
      if (inside)
        return lacksValue(text, entry.start, DEEPEST) ? { ...inside, lacksValue: true } : inside;
      end = nextLine(text, entry.valueEnd);
      const keys = splitKey(text, entry.start, entry.keyEnd).map((key) => key.name);
      if (keys.length > DEEPEST) return tooDeep(entry.start);
      const value = { start: entry.valueStart, end: entry.valueEnd };
      list.push({ kind: 'entry', keys, value, offset: entry.start });
    }
  }
  return between(text, end, text.length) ?? { text, parser, list };
}

/** What a scalar's text means to the parser. */
export function scalarValue(raw: string, parser: ParserName): ReturnType<typeof decodeValue> {
  const quote = raw[0];
  const inner = raw.slice(1, -1);
  if (quote === "'" && raw[1] !== "'") return inner;
  if (quote === '"' && !/["\\]/.test(inner)) return inner;
  return decodeValue(withPlainSlashes(raw, parser));
}

/** go-toml 1 does not undo escapes in the keys of headers (engines.md A.11). */
function ownReading(parser: ParserName): boolean {
  return DIALECTS[parser]['escape-in-header-key'] === 'own';
}

function rawName(part: string): string {
  return /^["']/.test(part) ? part.slice(1, -1) : part;
}

function inWordsOfToml(text: string, parser: ParserName): string {
  const pieces: string[] = [];
  let end = 0;
  for (const { name, start } of findConstructs(text)) {
    const word = REPLACEMENTS[name];
    if (word === undefined || DIALECTS[parser][name] !== 'own') continue;
    pieces.push(text.slice(end, start), word);
    end = start + 1;
  }
  pieces.push(text.slice(end));
  return pieces.join('');
}

/** What the one character of a construct means to a parser that takes it in its own way. */
const REPLACEMENTS: Readonly<Partial<Record<ConstructName, string>>> = {
  'bare-carriage-return': '\n',
  'control-character-in-comment': ' ',
  'key-after-header': '\n',
};

function withPlainSlashes(text: string, parser: ParserName): string {
  if (DIALECTS[parser]['escaped-slash'] !== 'own') return text;
  return text.replace(/\\([\\/])/g, (whole, char: string) => (char === '/' ? char : whole));
}

/** The fault of a statement's own text, with the rest of its last line. */
function invalid(text: string, start: number, end: number, parser: ParserName): Fault | undefined {
  const written = text.slice(start, nextLine(text, end));
  // Of the whole text it would be the first character, where decoders take it for none.
  if (written.startsWith('\ufeff')) return { message: NO_STATEMENT, offset: start };
  const { fault } = decode(withPlainSlashes(written, parser));
  if (!fault) return undefined;
  let offset = start;
  for (let line = 1; line < fault.line; line++) offset = nextLine(text, offset);
  return { message: fault.message, offset: Math.min(offset, text.length) };
}

const NO_STATEMENT = 'no key, table or comment';

/** The fault of what stands between two statements: only blanks, line ends and comments may. */
function between(text: string, start: number, end: number): Fault | undefined {
  for (let at = start; at < end; ) {
    const next = Math.min(nextLine(text, at), end);
    const line = text.slice(at, next).replace(/\r?\n$/, '');
    if (!/^[ \t]*(?:#.*)?$/s.test(line)) {
      return { message: NO_STATEMENT, offset: at };
    }
    at = next;
  }
  return undefined;
}
