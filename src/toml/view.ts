// A document as a tree of tables by name, opened lazily: a table's children are found when somebody
// asks, and names are compared as they stand in the text, so that few are ever decoded.
import { type Construct, findConstructs } from './constructs.ts';
import { inlineEntries } from './items.ts';
import { type Key, keyAt, matchName, startsName } from './keys.ts';
import { type Below, childStart, type Document, type Node, nodeKind, unopened } from './node.ts';
import { entryPart, type Part, sectionPart } from './part.ts';
import { scan } from './scan.ts';

export * from './node.ts';
export type { Part } from './part.ts';

/** How many children are looked up one by one before all are told apart at once. */
const FEW = 16;

export function openDocument(text: string): Document {
  const sections = scan(text);
  const parts = sections.map((section) => sectionPart(text, section));
  let constructs: readonly Construct[] | undefined;
  const document = {
    text,
    sections,
    get constructs() {
      constructs ??= findConstructs(text);
      return constructs;
    },
  } as { -readonly [K in keyof Document]: Document[K] };
  const root: Node = {
    document,
    parent: undefined,
    key: undefined,
    depth: 0,
    parts,
    ends: sections.map((section) => section.keyStart),
    opened: unopened(),
  };
  document.root = root;
  return document;
}

/** The children of a table by name, in the order in which the text first names them. */
export function children(node: Node): ReadonlyMap<string, Node> {
  node.opened.children ??= allChildren(node);
  return node.opened.children;
}

/** The names of a table's children, in the order in which the text first names them. */
export function childNames(node: Node): readonly string[] {
  return [...children(node).keys()];
}

/** Whether a child has such a name; none is looked at after the first. */
export function someChildName(node: Node, passes: (name: string) => boolean): boolean {
  const { text } = node.document;
  return below(node).starts.some((start) => passes(keyAt(text, start).name));
}

/** The last names below a table, at most `count` of them, in text order. */
export function lastChildKeys(node: Node, count: number): readonly Key[] {
  const { text } = node.document;
  const { starts } = below(node);
  const keys = new Map<string, Key>();
  for (let at = starts.length - 1; at >= 0 && keys.size < count; at--) {
    const key = keyAt(text, starts[at] ?? 0);
    keys.set(key.name, key);
  }
  return [...keys.values()].sort((a, b) => a.start - b.start);
}

export function child(node: Node | undefined, key: string): Node | undefined {
  return node && nodeKind(node) === 'table' ? openChild(node, key) : undefined;
}

/** The node at a path of names; `undefined` where nothing is. */
export function nodeAt(node: Node | undefined, path: readonly string[]): Node | undefined {
  let at = node;
  for (const key of path) at = child(at, key);
  return at;
}

/** The last child that passes, by where the text first names it; none is opened before it. */
export function findLastChild(node: Node, passes: (child: Node) => boolean): Node | undefined {
  const { text } = node.document;
  const { parts, starts } = below(node);
  for (let at = parts.length - 1; at >= 0; at--) {
    const each = openChild(node, keyAt(text, starts[at] ?? 0).name);
    if (each && each.parts[0] === parts[at] && passes(each)) return each;
  }
  return undefined;
}

function openChild(parent: Node, key: string): Node | undefined {
  const { opened } = parent;
  opened.found ??= new Map();
  const { found } = opened;
  if (opened.children || found.size === FEW) return children(parent).get(key);
  const known = found.get(key);
  if (known || found.has(key)) return known;
  const child = findChild(parent, key);
  found.set(key, child);
  return child;
}

/** Compares names in the text, so that the parts of other children cost next to nothing. */
function findChild(parent: Node, key: string): Node | undefined {
  const { text } = parent.document;
  const all = below(parent);
  const parts: Part[] = [];
  const ends: number[] = [];
  for (let index = 0; index < all.parts.length; index++) {
    const end = matchName(text, all.starts[index] ?? 0, key);
    if (end === -1) continue;
    parts.push(all.parts[index] as Part);
    ends.push(end);
  }
  return parts.length === 0 ? undefined : childNode(parent, key, parts, ends);
}

function allChildren(parent: Node): ReadonlyMap<string, Node> {
  const { text } = parent.document;
  const all = below(parent);
  const groups = new Map<string, { readonly parts: Part[]; readonly ends: number[] }>();
  for (let index = 0; index < all.parts.length; index++) {
    const { name, end } = keyAt(text, all.starts[index] ?? 0);
    let group = groups.get(name);
    if (!group) {
      group = { parts: [], ends: [] };
      groups.set(name, group);
    }
    group.parts.push(all.parts[index] as Part);
    group.ends.push(end);
  }
  const result = new Map<string, Node>();
  for (const [key, { parts, ends }] of groups) {
    result.set(key, parent.opened.found?.get(key) ?? childNode(parent, key, parts, ends));
  }
  return result;
}

function childNode(
  parent: Node,
  key: string,
  parts: readonly Part[],
  ends: readonly number[],
): Node {
  const { document, depth } = parent;
  return { document, parent, key, depth: depth + 1, parts, ends, opened: unopened() };
}

function below(node: Node): Below {
  node.opened.below ??= readBelow(node);
  return node.opened.below;
}

function readBelow(node: Node): Below {
  const { text } = node.document;
  const parts: Part[] = [];
  const starts: number[] = [];
  const add = (part: Part, start: number): void => {
    // `[]` and `= 1` are no TOML and name nothing.
    if (!startsName(text, start)) return;
    parts.push(part);
    starts.push(start);
  };
  for (let index = 0; index < node.parts.length; index++) {
    const part = node.parts[index] as Part;
    const start = childStart(node, index);
    if (start !== -1) add(part, start);
    else for (const each of entriesOf(node, part)) add(each, each.entry?.start ?? 0);
  }
  return { parts, starts };
}

function entriesOf(node: Node, { kind, section, value }: Part): readonly Part[] {
  const { depth, document, key } = node;
  const { text } = document;
  if (kind === 'section') {
    // What stands below a `[[…]]` header is the element's and not the array's.
    if (section.kind === 'array' && key !== undefined) return [];
    return section.entries.map((entry) => entryPart(text, depth, section, entry));
  }
  if (!value || text[value.start] !== '{') return [];
  return inlineEntries(text, value).map((entry) => entryPart(text, depth, section, entry, value));
}
