// The author of a generated document: one set of habits, which an erratic author breaks now and
// then. What indents, comments, blank lines and line ends look like follows from them.
import type { Choices } from './generate.ts';

export type Quote = '"' | "'";

export interface Author {
  readonly choices: Choices;
  readonly erratic: boolean;
  /** Writes comments. */
  readonly chatty: boolean;
  /** Writes TOML 1.1. */
  readonly modern: boolean;
  readonly unit: string;
  /** Indents headers by their depth. */
  readonly deep: boolean;
  readonly keyQuote: Quote;
  readonly valueQuote: Quote;
  /** Quotes names that need no quotes. */
  readonly quotesAll: boolean;
  readonly equals: string;
  readonly braces: string;
  readonly padding: string;
  readonly trailingComma: string;
  readonly manyLines: 'always' | 'never' | 'sometimes';
  readonly tables: 'header' | 'dotted' | 'inline' | 'mixed';
  /** Blank lines between tables. */
  readonly blank: number;
}

const COMMENTS = [
  '# a comment',
  '#',
  '# [plugins] is not here',
  '# endpoint = ["https://old.example"]',
  '## "quoted',
  "# it's",
  '# [[registry]]',
  '# = { [ ] } """',
  '#\ttab \u00e9',
] as const;

export function author(choices: Choices): Author {
  const keyQuote = choices.pick<Quote>(['"', "'"]);
  return {
    choices,
    keyQuote,
    valueQuote: choices.rarely(4) ? otherQuote(keyQuote) : keyQuote,
    unit: choices.pick(['  ', '    ', '', '\t', ' ']),
    deep: choices.pick([true, false]),
    erratic: choices.rarely(2),
    equals: choices.pick([' = ', '=', ' =', '\t= ', '  =  ']),
    blank: choices.pick([1, 0, 1, 2]),
    chatty: choices.rarely(3),
    quotesAll: choices.rarely(4),
    tables: choices.pick(['header', 'mixed', 'dotted', 'inline', 'header', 'mixed']),
    manyLines: choices.pick(['never', 'always', 'sometimes']),
    trailingComma: choices.pick(['', ',']),
    padding: choices.pick(['', ' ']),
    braces: choices.pick([' ', '']),
    modern: choices.rarely(5),
  };
}

/** Whether the author breaks a habit this time. */
export function isStrange({ choices, erratic }: Author): boolean {
  return erratic && choices.rarely(4);
}

/** The form of a table that may have a header, or of one that may not. */
export function tableForm(writer: Author, headers: boolean): 'header' | 'dotted' | 'inline' {
  const { choices, tables } = writer;
  if (!headers && tables === 'inline') return 'inline';
  if (!headers) return choices.pick(['dotted', 'dotted', 'inline']);
  if (tables !== 'mixed' && !isStrange(writer)) return tables;
  return choices.pick(['header', 'dotted', 'inline']);
}

export function comment({ choices }: Author): string {
  return choices.pick(COMMENTS);
}

/** What stands behind an entry or header on its line. */
export function tail(writer: Author): string {
  const { chatty, choices } = writer;
  if (chatty && choices.rarely(4)) return choices.pick(['', ' ', '\t']) + comment(writer);
  return isStrange(writer) ? ' ' : '';
}

export function headerIndent(writer: Author, depth: number): string {
  if (isStrange(writer)) return writer.choices.pick(['', '\t', ' ', '      ']);
  return writer.deep ? writer.unit.repeat(Math.max(0, depth)) : '';
}

/** Of entries below a header of so many names; 0 is the root. */
export function entryIndent(writer: Author, depth: number): string {
  if (depth === 0) return isStrange(writer) ? ' ' : '';
  return headerIndent(writer, depth - 1) + (isStrange(writer) ? '\t' : writer.unit);
}

/** The lines above the first entry. */
export function opening(writer: Author): readonly string[] {
  return [...floating(writer, 0), ...(writer.chatty ? blanks(writer, 1) : [])];
}

/** The lines above a header. */
export function gap(writer: Author, depth: number): readonly string[] {
  const { blank, choices } = writer;
  const lines = isStrange(writer) ? blanks(writer, 2) : Array<string>(blank).fill('');
  const above = floating(writer, depth - 1);
  const apart = above.length > 0 && choices.rarely(2) ? [''] : [];
  return [...lines, ...above, ...apart, ...floating(writer, depth - 1)];
}

/** The lines between two entries. */
export function between(writer: Author, depth: number): readonly string[] {
  if (isStrange(writer)) return blanks(writer, 1);
  return writer.choices.rarely(5) ? floating(writer, depth) : [];
}

/** The lines below the last entry. */
export function closing(writer: Author): readonly string[] {
  return [...(writer.chatty ? blanks(writer, 2) : []), ...floating(writer, 0)];
}

/** The text of the lines, with one kind of line ends or both. */
export function joined({ choices }: Author, lines: readonly string[]): string {
  const newline = choices.pick(['\n', '\r\n', '\n', 'mixed']);
  const open = lines.length === 0 || choices.rarely(4);
  const body = lines.join('\n') + (open ? '' : '\n');
  const eol = (): string => (newline === 'mixed' ? choices.pick(['\n', '\r\n']) : newline);
  return (choices.rarely(12) ? '\ufeff' : '') + body.replace(/\n/g, eol);
}

export function otherQuote(quote: Quote): Quote {
  return quote === '"' ? "'" : '"';
}

function floating(writer: Author, depth: number): readonly string[] {
  if (!writer.chatty || !writer.choices.rarely(3)) return [];
  return [headerIndent(writer, depth) + comment(writer)];
}

function blanks(writer: Author, most: number): readonly string[] {
  const blank = (): string => (isStrange(writer) ? writer.choices.pick(['  ', '\t', '']) : '');
  return Array.from({ length: writer.choices.upTo(most) }, blank);
}
