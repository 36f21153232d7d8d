// The fixes that rules share: what is put in, taken out or spelled otherwise, in the layout of the
// file. Rules say what; this knows how.
import type { Fix } from '../model/diagnostic.ts';
import { composeEdits } from '../text/compose.ts';
import { applyEdits, type TextEdit, type TextRange } from '../text/edit.ts';
import {
  type Document,
  insertTree,
  type Node,
  needsQuotes,
  nodeAt,
  nodeRange,
  openDocument,
  partKeys,
  pathOf,
  removeNodes,
  settle,
  stringText,
  type TomlTable,
  type TomlValue,
  valueRange,
} from '../toml/index.ts';

/** Other text for what stands at a place. */
export function replacement(
  title: string,
  safe: boolean,
  range: TextRange,
  text: string,
): readonly Fix[] {
  return [{ title, safe, edits: [{ ...range, text }] }];
}

/** Other text for a node's value. */
export function valueReplacement(
  title: string,
  safe: boolean,
  node: Node,
  text: string,
): readonly Fix[] {
  const range = valueRange(node);
  return range ? replacement(title, safe, range, text) : [];
}

/** Nodes taken out, each with its own comments and blank lines. */
export function removal(
  title: string,
  safe: boolean,
  document: Document,
  nodes: readonly Node[],
): readonly Fix[] {
  return [{ title, safe, edits: settle(removeNodes(document, nodes).drafts) }];
}

/** Keys and tables that are not there yet, put beside their siblings. */
export function insertion(
  title: string,
  safe: boolean,
  root: Node,
  tree: TomlTable,
): readonly Fix[] {
  return [{ title, safe, edits: settle(insertTree(root, tree)) }];
}

/** Nodes taken out and `tree` put in elsewhere. */
export function move(
  title: string,
  safe: boolean,
  document: Document,
  nodes: readonly Node[],
  tree: TomlTable,
): readonly Fix[] {
  const gone = removeNodes(document, nodes).drafts;
  const put = insertTree(document.root, tree);
  const meet = put.some(({ start: at }) => gone.some(({ start, end }) => start < at && at < end));
  if (!meet) return [{ title, safe, edits: settle([...gone, ...put]) }];
  // All that an inline table has goes, and the new comes after it: one thing at a time.
  const first = settle(put);
  const between = openDocument(applyEdits(document.text, first));
  const there = nodes.flatMap((node) => nodeAt(between.root, pathOf(node)) ?? []);
  const second = settle(removeNodes(between, there).drafts);
  return [{ title, safe, edits: composeEdits(document.text, first, second) }];
}

/** Another name for a key wherever the text names it, in the quotes it has. */
export function renaming(title: string, safe: boolean, node: Node, name: string): readonly Fix[] {
  return [{ title, safe, edits: renamingEdits(node, name) }];
}

export function renamingEdits(node: Node, name: string): readonly TextEdit[] {
  return namings(node).map((range) => ({
    ...range,
    text: nameText(node.document.text, range, name),
  }));
}

/**
 * One quoted name for the names of dotted keys from `first`'s down to each last one's; no fix where a
 * place names only some of them.
 */
export function joining(
  title: string,
  safe: boolean,
  first: Node,
  lasts: readonly Node[],
): readonly Fix[] {
  const { document } = first;
  const edits: TextEdit[] = [];
  for (const last of lasts) {
    const name = namesBetween(first, last).join('.');
    for (const part of last.parts) {
      const keys = partKeys(document, part);
      const from = keys[first.depth - 1 - part.base];
      const to = keys[last.depth - 1 - part.base];
      if (!from || !to) return [];
      const text = stringText(name, quoteNear(document, part));
      edits.push({ start: from.start, end: to.end, text });
    }
  }
  const all = namings(first).length === edits.length;
  return all && edits.length > 0 ? [{ title, safe, edits }] : [];
}

/** Another string for a value, in the quotes it has. */
export function stringEdit(node: Node, value: string): TextEdit {
  const range = valueRange(node) ?? nodeRange(node);
  const quote = node.document.text[range.start] === "'" ? "'" : '"';
  return { ...range, text: stringText(value, quote) };
}

/** Brackets around a value, which is not repeated: it may hold a secret. */
export function wrapping(title: string, node: Node): readonly Fix[] {
  const range = valueRange(node);
  if (!range) return [];
  const { start, end } = range;
  const edits = [
    { start, end: start, text: '[' },
    { start: end, end, text: ']' },
  ];
  return [{ title, safe: true, edits }];
}

/** A path of names as nested tables around a value. */
export function treeOf(path: readonly string[], value: TomlValue): TomlTable {
  return path.reduceRight<TomlValue>((below, key) => ({ [key]: below }), value) as TomlTable;
}

function namesBetween(first: Node, last: Node): readonly string[] {
  const above = last === first || !last.parent ? [] : namesBetween(first, last.parent);
  return last.key === undefined ? above : [...above, last.key];
}

/** The places where a node's own name stands. */
function namings(node: Node): readonly TextRange[] {
  return node.parts.flatMap((part) => {
    const key = partKeys(node.document, part)[node.depth - 1 - part.base];
    return key ? [{ start: key.start, end: key.end }] : [];
  });
}

function nameText(text: string, range: TextRange, name: string): string {
  const quote = text[range.start];
  if (quote === "'" || quote === '"') return stringText(name, quote);
  return needsQuotes(name) ? stringText(name, '"') : name;
}

/** The quotes that the other names at a place have. */
function quoteNear(document: Document, part: Node['parts'][number]): "'" | '"' {
  const quoted = partKeys(document, part).find(({ start }) => document.text[start] === "'");
  return quoted ? "'" : '"';
}
