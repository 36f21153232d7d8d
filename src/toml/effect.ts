// What an edit is meant to do to the data, said apart from how it is written, so that a parser
// that is not ours can check the one against the other.
import { isTable, type TomlTable, type TomlValue } from './decode.ts';

export type DataPath = readonly (string | number)[];

/**
 * `set` creates the tables on its way; `append` makes the array if there is none; `prune` takes a
 * table or array away if nothing is left in it.
 */
export type Effect =
  | { readonly op: 'set'; readonly path: DataPath; readonly value: TomlValue }
  | { readonly op: 'append'; readonly path: DataPath; readonly value: TomlValue }
  | { readonly op: 'delete' | 'prune'; readonly path: DataPath };

/**
 * Carries effects out on `data` itself. Indices are those before any effect: sets come first, then
 * deletions from the back, then prunings in their order, then what is appended.
 */
export function applyEffects(data: TomlTable, effects: readonly Effect[]): void {
  for (const effect of effects) {
    if (effect.op === 'set') put(holderOf(data, effect.path), last(effect.path), effect.value);
  }
  const deletions = effects.filter((effect) => effect.op === 'delete');
  for (const effect of deletions.sort((a, b) => comparePaths(b.path, a.path))) {
    remove(holderOf(data, effect.path), last(effect.path));
  }
  for (const effect of effects) {
    if (effect.op !== 'prune') continue;
    const holder = holderOf(data, effect.path);
    const key = last(effect.path);
    const value = Array.isArray(holder) ? holder[Number(key)] : isTable(holder) ? holder[key] : 0;
    if (typeof value === 'object' && Object.keys(value).length === 0) remove(holder, key);
  }
  for (const effect of effects) {
    if (effect.op !== 'append') continue;
    const holder = holderOf(data, effect.path);
    const key = last(effect.path);
    const list = isTable(holder) ? holder[String(key)] : undefined;
    if (Array.isArray(list)) list.push(effect.value);
    else put(holder, key, [effect.value]);
  }
}

/**
 * Whether two values are the same to every reader; the order of a table's keys is not data. Dotted
 * keys nest deeper than calls can: what lies deep is kept in a list, and compared after the rest.
 */
export function sameData(a: TomlValue | undefined, b: TomlValue | undefined): boolean {
  const deep: (TomlValue | undefined)[] = [a, b];
  while (deep.length > 0) {
    const right = deep.pop();
    if (!isSame(deep.pop(), right, 0, deep)) return false;
  }
  return true;
}

const DEEPEST_CALL = 100;

function isSame(
  a: TomlValue | undefined,
  b: TomlValue | undefined,
  depth: number,
  deep: (TomlValue | undefined)[],
): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b);
  if (depth > DEEPEST_CALL) {
    deep.push(a, b);
    return true;
  }
  if (Array.isArray(a)) return Array.isArray(b) && isSameArray(a, b, depth, deep);
  if (a instanceof Date || b instanceof Date) {
    return a instanceof Date && b instanceof Date && String(a) === String(b);
  }
  return !Array.isArray(b) && isSameTable(a, b, depth, deep);
}

function isSameArray(
  a: readonly TomlValue[],
  b: readonly TomlValue[],
  depth: number,
  deep: (TomlValue | undefined)[],
): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (!isSame(a[at], b[at], depth + 1, deep)) return false;
  return true;
}

function isSameTable(
  a: TomlTable,
  b: TomlTable,
  depth: number,
  deep: (TomlValue | undefined)[],
): boolean {
  const keys = Object.keys(a);
  // No value is undefined, so that as many keys are the same keys.
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) {
    const other = b[key];
    if (other === undefined || !isSame(a[key], other, depth + 1, deep)) return false;
  }
  return true;
}

function holderOf(data: TomlTable, path: DataPath): TomlValue {
  let holder: TomlValue = data;
  for (const key of path.slice(0, -1)) {
    let next: TomlValue | undefined = Array.isArray(holder)
      ? holder[Number(key)]
      : isTable(holder) && Object.hasOwn(holder, key)
        ? holder[key]
        : undefined;
    if (next === undefined) {
      next = Object.create(null) as TomlTable;
      put(holder, key, next);
    }
    holder = next;
  }
  return holder;
}

function last(path: DataPath): string | number {
  return path[path.length - 1] ?? '';
}

function put(holder: TomlValue, key: string | number, value: TomlValue): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else if (isTable(holder)) {
    Object.defineProperty(holder, key, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
}

function remove(holder: TomlValue, key: string | number): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (isTable(holder)) delete holder[key];
}

function comparePaths(a: DataPath, b: DataPath): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const left = a[at];
    const right = b[at];
    if (left === right) continue;
    if (left === undefined) return -1;
    if (right === undefined) return 1;
    if (typeof left === 'number' && typeof right === 'number') return left - right;
    return String(left) < String(right) ? -1 : 1;
  }
  return 0;
}
