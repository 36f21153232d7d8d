// The types that an engine's Go structs want, and the first value of a text that has another one.
// Keys that a shape does not name are nobody's business here.
import { type Data, type KeyRule, type Origin, spellings } from './data.ts';

/** A Go type, as far as TOML can miss it. */
export type Shape =
  | 'string'
  | 'integer'
  | 'boolean'
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly struct: StructShape }
  | 'anything';

export type StructShape = Readonly<Record<string, Shape>>;

export interface Mismatch {
  readonly message: string;
  readonly origin: Origin;
}

/** Fields of one type each, from a list of names with blanks between them. */
export function fields(shape: Shape, names: string): StructShape {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, shape]));
}

/** The first value that the decoder refuses; `undefined` when it takes all of them. */
export function mismatch(
  data: Data | undefined,
  shape: Shape,
  rule: KeyRule,
  name = 'the file',
): Mismatch | undefined {
  if (data === undefined || shape === 'anything') return undefined;
  if (typeof shape === 'string') return data.kind === shape ? undefined : wrong(data, shape, name);
  if ('list' in shape) {
    if (data.kind !== 'list') return wrong(data, 'list', name);
    return first(data.items, (item) => mismatch(item, shape.list, rule, `an item of ${name}`));
  }
  if (data.kind !== 'table') return wrong(data, 'table', name);
  if ('map' in shape) {
    return first([...data.entries], ([key, value]) => mismatch(value, shape.map, rule, `"${key}"`));
  }
  return first(Object.entries(shape.struct), ([key, inner]) =>
    first(spellings(data, key, rule), (value) => mismatch(value, inner, rule, `"${key}"`)),
  );
}

function wrong(data: Data, wanted: string, name: string): Mismatch {
  const is = data.kind === 'list' && data.ofTables ? 'list of tables' : data.kind;
  const message = `${name} must be ${article(wanted)}, not ${article(is)}`;
  return { message, origin: data.origin };
}

function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

function first<T>(
  values: readonly T[],
  look: (value: T) => Mismatch | undefined,
): Mismatch | undefined {
  for (const value of values) {
    const found = look(value);
    if (found) return found;
  }
  return undefined;
}
