// A document as a tree of tables by name, whichever way each part is spelled, opened lazily: a
// table's children are found when somebody asks, so a lookup costs what lies along its path.
import type { TextRange } from '../text/edit.ts';
import { arrayItems, inlineEntries } from './items.ts';
import { type Key, namesOf, splitKey } from './keys.ts';
import { type Entry, type Section, scan } from './scan.ts';

/**
 * One place of the text that has to do with a node: a header or an entry whose path leads to it or
 * through it, or an item of an inline array.
 */
export interface Part {
  readonly kind: 'section' | 'entry' | 'item';
  /** The names from the node at depth `base` on; `partKeys` says where they stand. */
  readonly names: readonly string[];
  readonly base: number;
  /** The section that the place is in, or is. */
  readonly section: Section;
  readonly entry?: Entry;
  /** An entry's or item's value. */
  readonly value?: TextRange;
  /** The inline table that an entry stands in. */
  readonly holder?: TextRange;
}

/** A table, array or value by its path. Elements of arrays have no key. */
export interface Node {
  readonly document: Document;
  readonly parent: Node | undefined;
  readonly key: string | undefined;
  /** Number of names and indices from the root. */
  readonly depth: number;
  /** Never empty; in text order. */
  readonly parts: readonly Part[];
  /** What has been opened so far. */
  readonly opened: {
    parts?: ReadonlyMap<string, readonly Part[]>;
    children?: Map<string, Node>;
    elements?: readonly Node[];
  };
}

export interface Document {
  readonly text: string;
  readonly sections: readonly Section[];
  readonly root: Node;
}

export function openDocument(text: string): Document {
  const sections = scan(text);
  const parts = sectionParts(text, sections).filter(isNamed);
  const document = { text, sections } as { -readonly [K in keyof Document]: Document[K] };
  document.root = { document, parent: undefined, key: undefined, depth: 0, parts, opened: {} };
  return document;
}

/** Whether anything has the part's name: `[]` and `= 1` are no TOML and name nothing. */
function isNamed({ section, names, kind }: Part): boolean {
  return names.length > 0 || (kind === 'section' && section.kind === 'root');
}

/** Whether the part names the node itself, and not only something below it. */
export function isExact(node: Node, part: Part): boolean {
  return part.base + part.names.length === node.depth;
}

/** The node's own value where it is written as one: scalar, array or inline table. */
export function valueRange(node: Node): TextRange | undefined {
  for (const part of node.parts) if (part.value && isExact(node, part)) return part.value;
  return undefined;
}

/** The header that is the node's own: `[a.b]` for `a.b`, `[[a]]` for an element of `a`. */
export function ownSection(node: Node): Section | undefined {
  for (const part of node.parts) {
    if (part.kind === 'section' && isExact(node, part)) return part.section;
  }
  return undefined;
}

export type NodeKind = 'table' | 'array' | 'scalar';

export function nodeKind(node: Node): NodeKind {
  const value = valueRange(node);
  if (value) {
    const first = node.document.text[value.start];
    return first === '{' ? 'table' : first === '[' ? 'array' : 'scalar';
  }
  return isTableArray(node) ? 'array' : 'table';
}

/** Whether the node is an array written as `[[…]]` headers. */
export function isTableArray(node: Node): boolean {
  const first = node.parts[0];
  const named = node.key !== undefined;
  return (
    named && first?.section.kind === 'array' && first.kind === 'section' && isExact(node, first)
  );
}

/** Whether the node is an element of an array. */
export function isElement(node: Node): boolean {
  return node.key === undefined && node.parent !== undefined;
}

/** Whether the node is written inside one value: `{ … }`, `[ … ]` or an item of one. */
export function isInline(node: Node): boolean {
  return valueRange(node) !== undefined;
}

/** The names of a table's children, in the order in which the text first names them. */
export function childNames(node: Node): readonly string[] {
  return [...childParts(node).keys()];
}

/** The children of a table by name, in the order in which the text first names them. */
export function children(node: Node): ReadonlyMap<string, Node> {
  const result = new Map<string, Node>();
  for (const name of childParts(node).keys()) {
    const each = openChild(node, name);
    if (each) result.set(name, each);
  }
  return result;
}

export function child(node: Node | undefined, key: string): Node | undefined {
  return node && nodeKind(node) === 'table' ? openChild(node, key) : undefined;
}

/** The last child that passes; only the children from there on are opened. */
export function findLastChild(node: Node, passes: (child: Node) => boolean): Node | undefined {
  const names = childNames(node);
  for (let at = names.length - 1; at >= 0; at--) {
    const each = openChild(node, names[at] ?? '');
    if (each && passes(each)) return each;
  }
  return undefined;
}

/** The node at a path of names; `undefined` where nothing is. */
export function nodeAt(node: Node | undefined, path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>(child, node);
}

/** The elements of an array, in order: `[[…]]` tables, or the items of an inline array. */
export function elements(node: Node): readonly Node[] {
  if (node.opened.elements) return node.opened.elements;
  const groups = isTableArray(node) ? tableElements(node) : itemElements(node);
  const result = groups.map(
    (parts): Node => ({
      document: node.document,
      parent: node,
      key: undefined,
      depth: node.depth,
      parts,
      opened: {},
    }),
  );
  node.opened.elements = result;
  return result;
}

