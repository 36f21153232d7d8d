// The registries.conf that most people have: `[[registry]]` tables with plain names and nothing odd
// about them. One look at its data tells that no rule that blocks additions has anything to find.
import { isTable, type TomlTable, type TomlValue } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { PULL_FROM_MIRROR, SHORT_NAME_MODES } from './keys.ts';
import { isWildcard } from './prefixes.ts';

const HOST = /^[a-z0-9]+(?:[.-][a-z0-9]+)*(?::[0-9]+)?$/;
const PLACE = /^[a-z0-9]+(?:[.-][a-z0-9]+)*(?::[0-9]+)?(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/;

/**
 * Whether no rule that blocks additions finds anything. `false` says nothing; it is the answer where
 * a release is known and the text has anything that its parser may not take.
 */
export function isOrdinary({ data, document, target }: OpenFile): boolean {
  if (target?.release && document.constructs.length > 0) return false;
  return Object.keys(data).every((key) => ROOT[key]?.(data[key]) === true);
}

type Test = (value: TomlValue | undefined) => boolean;

/** By key, whether a value is as it should be; a key that is not here is not ordinary. */
const ROOT: Readonly<Record<string, Test>> = table({
  'unqualified-search-registries': (value) => Array.isArray(value) && value.every(isHost),
  'short-name-mode': (value) => typeof value === 'string' && SHORT_NAME_MODES.includes(value),
  registry: (value) => Array.isArray(value) && value.every(isRegistry),
});

const REGISTRY: Readonly<Record<string, Test>> = table({
  prefix: (value) => isPlace(value) || isPlainWildcard(value),
  location: isPlace,
  // What two tables of one location must not differ in.
  insecure: (value) => value === false,
  blocked: (value) => value === false,
  'mirror-by-digest-only': isFlag,
  mirror: (value) => Array.isArray(value) && value.every(isMirror),
});

const MIRROR: Readonly<Record<string, Test>> = table({
  location: isPlace,
  insecure: isFlag,
  'pull-from-mirror': (value) => typeof value === 'string' && PULL_FROM_MIRROR.includes(value),
});

function isRegistry(value: TomlValue): boolean {
  if (!isTable(value) || !fits(value, REGISTRY)) return false;
  const { location, prefix, mirror } = value;
  if (location === undefined && !isPlainWildcard(prefix)) return false;
  return (
    value['mirror-by-digest-only'] !== true || !Array.isArray(mirror) || !mirror.some(isFiltered)
  );
}

function isMirror(value: TomlValue): boolean {
  return isTable(value) && value['location'] !== undefined && fits(value, MIRROR);
}

function isFiltered(mirror: TomlValue): boolean {
  return isTable(mirror) && mirror['pull-from-mirror'] !== undefined;
}

function fits(value: TomlTable, tests: Readonly<Record<string, Test>>): boolean {
  return Object.keys(value).every((key) => tests[key]?.(value[key]) === true);
}

function isHost(value: TomlValue | undefined): boolean {
  return typeof value === 'string' && HOST.test(value);
}

function isPlace(value: TomlValue | undefined): boolean {
  return typeof value === 'string' && PLACE.test(value);
}

function isPlainWildcard(value: TomlValue | undefined): boolean {
  return (
    typeof value === 'string' &&
    isWildcard(value) &&
    HOST.test(value.slice(2)) &&
    !value.includes(':')
  );
}

function isFlag(value: TomlValue | undefined): boolean {
  return typeof value === 'boolean';
}

/** Without the names that every object has. */
function table(tests: Readonly<Record<string, Test>>): Readonly<Record<string, Test>> {
  return Object.assign(Object.create(null) as Record<string, Test>, tests);
}
