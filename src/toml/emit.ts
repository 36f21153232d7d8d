// Writes keys and values in a given style, in TOML 1.0 alone: every engine's parser reads that.
import { isTable, type TomlTable, type TomlValue } from './decode.ts';
import type { EntryStyle } from './style.ts';
import type { ArrayStyle, Quote } from './written.ts';

const BARE = /^[A-Za-z0-9_-]+$/;

export function needsQuotes(name: string): boolean {
  return !BARE.test(name);
}

/** Whether every parser takes the name in a header: some end the header at a bracket in quotes. */
export function fitsHeader(name: string): boolean {
  return !name.includes(']');
}

/** How names are quoted. */
export type KeyStyle = Pick<EntryStyle, 'keyQuote' | 'quotesAll'>;

/** One name of a key; quoted when it must be, or when the style or `quoted` asks for it. */
export function keyText(name: string, style: KeyStyle, quoted = false): string {
  return quoted || style.quotesAll || needsQuotes(name) ? stringText(name, style.keyQuote) : name;
}

/** A one-line string, literal if the style asks for it and the text allows it. */
export function stringText(value: string, quote: Quote): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: TOML bans just these in literals
  if (quote === "'" && !/['\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) return `'${value}'`;
  return JSON.stringify(value).replaceAll('\u007f', '\\u007f');
}

/** A value on one line, but for arrays that `array` wants on many; `indent` is the entry's. */
export function valueText(
  value: TomlValue,
  style: EntryStyle,
  indent: string,
  eol: string,
  array?: ArrayStyle,
): string {
  if (typeof value === 'string') return stringText(value, style.valueQuote);
  if (Array.isArray(value)) {
    const items = value.map((item) => valueText(item, style, indent, eol));
    return arrayText(items, array, indent, eol);
  }
  if (isTable(value)) return inlineTableText(value, style, indent, eol);
  return String(value);
}

/** `key = value` without indent or line end. */
export function entryText(
  key: string,
  value: TomlValue,
  style: EntryStyle,
  indent: string,
  eol: string,
): string {
  const array = Array.isArray(value) ? style.arrays(lastName(key)) : undefined;
  return key + style.equals + valueText(value, style, indent, eol, array);
}

function lastName(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1).replace(/^(["'])(.*)\1$/, '$2');
}

function arrayText(
  items: readonly string[],
  array: ArrayStyle | undefined,
  indent: string,
  eol: string,
): string {
  if (!array || items.length === 0) return `[${items.join(', ')}]`;
  const end = array.trailingComma ? ',' : '';
  if (!array.manyLines) return `[${array.padding}${items.join(', ')}${end}${array.padding}]`;
  const inner = indent + array.itemIndent;
  return `[${eol}${inner}${items.join(`,${eol}${inner}`)}${end}${eol}${indent}]`;
}

function inlineTableText(table: TomlTable, style: EntryStyle, indent: string, eol: string): string {
  const entries = Object.entries(table).map(
    ([key, value]) =>
      keyText(key, style) + style.inlineEquals + valueText(value, style, indent, eol),
  );
  return entries.length === 0 ? '{}' : `{${style.braces}${entries.join(', ')}${style.braces}}`;
}

/** The table's values by dotted key, written from `prefix` on: what dotted keys say. */
export function dottedEntries(
  prefix: string,
  value: TomlValue,
  style: KeyStyle,
): readonly (readonly [key: string, value: TomlValue])[] {
  if (!isTable(value) || Object.keys(value).length === 0) return [[prefix, value]];
  return Object.entries(value).flatMap(([key, below]) =>
    dottedEntries(`${prefix}.${keyText(key, style)}`, below, style),
  );
}
