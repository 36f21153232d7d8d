// What goes with a thing that is taken out of a list, and what stays.
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/text/edit.ts';
import { elements, nodeAt, openDocument, removeNodes, settle } from '../../src/toml/index.ts';

function without(array: string, ...indices: readonly number[]): string {
  const text = `a = ${array}\n`;
  const document = openDocument(text);
  const node = nodeAt(document.root, ['a']);
  const nodes = node ? elements(node).filter((_, index) => indices.includes(index)) : [];
  return applyEdits(text, settle(removeNodes(document, nodes).drafts)).slice('a = '.length, -1);
}

function withoutKey(table: string, key: string): string {
  const text = `a = ${table}\n`;
  const document = openDocument(text);
  const node = nodeAt(document.root, ['a', key]);
  return applyEdits(text, settle(removeNodes(document, node ? [node] : []).drafts)).slice(4, -1);
}

describe('items of an array', () => {
  test.each([
    ['["a", "b", "c"]', [0], '["b", "c"]'],
    ['["a", "b", "c"]', [1], '["a", "c"]'],
    ['["a", "b", "c"]', [2], '["a", "b"]'],
    ['["a", "b", "c"]', [0, 2], '["b"]'],
    ['["a", "b", "c"]', [0, 1, 2], '[]'],
    ['["a", "b",]', [1], '["a",]'],
    ['[ "a" ]', [0], '[ ]'],
    ['[\n  # of a\n  "a",\n  "b",\n]', [0], '[\n  "b",\n]'],
    ['[\n  "a",\n  # of b\n  "b"\n]', [1], '[\n  "a"\n]'],
  ])('%j without %j', (array, indices, rest) => {
    expect(without(array, ...indices)).toBe(rest);
  });

  test('a comment stays when the list is left empty, as it may be about the list', () => {
    expect(without('[\n  # closest first\n  "a",\n]', 0)).toBe('[\n  # closest first\n]');
  });
});

describe('entries of an inline table', () => {
  test.each([
    ['{ x = 1, y = 2 }', 'x', '{ y = 2 }'],
    ['{ x = 1, y = 2 }', 'y', '{ x = 1 }'],
    ['{ x = 1 }', 'x', '{}'],
    ['{x = 1}', 'x', '{}'],
    ['{x = 1 }', 'x', '{ }'],
  ])('%j without %s', (table, key, rest) => {
    expect(withoutKey(table, key)).toBe(rest);
  });
});

describe('tables below a comment that is not theirs', () => {
  const without = (text: string, ...names: readonly string[]): string => {
    const document = openDocument(text);
    const nodes = names.flatMap((name) => nodeAt(document.root, [name]) ?? []);
    return applyEdits(text, settle(removeNodes(document, nodes).drafts));
  };

  test('one after the other: the comment does not become the next one’s', () => {
    const text = 'x = 1\n# c\n\n[a]\n[b]\n';
    expect(without(text, 'a')).toBe('x = 1\n# c\n\n[b]\n');
    expect(without(without(text, 'a'), 'b')).toBe('x = 1\n# c\n');
    expect(without(text, 'a', 'b')).toBe('x = 1\n# c\n');
  });

  test('with a blank line below: one of two goes', () => {
    expect(without('x = 1\n# c\n\n[a]\n\n[b]\n', 'a')).toBe('x = 1\n# c\n\n[b]\n');
  });
});
