// `mirrors = […]` above every header, or below one of another table.
import {
  child,
  elements,
  isTable,
  keyRange,
  type Node,
  type TomlTable,
  type TomlValue,
} from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Fault, Rule } from '../../rule.ts';
import { isTextList } from '../../shared.ts';
import { shown } from '../../shown.ts';
import { SETTINGS } from '../facts.ts';
import { settingMeant } from './unknown-key.ts';

export const settingWithoutHost: Rule = {
  code: 'buildkitd/setting-without-host',
  severity: 'warning',
  title: 'A setting of a registry stands outside the table of a host',
  effect:
    'BuildKit reads `mirrors`, `http`, `insecure` and certificates in the table of a host alone. At the top of the file or in another table they are unknown names, which it passes over without a word: such mirrors are never tried.',
  remedy: 'Write the header with the host above it: `[registry."docker.io"]`.',
  source: 'engines.md D, K7, BK07',
  bad: {
    text: `mirrors = ["hub.example.net"]
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  fix: 'none',
  check: (file) => [...atTheTop(file), ...inOtherTables(file.document.root, file.data, 0)],
};

function atTheTop({ document, data }: OpenFile): readonly Fault[] {
  return Object.entries(data).flatMap(([name, value]) =>
    isMirrors(name, value) || SETTINGS.includes(name.toLowerCase())
      ? fault(child(document.root, name), name)
      : [],
  );
}

/** Mirrors alone: other names mean something else in other tables. */
function inOtherTables(above: Node, data: TomlTable, depth: number): readonly Fault[] {
  if (depth > DEEPEST) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    // Below these, other rules speak of what is lost.
    if (OTHERS.test(key)) return [];
    return tablesAt(child(above, key), value).flatMap(([node, table]) => {
      const own = Object.entries(table).flatMap(([name, each]) =>
        isMirrors(name, each) ? fault(child(node, name), name) : [],
      );
      return [...own, ...inOtherTables(node, table, depth + 1)];
    });
  });
}

/** A table, or those of an array. */
function tablesAt(
  node: Node | undefined,
  value: TomlValue,
): readonly (readonly [node: Node, table: TomlTable])[] {
  if (!node) return [];
  if (isTable(value)) return [[node, value]];
  if (!Array.isArray(value)) return [];
  return elements(node).flatMap((each, at) => {
    const table = value[at];
    return isTable(table) ? [[each, table] as const] : [];
  });
}

/** As deep as `worker.oci` goes. */
const DEEPEST = 2;
const OTHERS = /^regist/i;

function isMirrors(name: string, value: TomlValue): boolean {
  const says = isTextList(value) || typeof value === 'string';
  return says && settingMeant(name) === 'mirrors';
}

function fault(node: Node | undefined, name: string): readonly Fault[] {
  if (!node) return [];
  return [
    {
      range: keyRange(node),
      message: `${shown(name, 'key')} stands in no table of a host here, and BuildKit passes over it without a word. Write the header [registry."HOST"] above it.`,
      ...(settingMeant(name) === 'mirrors' && { severity: 'error' as const }),
    },
  ];
}
