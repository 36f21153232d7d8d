// JSON with places: what a text says, and on which line a JSON pointer leads.
import { type MemberNode, parse, type ValueNode } from '@humanwhocodes/momoa';
import type { Finding } from '../index.ts';

export interface JsonText {
  readonly value: unknown;
  /** The offset of the value at a path of names and indexes, or of the last part that is there. */
  readonly offsetOf: (path: readonly string[]) => number;
}

/** The value with its places, or why there is none. */
export function readJson(text: string): JsonText | Finding {
  try {
    const { body } = parse(text, { mode: 'json' });
    const value: unknown = JSON.parse(text);
    const twice = nameTwice(body);
    return twice ?? { value, offsetOf: (path) => nodeAt(body, path).loc.start.offset };
  } catch (error) {
    return syntaxFinding(text, error);
  }
}

function nodeAt(body: ValueNode, path: readonly string[]): ValueNode {
  let node = body;
  for (const part of path) {
    const next = childOf(node, part);
    if (!next) break;
    node = next;
  }
  return node;
}

function childOf(node: ValueNode, part: string): ValueNode | undefined {
  if (node.type === 'Array') return node.elements[Number(part)]?.value;
  if (node.type !== 'Object') return undefined;
  return node.members.find((member) => nameOf(member.name) === part)?.value;
}

/** A name that an object has twice: JSON readers drop one of the values in silence. */
function nameTwice(node: ValueNode): Finding | undefined {
  if (node.type === 'Array') return firstOf(node.elements.map((element) => element.value));
  if (node.type !== 'Object') return undefined;
  const names = new Set<string>();
  for (const member of node.members) {
    const name = nameOf(member.name);
    if (names.has(name)) {
      const start = member.name.loc.start.offset;
      return {
        code: 'mirrors-file/name-twice',
        severity: 'error',
        range: { start, end: member.name.loc.end.offset },
        message: `"${name}" is there twice, so that one of its values would be lost. Write one, with a list of mirrors if there are several.`,
      };
    }
    names.add(name);
  }
  return firstOf(node.members.map((member) => member.value));
}

function firstOf(nodes: readonly ValueNode[]): Finding | undefined {
  for (const node of nodes) {
    const found = nameTwice(node);
    if (found) return found;
  }
  return undefined;
}

function nameOf(node: MemberNode['name']): string {
  return node.type === 'String' ? node.value : node.name;
}

function syntaxFinding(text: string, error: unknown): Finding {
  const end = text.trimEnd().length;
  const tooDeep = error instanceof RangeError;
  const start = !tooDeep && endsEarly(text, end) ? end : Math.min(offsetOfError(error), end);
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  const what = start === end ? 'the text ends' : `"${character}" stands`;
  const message = tooDeep
    ? 'The file is nested too deeply to be read. A list of mirrors is three levels deep at most.'
    : `The file is no JSON: ${what} where something else must come. Mend it there.`;
  return { code: 'mirrors-file/syntax', severity: 'error', range: { start, end: start }, message };
}

/** The reader with places blames what stands before the end. */
function endsEarly(text: string, end: number): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    const { message } = error as Error;
    return /end of JSON input/.test(message) || positionIn(message) >= end;
  }
}

/** One of the two readers says it in a property, the other in its words. */
function offsetOfError(error: unknown): number {
  const { offset, message } = error as { readonly offset?: number; readonly message?: string };
  return offset ?? Math.max(positionIn(message ?? ''), 0);
}

function positionIn(message: string): number {
  return Number(/at position (\d+)/.exec(message)?.[1] ?? -1);
}
