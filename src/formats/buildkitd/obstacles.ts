// What makes BuildKit refuse a buildkitd.toml, so that it does not start: no mirror is added to such
// a file (engines.md D).
import type { Finding } from '../../model/diagnostic.ts';
import type { TextRange } from '../../text/edit.ts';
import {
  child,
  dataAt,
  isTable,
  type Node,
  nodeAt,
  nodeKind,
  nodeRange,
  type TomlTable,
  type TomlValue,
} from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { isSecondGeneration, settingName } from './release.ts';

/** The faults of the file, the gravest first. */
export function buildkitdObstacles(file: OpenFile): readonly Finding[] {
  const shape = shapeFaults(file);
  if (shape.length > 0) return shape;
  const tables = dataAt(file.data, ['registry']);
  return [
    ...textFaults(file),
    ...Object.entries(isTable(tables) ? tables : {}).flatMap(([name, table]) => {
      const node = nodeAt(file.document.root, ['registry', name]);
      return node && isTable(table) ? settingFaults(node, table, file) : [];
    }),
  ];
}

/** Headers that BuildKit before 0.28 cannot read: it stops at the first `]`, in quotes or not. */
export function bracketHeaders({ document }: OpenFile): readonly TextRange[] {
  return document.sections
    .filter(({ keyStart, keyEnd }) => document.text.slice(keyStart, keyEnd).includes(']'))
    .map(({ keyStart, keyEnd }) => ({ start: keyStart, end: keyEnd }));
}

/** Whether the text begins with a byte order mark, which BuildKit 0.28 takes for a key. */
export function hasByteOrderMark({ document }: OpenFile): boolean {
  return document.text.charCodeAt(0) === 0xfeff;
}

function shapeFaults(file: OpenFile): readonly Finding[] {
  const registry = child(file.document.root, 'registry');
  if (!registry) return [];
  if (nodeKind(registry) !== 'table') {
    return [
      error(
        'buildkitd/registry-array',
        nodeRange(registry),
        '"registry" is a table of hosts, and BuildKit does not start with anything else there. Write [registry."docker.io"] with single brackets and the host in quotes.',
      ),
    ];
  }
  const data = dataAt(file.data, ['registry']);
  return Object.entries(isTable(data) ? data : {}).flatMap(([name, value]) => {
    const node = child(registry, name);
    if (isTable(value) || !node) return [];
    return [
      error(
        'buildkitd/not-a-table',
        nodeRange(node),
        `"registry.${name}" is no table, and BuildKit does not start with it. Write its settings below a header with the host: [registry."docker.io"].`,
      ),
    ];
  });
}

function textFaults(file: OpenFile): readonly Finding[] {
  const second = isSecondGeneration(file);
  if (second === true && hasByteOrderMark(file)) {
    return [
      error(
        'buildkitd/byte-order-mark',
        { start: 0, end: 1 },
        'The file begins with a byte order mark, and BuildKit from 0.28 on does not start with it. Take the mark out.',
      ),
    ];
  }
  if (second !== false) return [];
  return bracketHeaders(file).map((range) =>
    error(
      'buildkitd/ipv6-in-header',
      range,
      'BuildKit before 0.28 cannot read a header with "]" inside, not even in quotes, and does not start. Use a host name.',
    ),
  );
}

const SETTINGS: readonly (readonly [
  key: string,
  wanted: string,
  fits: (value: TomlValue) => boolean,
])[] = [
  ['mirrors', 'an array of strings', isStringList],
  ['http', 'true or false without quotes', isBoolean],
  ['insecure', 'true or false without quotes', isBoolean],
  ['ca', 'an array of strings', isStringList],
  ['tlsconfigdir', 'an array of strings', isStringList],
  ['keypair', 'an array of tables with key and cert, written as [[…]]', isKeyPairs],
];

function settingFaults(node: Node, table: TomlTable, file: OpenFile): readonly Finding[] {
  return SETTINGS.flatMap(([key, wanted, fits]) => {
    const name = settingName(table, key, file);
    const value = name === undefined ? undefined : table[name];
    if (name === undefined || value === undefined || fits(value)) return [];
    return [
      error(
        'buildkitd/wrong-type',
        nodeRange(child(node, name) ?? node),
        `"${name}" must be ${wanted}, or BuildKit does not start.`,
      ),
    ];
  });
}

function isStringList(value: TomlValue): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isBoolean(value: TomlValue): boolean {
  return typeof value === 'boolean';
}

function isKeyPairs(value: TomlValue): boolean {
  return (
    Array.isArray(value) && value.every((item) => isTable(item) && isStringList([...partsOf(item)]))
  );
}

function partsOf(pair: TomlTable): readonly TomlValue[] {
  return ['key', 'cert'].flatMap((name) => {
    const value = pair[name];
    return value === undefined ? [] : [value];
  });
}

function error(code: string, range: TextRange, message: string): Finding {
  return { code, severity: 'error', range, message };
}
