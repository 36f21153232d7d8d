// Where a part of a string stands in the text: an edit of that part alone repeats nothing of the
// rest, which may be a secret.
import type { TextRange } from '../../text/edit.ts';
import { type Node, valueRange } from '../../toml/index.ts';

/** The range of `value`'s characters from `start` to `end`; none where the text spells it with escapes. */
export function stringPart(
  node: Node,
  value: string,
  start: number,
  end: number,
): TextRange | undefined {
  const range = valueRange(node);
  if (!range) return undefined;
  const at = node.document.text.slice(range.start, range.end).indexOf(value);
  if (at === -1) return undefined;
  const first = range.start + at;
  return { start: first + start, end: first + end };
}
