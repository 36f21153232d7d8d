// The only door to smol-toml: whether a text is TOML and what it means is decided there alone.
import { parse, TomlError } from 'smol-toml';

/** What TOML can say. Dates are smol-toml's `TomlDate`; integers past 2^53 are bigints. */
export type TomlValue = string | number | bigint | boolean | Date | TomlValue[] | TomlTable;
export interface TomlTable {
  [key: string]: TomlValue;
}

/** Why and where a text is no TOML; line and column start at 1. */
export interface SyntaxFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type Decoded =
  | { readonly data: TomlTable; readonly fault?: undefined }
  | { readonly data?: undefined; readonly fault: SyntaxFault };

/** The whole text's data, or the first fault. Never throws. */
export function decode(text: string): Decoded {
  if (!text.isWellFormed()) return { fault: brokenCharacter(text) };
  try {
    return { data: parse(text, { integersAsBigInt: 'asNeeded' }) as TomlTable };
  } catch (error) {
    if (error instanceof TomlError) {
      const [reason = ''] = error.message.split('\n');
      return {
        fault: {
          message: reason.replace(/^Invalid TOML document: /, ''),
          line: error.line,
          column: error.column,
        },
      };
    }
    return { fault: { message: String(error), line: 1, column: 1 } };
  }
}

/** Half a surrogate pair, which smol-toml lets pass and no file can hold. */
function brokenCharacter(text: string): SyntaxFault {
  const before = text.slice(0, text.search(/\p{Surrogate}/u));
  const start = before.lastIndexOf('\n') + 1;
  return {
    message: 'half a character (a lone surrogate)',
    line: before.split('\n').length,
    column: before.length - start + 1,
  };
}

/** The value that a slice of a document writes; `undefined` when it is none. */
export function decodeValue(raw: string): TomlValue | undefined {
  return decode(`v = ${raw}`).data?.['v'];
}

/** The name that one part of a key writes: bare, `"basic"` or `'literal'`. */
export function decodeKey(raw: string): string {
  const quote = raw[0];
  if (quote !== '"' && quote !== "'") return raw;
  const inner = raw.slice(1, -1);
  if (quote === "'" || !inner.includes('\\')) return inner;
  const value = decodeValue(raw);
  return typeof value === 'string' ? value : inner;
}

export function isTable(value: TomlValue | undefined): value is TomlTable {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}
