// A table, array or value of a document, whichever way each part of it is spelled.
import type { TextRange } from '../text/edit.ts';
import type { Construct } from './constructs.ts';
import { arrayItems } from './items.ts';
import { type Key, nextName } from './keys.ts';
import { itemPart, keysOf, type Part } from './part.ts';
import { type Section, skipBlanks } from './scan.ts';

export interface Document {
  readonly text: string;
  readonly sections: readonly Section[];
  /** What parsers disagree about, in text order; looked for when somebody asks. */
  readonly constructs: readonly Construct[];
  readonly root: Node;
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
  /** By part, where the node's own name ends in it. */
  readonly ends: readonly number[];
  readonly opened: Opened;
}

/** What of a node has been opened so far. */
export interface Opened {
  kind: NodeKind | undefined;
  below: Below | undefined;
  /** The few children that were looked up by name. */
  found: Map<string, Node | undefined> | undefined;
  children: ReadonlyMap<string, Node> | undefined;
  elements: readonly Node[] | undefined;
}

/** The parts of a table's children, in text order. */
export interface Below {
  readonly parts: readonly Part[];
  /** By part, where the child's name starts in it. */
  readonly starts: readonly number[];
}

export function unopened(): Opened {
  return {
    kind: undefined,
    below: undefined,
    found: undefined,
    children: undefined,
    elements: undefined,
  };
}

/** Whether the part names the node itself, and not only something below it. */
export function isExact(node: Node, part: Part): boolean {
  return part.base + part.names.length === node.depth;
}

/** Where the part at an index goes on with a child's name; -1 where it names the node itself. */
export function childStart(node: Node, index: number): number {
  const { text } = node.document;
  const end = node.ends[index] ?? 0;
  if (node.parent) return nextName(text, end);
  return index === 0 ? -1 : skipBlanks(text, end);
}

/** What `isExact` says of the part at an index, without reading its names. */
function isExactAt(node: Node, index: number): boolean {
  return childStart(node, index) === -1;
}

/** The node's own value where it is written as one: scalar, array or inline table. */
export function valueRange(node: Node): TextRange | undefined {
  // Nothing else can name what has a value: the first part is the only one.
  const value = node.parts[0]?.value;
  return value && isExactAt(node, 0) ? value : undefined;
}

/** The header that is the node's own: `[a.b]` for `a.b`, `[[a]]` for an element of `a`. */
export function ownSection(node: Node): Section | undefined {
  return node.parts.find((part, index) => part.kind === 'section' && isExactAt(node, index))
    ?.section;
}

export type NodeKind = 'table' | 'array' | 'scalar';

export function nodeKind(node: Node): NodeKind {
  node.opened.kind ??= findKind(node);
  return node.opened.kind;
}

function findKind(node: Node): NodeKind {
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
  if (node.key === undefined || first?.kind !== 'section') return false;
  return first.section.kind === 'array' && isExactAt(node, 0);
}

/** Whether the node is an element of an array. */
export function isElement(node: Node): boolean {
  return node.key === undefined && node.parent !== undefined;
}

/** Whether the node is written inside one value: `{ … }`, `[ … ]` or an item of one. */
export function isInline(node: Node): boolean {
  return valueRange(node) !== undefined;
}

/** The elements of an array, in order: `[[…]]` tables, or the items of an inline array. */
export function elements(node: Node): readonly Node[] {
  node.opened.elements ??= isTableArray(node) ? tableElements(node) : itemElements(node);
  return node.opened.elements;
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
  const part = mostDirectPart(node);
  if (!part) return { start: 0, end: 0 };
  if (part.kind === 'section') return { start: part.section.start, end: part.section.headerEnd };
  if (part.kind === 'item') return part.value ?? { start: 0, end: 0 };
  return { start: part.entry?.start ?? 0, end: part.value?.end ?? 0 };
}

/** The name as the text has it, where the node is named most directly. */
export function keyRange(node: Node): TextRange {
  const part = mostDirectPart(node);
  return (part && partKeys(node.document, part)[node.depth - 1 - part.base]) ?? nodeRange(node);
}

/** Where the names of a part stand. */
export function partKeys({ text }: Document, part: Part): readonly Key[] {
  return keysOf(text, part);
}

function mostDirectPart(node: Node): Part | undefined {
  return node.parts.find((_, index) => isExactAt(node, index)) ?? node.parts[0];
}

function tableElements(array: Node): readonly Node[] {
  const { parts, ends } = array;
  const result: Node[] = [];
  // Each `[[…]]` header begins one, and the first part is such a header.
  for (let start = 0, end = 1; start < parts.length; start = end, end++) {
    while (end < parts.length && !isExactAt(array, end)) end++;
    result.push(elementNode(array, parts.slice(start, end), ends.slice(start, end)));
  }
  return result;
}

function itemElements(array: Node): readonly Node[] {
  const { text } = array.document;
  const value = valueRange(array);
  const first = array.parts[0];
  if (!value || !first || text[value.start] !== '[') return [];
  return arrayItems(text, value).map(({ start, end }) => {
    const part = itemPart(text, array.depth, first.section, { start, end });
    return elementNode(array, [part], [end]);
  });
}

function elementNode(array: Node, parts: readonly Part[], ends: readonly number[]): Node {
  const { document, depth } = array;
  return { document, parent: array, key: undefined, depth, parts, ends, opened: unopened() };
}
