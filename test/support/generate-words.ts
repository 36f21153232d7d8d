// How an author writes keys, headers and values.
import {
  type Author,
  comment,
  entryIndent,
  headerIndent,
  isStrange,
  otherQuote,
  type Quote,
  tail,
} from './generate-author.ts';
import { isTree, type Tree, type Value } from './tree.ts';

export function headerLine(writer: Author, path: readonly string[], element: boolean): string {
  const pad = isStrange(writer) ? writer.choices.pick([' ', '\t']) : '';
  const [start, end] = element ? ['[[', ']]'] : ['[', ']'];
  const indent = headerIndent(writer, path.length - 1);
  return `${indent}${start}${pad}${dotted(writer, path)}${pad}${end}${tail(writer)}`;
}

export function entryLine(
  writer: Author,
  path: readonly string[],
  value: Value,
  depth: number,
): string {
  const equals = isStrange(writer) ? writer.choices.pick(['=', ' = ']) : writer.equals;
  const text = valueText(writer, value, depth);
  return `${entryIndent(writer, depth)}${dotted(writer, path)}${equals}${text}${tail(writer)}`;
}

function dotted(writer: Author, path: readonly string[]): string {
  const dot = isStrange(writer) ? writer.choices.pick([' . ', '. ', '\t.']) : '.';
  return path.map((name) => key(writer, name)).join(dot);
}

function key(writer: Author, name: string): string {
  if (/^[A-Za-z0-9_-]+$/.test(name) && !writer.quotesAll) return name;
  return quoted(writer, name, isStrange(writer) ? otherQuote(writer.keyQuote) : writer.keyQuote);
}

function quoted({ choices, erratic }: Author, text: string, quote: Quote): string {
  if (quote === "'" && !text.includes("'")) return `'${text}'`;
  const json = JSON.stringify(text);
  return erratic && choices.rarely(8) ? json.replace('.', '\\u002e') : json;
}

function valueText(writer: Author, value: Value, depth: number): string {
  if (typeof value === 'string') return stringText(writer, value);
  if (isTree(value)) return inlineTable(writer, value);
  if (Array.isArray(value)) return array(writer, value as readonly Value[], depth);
  return typeof value === 'object' && 'raw' in value ? value.raw : String(value);
}

function stringText(writer: Author, text: string): string {
  const { choices, erratic, valueQuote } = writer;
  if (erratic && choices.rarely(12)) return choices.pick([`"""${text}"""`, `'''${text}'''`]);
  return quoted(writer, text, isStrange(writer) ? otherQuote(valueQuote) : valueQuote);
}

/** Inside another value an array is mostly on one line. */
function innerText(writer: Author, value: Value): string {
  if (!Array.isArray(value) || writer.choices.rarely(3)) return valueText(writer, value, 2);
  return `[${(value as readonly Value[]).map((each) => innerText(writer, each)).join(', ')}]`;
}

function inlineTable(writer: Author, table: Tree): string {
  const { braces, choices, modern } = writer;
  if (table.size === 0) return choices.pick(['{}', '{ }']);
  const entries = pairs(writer, table, []).map(([path, value]) => {
    const equals = isStrange(writer) ? '=' : writer.equals;
    return dotted(writer, path) + equals + innerText(writer, value);
  });
  if (modern && choices.rarely(3)) return `{\n${entries.join(',\n')},\n}`;
  return `{${braces}${entries.join(', ')}${braces}}`;
}

/** The entries of an inline table, some tables in it by dotted keys. */
function pairs(
  writer: Author,
  table: Tree,
  above: readonly string[],
): readonly (readonly [path: readonly string[], value: Value])[] {
  return [...table].flatMap(([name, value]) => {
    const path = [...above, name];
    const flat = isTree(value) && value.size > 0 && writer.choices.rarely(3);
    return flat ? pairs(writer, value, path) : [[path, value] as const];
  });
}

function array(writer: Author, items: readonly Value[], depth: number): string {
  const { chatty, choices, padding, unit } = writer;
  const many =
    writer.manyLines === 'always' || (writer.manyLines === 'sometimes' && choices.rarely(2));
  const outer = entryIndent(writer, depth);
  if (items.length === 0) return emptyArray(writer, many, outer);
  const texts = items.map((item) => innerText(writer, item));
  const end = isStrange(writer) ? choices.pick([',', '', ' ,']) : writer.trailingComma;
  if (!many) return `[${padding}${texts.join(choices.pick([', ', ', ', ',']))}${end}${padding}]`;
  const inner = outer + (isStrange(writer) ? '\t' : unit);
  if (isStrange(writer)) return raggedArray(writer, texts, inner, end);
  const note = (): string => (chatty && choices.rarely(4) ? `${inner}${comment(writer)}\n` : '');
  const lines = texts.map(
    (each, at) => `${note()}${inner}${each}${at < texts.length - 1 ? ',' : end}${tail(writer)}\n`,
  );
  return `[\n${lines.join('')}${note()}${outer}]`;
}

function emptyArray(writer: Author, many: boolean, outer: string): string {
  if (!many) return writer.choices.pick(['[]', '[ ]']);
  const inner = `${outer}${writer.unit}${comment(writer)}`;
  return writer.choices.pick([`[\n${outer}]`, '[]', `[\n${inner}\n${outer}]`]);
}

/** Items and commas anywhere, comments and blank lines between them. */
function raggedArray(writer: Author, texts: readonly string[], inner: string, end: string): string {
  const space = (): string =>
    writer.choices.pick([
      '',
      `\n${inner}`,
      ' ',
      `\n\n${inner}`,
      ` ${comment(writer)}\n${inner}`,
      `\n${inner}${comment(writer)}\n`,
    ]);
  const items = texts.map((each, at) => {
    const comma = at < texts.length - 1 || end !== '' ? `${space()},` : '';
    return `${space()}${each}${comma}`;
  });
  return `[${items.join('')}${space()}]`;
}
