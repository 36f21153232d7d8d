// `[registry]` and `[registry.mirror]` with one pair of brackets.
import type { Fix } from '../../../model/diagnostic.ts';
import {
  isTable,
  type Node,
  nodeKind,
  nodeRange,
  ownSection,
  type TomlValue,
  valueRange,
} from '../../../toml/index.ts';
import { wrapping } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { registriesOf, rootOf } from '../facts.ts';
import { isBareMirror } from '../shapes.ts';
import { setting, settingNode, type Table } from '../tables.ts';

export const singleTable: Rule = {
  code: 'registries/single-table',
  severity: 'error',
  title: 'A registry or mirror is not an element of an array',
  effect:
    'The library wants arrays of tables and refuses the file: "incompatible types". Every operation that reads it fails. The same goes for `[registry."docker.io"]`.',
  remedy: 'Write two brackets: `[[registry]]`, `[[registry.mirror]]`.',
  source: 'engines.md C.3, R15, RC29',
  blocks: true,
  bad: { text: '[registry]\nlocation = "docker.io"\n' },
  good: { text: '[[registry]]\nlocation = "docker.io"\n' },
  fix: 'safe',
  fixed: { text: '[[registry]]\nlocation = "docker.io"\n' },
  check: (file) => [
    ...(isBareMirror(file) ? [] : faults(rootOf(file), 'registry', registriesOf(file))),
    ...registriesOf(file).flatMap((registry) => faults(registry, 'mirror', registry.mirrors)),
  ],
};

/** `meant` are the tables of the setting that could be elements. */
function faults(
  owner: Table,
  key: 'registry' | 'mirror',
  meant: readonly Table[],
): readonly Fault[] {
  const node = settingNode(owner, key);
  const value: TomlValue | undefined = setting(owner, key);
  if (!node || value === undefined || (Array.isArray(value) && value.every(isTable))) return [];
  const header = key === 'registry' ? '[[registry]]' : '[[registry.mirror]]';
  return [
    {
      range: nodeRange(node),
      message: `Each ${key} must be an element of an array, and engines refuse the file that has something else. Write ${header} with two brackets above its settings.`,
      fixes: meant.some((table) => table.node === node) ? brackets(node) : [],
    },
  ];
}

function brackets(node: Node): readonly Fix[] {
  const title = 'Write two brackets';
  if (valueRange(node)) return wrapping(title, node);
  const section = ownSection(node);
  if (!section || nodeKind(node) !== 'table') return [];
  const { start, headerEnd } = section;
  const edits = [
    { start, end: start, text: '[' },
    { start: headerEnd, end: headerEnd, text: ']' },
  ];
  return [{ title, safe: true, edits }];
}
