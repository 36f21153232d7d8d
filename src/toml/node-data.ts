// What nodes mean: data, decoded slice by slice through smol-toml.
import type { TextRange } from '../text/edit.ts';
import { decodeValue, isTable, type TomlTable, type TomlValue } from './decode.ts';
import { children, elements, type Node, nodeKind, valueRange } from './view.ts';

/** What the node's text means. */
export function nodeData(node: Node): TomlValue | undefined {
  const kind = nodeKind(node);
  const value = valueRange(node);
  if (kind === 'scalar') return value && decodeSlice(node.document.text, value);
  if (kind === 'array') {
    return elements(node).flatMap((element) => {
      const data = nodeData(element);
      return data === undefined ? [] : [data];
    });
  }
  const table: TomlTable = Object.create(null) as TomlTable;
  for (const [key, each] of children(node)) {
    const data = nodeData(each);
    if (data !== undefined) table[key] = data;
  }
  return table;
}

/** The node's string; `undefined` when it is none. */
export function stringOf(node: Node | undefined): string | undefined {
  const data = node && nodeKind(node) === 'scalar' ? nodeData(node) : undefined;
  return typeof data === 'string' ? data : undefined;
}

/** Data by a path of names; `undefined` where nothing is. */
export function dataAt(
  data: TomlValue | undefined,
  path: readonly string[],
): TomlValue | undefined {
  return path.reduce<TomlValue | undefined>(
    (value, key) => (isTable(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    data,
  );
}

function decodeSlice(text: string, range: TextRange): TomlValue | undefined {
  const quote = text[range.start];
  const inner = text.slice(range.start + 1, range.end - 1);
  if (quote === "'" && text[range.start + 1] !== "'") return inner;
  if (quote === '"' && !/["\\]/.test(inner)) return inner;
  return decodeValue(text.slice(range.start, range.end));
}
