// What looks like entries of `mirrors`, wherever a file has it and whatever it is called there.
import { isTable, type TomlValue } from '../../toml/index.ts';
import { nearest } from '../nearest.ts';
import { members, type Place } from './facts.ts';

/** Nobody puts mirrors deeper below the table that they belong in. */
const DEEPEST = 6;

/** A table with an `endpoint`, however it is spelt, or a list of such tables. */
export function isEntry(data: TomlValue): boolean {
  if (Array.isArray(data)) return data.some(isEntry);
  return isTable(data) && Object.keys(data).some((key) => nearest(key, ['endpoint']) !== undefined);
}

/** The innermost tables, of those with a telling name, that have entries in them. */
export function mirrorsIn(key: string, place: Place, depth = 0): readonly Place[] {
  if (!isTable(place.data) || depth > DEEPEST) return [];
  const inner = members(place).flatMap(([name, each]) => mirrorsIn(name, each, depth + 1));
  if (inner.length > 0) return inner;
  return /mirror|regist/i.test(key) && hasEntries(place.data, depth) ? [place] : [];
}

/** Without its quotes a registry is some tables in each other. */
function hasEntries(data: TomlValue, depth: number): boolean {
  if (!isTable(data) || depth > DEEPEST) return false;
  return Object.values(data).some((each) => isEntry(each) || hasEntries(each, depth + 1));
}