/** The names from the root to the node; elements of arrays add none. */
export function pathOf(node: Node): readonly string[] {
  const above = node.parent ? pathOf(node.parent) : [];
  return node.key === undefined ? above : [...above, node.key];
}

/** The names and indices from the root to the node's data. */
export function dataPath(node: Node): readonly (string | number)[] {
  if (!node.parent) return [];
  return [...dataPath(node.parent), node.key ?? elements(node.parent).indexOf(node)];
}

/** Where a person would look for the node: its own header or entry, else the first that names it. */
export function nodeRange(node: Node): TextRange {
  const part = node.parts.find((each) => isExact(node, each)) ?? node.parts[0];
  if (!part) return { start: 0, end: 0 };
  if (part.kind === 'section') return { start: part.section.start, end: part.section.headerEnd };
  if (part.kind === 'item') return part.value ?? { start: 0, end: 0 };
  return { start: part.entry?.start ?? 0, end: part.value?.end ?? 0 };
}

/** The name as the text has it, where the node is named most directly. */
export function keyRange(node: Node): TextRange {
  const part = node.parts.find((each) => isExact(node, each)) ?? node.parts[0];
  return (part && partKeys(node.document, part)[node.depth - 1 - part.base]) ?? nodeRange(node);
}

function openChild(parent: Node, key: string): Node | undefined {
  parent.opened.children ??= new Map();
  const known = parent.opened.children.get(key);
  if (known) return known;
  const parts = childParts(parent).get(key);
  if (!parts) return undefined;
  const { document, depth } = parent;
  const made: Node = { document, parent, key, depth: depth + 1, parts, opened: {} };
  parent.opened.children.set(key, made);
  return made;
}

function childParts(node: Node): ReadonlyMap<string, readonly Part[]> {
  if (node.opened.parts) return node.opened.parts;
  const result = new Map<string, Part[]>();
  const add = (part: Part): void => {
    const name = part.names[node.depth - part.base] ?? '';
    const list = result.get(name);
    if (list) list.push(part);
    else result.set(name, [part]);
  };
  for (const part of node.parts) {
    if (!isExact(node, part)) add(part);
    else for (const entry of entriesOf(node, part)) add(entry);
  }
  node.opened.parts = result;
  return result;
}

function entriesOf(node: Node, part: Part): readonly Part[] {
  const { text } = node.document;
  const base = node.depth;
  if (part.kind === 'section') {
    if (part.section.kind === 'array' && node.key !== undefined) return [];
    return part.section.entries
      .map((entry) => entryPart(text, part.section, entry, base))
      .filter(isNamed);
  }
  const { value } = part;
  if (!value || text[value.start] !== '{') return [];
  return inlineEntries(text, value)
    .map((entry) => ({ ...entryPart(text, part.section, entry, base), holder: value }))
    .filter(isNamed);
}

function entryPart(text: string, section: Section, entry: Entry, base: number): Part {
  const names = namesOf(text, entry.start, entry.keyEnd);
  const value = { start: entry.valueStart, end: entry.valueEnd };
  return { kind: 'entry', names, base, section, entry, value };
}

function tableElements(node: Node): readonly (readonly Part[])[] {
  const groups: Part[][] = [];
  for (const part of node.parts) {
    if (isExact(node, part)) groups.push([part]);
    else groups.at(-1)?.push(part);
  }
  return groups;
}

function itemElements(node: Node): readonly (readonly Part[])[] {
  const value = valueRange(node);
  const first = node.parts[0];
  if (!value || !first || node.document.text[value.start] !== '[') return [];
  return arrayItems(node.document.text, value).map((item) => [
    {
      kind: 'item',
      names: [],
      base: node.depth,
      section: first.section,
      value: { start: item.start, end: item.end },
    },
  ]);
}

/** Where the names of a part stand. */
export function partKeys({ text }: Document, { kind, section, entry }: Part): readonly Key[] {
  if (kind === 'section') return splitKey(text, section.keyStart, section.keyEnd);
  return entry ? splitKey(text, entry.start, entry.keyEnd) : [];
}

/** The parts of all sections. Neighbours often share all names but the last: that is used. */
function sectionParts(text: string, sections: readonly Section[]): readonly Part[] {
  let prefix = '';
  let shared: readonly string[] = [];
  return sections.map((section): Part => {
    const { keyStart, keyEnd } = section;
    if (prefix !== '' && text.startsWith(prefix, keyStart)) {
      const names = [...shared, ...namesOf(text, keyStart + prefix.length, keyEnd)];
      return { kind: 'section', names, base: 0, section };
    }
    const keys = section.kind === 'root' ? [] : splitKey(text, keyStart, keyEnd);
    const names = keys.map((key) => key.name);
    const last = keys.at(-1);
    prefix = last ? text.slice(keyStart, last.start) : '';
    shared = names.slice(0, -1);
    return { kind: 'section', names, base: 0, section };
  });
}
