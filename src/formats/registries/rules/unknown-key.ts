// `insecur = true`, `[[registy]]`, `location` above the first `[[registry]]`.
import type { Fix } from '../../../model/diagnostic.ts';
import {
  child,
  isTable,
  keyRange,
  type Node,
  nodeKind,
  type TomlValue,
} from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import { nearest } from '../../nearest.ts';
import type { Fault, Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { registriesOf, rootOf } from '../facts.ts';
import {
  FILE_KEYS,
  type KnownKeys,
  MIRROR_KEYS,
  REGISTRY_KEYS,
  VERSION_1_TABLES,
} from '../keys.ts';
import { isSecretKey } from '../secret-keys.ts';
import { setting, type Table, tableAt } from '../tables.ts';

/** Settings of the whole file, which another rule reports where they stand in a table. */
const FILE_VALUES: KnownKeys = Object.fromEntries(
  Object.entries(FILE_KEYS).filter(([, type]) => type === 'string' || type === 'strings'),
);
const FILE = 'a registries.conf';
const VERSION_1: KnownKeys = Object.fromEntries(VERSION_1_TABLES.map((name) => [name, 'table']));

export const unknownKey: Rule = {
  code: 'registries/unknown-key',
  severity: 'warning',
  title: 'A key is not known',
  effect:
    'Engines pass over keys that they do not know; since containers-image 5.21 the debug log names them. A misspelt `insecure` leaves the mirror without it, a misspelt `[[registry]]` is no registry at all.',
  remedy: 'Write the key that was meant, or take it out.',
  source: 'engines.md C.2, RC45',
  bad: { text: '[[registry]]\nlocation = "registry.example:5000"\nblock = true\n' },
  good: { text: '[[registry]]\nlocation = "registry.example:5000"\nblocked = true\n' },
  fix: 'ask',
  check: (file) => {
    const registries = registriesOf(file);
    const version1 = tableAt(rootOf(file), 'registries');
    const hasMirrors = registries.some(({ mirrors }) => mirrors.length > 0);
    return [
      ...unknown(rootOf(file), FILE, FILE_KEYS, {}, !hasMirrors),
      ...(version1 ? version1Faults(version1) : []),
      ...registries.flatMap((registry) => [
        ...unknown(
          registry,
          '[[registry]]',
          REGISTRY_KEYS,
          { ...FILE_VALUES, mirrors: 'tables' },
          !hasMirrors,
        ),
        ...registry.mirrors.flatMap((mirror) =>
          unknown(mirror, '[[registry.mirror]]', MIRROR_KEYS, {
            ...FILE_VALUES,
            ...REGISTRY_KEYS,
          }),
        ),
      ]),
    ];
  },
};

function version1Faults(version1: Table): readonly Fault[] {
  const lists = VERSION_1_TABLES.flatMap((name) => tableAt(version1, name) ?? []);
  return [
    ...unknown(version1, '[registries]', VERSION_1, {}),
    ...lists.flatMap((list) => unknown(list, 'the table', { registries: 'strings' }, {})),
  ];
}

/** `elsewhere` are keys that other rules report; `bare` is a file without mirrors. */
function unknown(
  table: Table,
  where: string,
  known: KnownKeys,
  elsewhere: KnownKeys,
  bare = false,
): readonly Fault[] {
  return Object.keys(table.data).flatMap((key): readonly Fault[] => {
    const lower = key.toLowerCase();
    const node = child(table.node, key);
    if (!node || Object.hasOwn(known, lower) || Object.hasOwn(elsewhere, lower)) return [];
    if (isSecretKey(key)) return [];
    const near = nearest(key, Object.keys(known));
    const stray = where === FILE && Object.hasOwn(REGISTRY_KEYS, lower);
    return [
      {
        range: keyRange(node),
        message: `Engines do not know ${shown(key, 'key')} in ${where} and pass over it. ${advice(stray, near, known)}`,
        ...((losesRegistries(node, stray ? lower : near) ||
          hasLocations(table.data[key]) ||
          (bare && hasUrls(table.data[key]))) && {
          severity: 'error',
        }),
        fixes: near === undefined || stray ? [] : fixes(node, near, table),
      },
    ];
  });
}

function advice(stray: boolean, near: string | undefined, known: KnownKeys): string {
  if (stray) return 'It belongs below a [[registry]] header.';
  if (near !== undefined) return `Did you mean "${near}"?`;
  const names = Object.keys(known).map((name) => `"${name}"`);
  return `Known are ${names.join(', ')}.`;
}

/** Whether what was meant are registries or mirrors, which no engine finds then. */
function losesRegistries(node: Node, meant: string | undefined): boolean {
  if (meant === 'location') return node.depth === 1;
  return (meant === 'registry' || meant === 'mirror') && nodeKind(node) !== 'scalar';
}

/** Whether a table with a location stands there or below, under whatever names. */
function hasLocations(value: TomlValue | undefined, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  if (Array.isArray(value)) return value.some((each) => hasLocations(each, depth + 1));
  if (!isTable(value)) return false;
  if (setting({ data: value }, 'location') !== undefined) return true;
  return Object.values(value).some((each) => hasLocations(each, depth + 1));
}

/** Whether URLs stand there or below, as mirrors do in the files of other engines. */
function hasUrls(value: TomlValue | undefined, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  if (typeof value === 'string') return /^https?:\/\//i.test(value);
  if (Array.isArray(value)) return value.some((each) => hasUrls(each, depth + 1));
  if (!isTable(value)) return false;
  return Object.entries(value).some(([key, each]) => hasUrls(key) || hasUrls(each, depth + 1));
}

/** Nobody nests registries deeper by mistake. */
const DEEPEST = 6;

function fixes(node: Node, near: string, { data }: Table): readonly Fix[] {
  const taken = Object.keys(data).some((key) => key.toLowerCase() === near);
  return taken ? [] : renaming(`Write "${near}"`, false, node, near);
}
