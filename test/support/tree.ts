// Data to be spelled as TOML.

/** A literal that is written as it stands. */
export interface Raw {
  readonly raw: string;
}
export type Value = string | number | boolean | Raw | readonly Value[] | Tree;

/** A table; a map, so that it can have any name as key. */
export interface Tree extends ReadonlyMap<string, Value> {}

export function isTree(value: Value): value is Tree {
  return value instanceof Map;
}

export function isTables(value: Value): value is readonly Tree[] {
  return Array.isArray(value) && value.length > 0 && value.every(isTree);
}

export function tree(entries: readonly (readonly [string, Value])[] = []): Tree {
  return new Map(entries);
}
