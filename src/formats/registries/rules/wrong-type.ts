// `insecure = "true"`, `unqualified-search-registries = "docker.io"`.
import type { Fix } from '../../../model/diagnostic.ts';
import { child, isTable, type Node, nodeRange, type TomlValue } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { valueReplacement, wrapping } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { isTextList } from '../../shared.ts';
import { shown } from '../../shown.ts';
import { registriesOf, rootOf } from '../facts.ts';
import {
  FILE_KEYS,
  type KnownKeys,
  MIRROR_KEYS,
  REGISTRY_KEYS,
  type ValueType,
  VERSION_1_TABLES,
} from '../keys.ts';
import { AUTH_HELPER_SINCE, isBefore } from '../releases.ts';
import { nameIn, setting, settingNode, type Table, tableAt } from '../tables.ts';

/** Keys whose wrong types other rules report. */
const ELSEWHERE = ['registries', 'short-name-mode', 'pull-from-mirror', 'proxy'];
const WANTED: Readonly<Record<ValueType, string>> = {
  string: 'a string',
  boolean: 'true or false without quotes',
  strings: 'an array of strings',
  table: 'a table',
  tables: 'an array of tables',
};

export const wrongType: Rule = {
  code: 'registries/wrong-type',
  severity: 'error',
  title: 'A value has another type than its key wants',
  effect:
    'The library refuses the file: "incompatible types". Every operation of Podman, CRI-O, Buildah and skopeo that reads it fails.',
  remedy: 'Write `true` and `false` without quotes, names in quotes, and lists in brackets.',
  source: 'engines.md C.2, C.3, R15h, RC34',
  blocks: true,
  bad: { text: '[[registry]]\nlocation = "registry.example:5000"\ninsecure = "true"\n' },
  good: { text: '[[registry]]\nlocation = "registry.example:5000"\ninsecure = true\n' },
  fix: 'safe',
  fixed: { text: '[[registry]]\nlocation = "registry.example:5000"\ninsecure = true\n' },
  check: (file) => [
    ...mismatches(rootOf(file), topLevelKeys(file)),
    ...aliasMismatches(file),
    ...version1Mismatches(file),
    ...registriesOf(file).flatMap((registry) => [
      ...mismatches(registry, REGISTRY_KEYS),
      ...registry.mirrors.flatMap((mirror) => mismatches(mirror, MIRROR_KEYS)),
    ]),
  ],
};

function mismatches(table: Table, keys: KnownKeys): readonly Fault[] {
  const own = Object.entries(keys).flatMap(([key, type]): readonly Fault[] => {
    const value = setting(table, key);
    const node = settingNode(table, key);
    if (!node || value === undefined || type === 'tables' || fits(value, type)) return [];
    return ELSEWHERE.includes(key) ? [] : [mismatch(nameIn(table.data, key), node, value, type)];
  });
  return [...own, ...otherSpellings(table, keys)];
}

/** Values of a key that the table has in another spelling too: the library reads them all. */
function otherSpellings({ node, data }: Table, keys: KnownKeys): readonly Fault[] {
  return Object.entries(data).flatMap(([name, value]): readonly Fault[] => {
    const key = name.toLowerCase();
    const type = Object.hasOwn(keys, key) && key !== 'proxy' ? keys[key] : undefined;
    const place = child(node, name);
    if (!type || !place || nameIn(data, key) === name || fits(value, type)) return [];
    return [mismatch(name, place, value, type)];
  });
}

/** Names that stand in [aliases] by mistake are reported as what they are. */
function aliasMismatches(file: OpenFile): readonly Fault[] {
  const aliases = tableAt(rootOf(file), 'aliases');
  if (!aliases) return [];
  return Object.entries(aliases.data).flatMap(([name, value]) => {
    const node = child(aliases.node, name);
    if (!node || Object.hasOwn(FILE_KEYS, name) || typeof value === 'string') return [];
    return [mismatch(name, node, value, 'string')];
  });
}

function version1Mismatches(file: OpenFile): readonly Fault[] {
  const owner = tableAt(rootOf(file), 'registries');
  if (!owner) return [];
  const tables = VERSION_1_TABLES.flatMap((name) => tableAt(owner, name) ?? []);
  const keys: KnownKeys = Object.fromEntries(VERSION_1_TABLES.map((name) => [name, 'table']));
  return [...mismatches(owner, keys), ...tables.flatMap((table) => version1List(table))];
}

function version1List(table: Table): readonly Fault[] {
  const value = setting(table, 'registries');
  const node = settingNode(table, 'registries');
  if (!node || value === undefined || fits(value, 'strings')) return [];
  return [mismatch('registries', node, value, 'strings')];
}

function mismatch(key: string, node: Node, value: TomlValue, type: ValueType): Fault {
  return {
    range: nodeRange(node),
    message: `${shown(key, 'value')} must be ${WANTED[type]}, or engines refuse the file.`,
    fixes: fixes(node, value, type),
  };
}

function fits(value: TomlValue, type: ValueType): boolean {
  if (type === 'strings') return isTextList(value);
  if (type === 'tables') return Array.isArray(value) && value.every(isTable);
  return type === 'table' ? isTable(value) : typeof value === type;
}

function fixes(node: Node, value: TomlValue, type: ValueType): readonly Fix[] {
  if (type === 'strings' && typeof value === 'string') return wrapping('Put it in brackets', node);
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (type !== 'boolean' || !['true', 'false'].includes(word)) return [];
  return valueReplacement('Take the quotes away', true, node, word);
}

/** Before 5.32 the library does not know the helper's key, so that its type is nobody's business. */
function topLevelKeys(file: OpenFile): KnownKeys {
  if (!isBefore(file, AUTH_HELPER_SINCE)) return FILE_KEYS;
  const { 'additional-layer-store-auth-helper': _, ...known } = FILE_KEYS;
  return known;
}
