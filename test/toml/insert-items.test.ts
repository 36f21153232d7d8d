// Where an item goes in an array, by its position and by how the array is laid out.
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/text/edit.ts';
import { child, insertElements, openDocument, settle } from '../../src/toml/index.ts';

function inserted(array: string, index: number, ...values: readonly string[]): string {
  const text = `a = ${array}\n`;
  const node = child(openDocument(text).root, 'a');
  if (!node) throw new Error('no array');
  const after = applyEdits(text, settle(insertElements(node, index, values)));
  return after.slice('a = '.length, -1);
}

describe('an item', () => {
  test.each([
    ['["a", "b"]', 0, '["x", "a", "b"]'],
    ['["a", "b"]', 1, '["a", "x", "b"]'],
    ['["a", "b"]', 2, '["a", "b", "x"]'],
    ['["a", "b"]', 9, '["a", "b", "x"]'],
    ["['a','b']", 1, "['a','x','b']"],
    ['["a", "b",]', 2, '["a", "b", "x",]'],
    ['[ "a" ]', 1, '[ "a", "x" ]'],
    ['[]', 0, '["x"]'],
    ['[ ]', 0, '[ "x" ]'],
  ])('in %s at %i', (array, index, result) => {
    expect(inserted(array, index, 'x')).toBe(result);
  });

  test.each([
    [
      'above the comments of the first',
      '[\n  # of a\n  "a",\n]',
      0,
      '[\n  "x",\n  # of a\n  "a",\n]',
    ],
    [
      'above the comments of the next',
      '[\n  "a",\n  # of b\n  "b",\n]',
      1,
      '[\n  "a",\n  "x",\n  # of b\n  "b",\n]',
    ],
    [
      'below the comment on the line before',
      '[\n  "a", # of a\n]',
      1,
      '[\n  "a", # of a\n  "x",\n]',
    ],
    ['after a comma that was not there', '[\n  "a" # of a\n]', 1, '[\n  "a", # of a\n  "x"\n]'],
    ['on a line of its own', '["a",\n "b"]', 2, '["a",\n "b",\n "x"]'],
    [
      'behind a comma that begins its line',
      '[\n    "a"\n  , "b"\n]',
      2,
      '[\n    "a"\n  , "b"\n  , "x"\n]',
    ],
    ['below the comment of an empty array', '[\n  # none\n]', 0, '[\n  # none\n  "x",\n]'],
  ])('goes %s', (_, array, index, result) => {
    expect(inserted(array, index, 'x')).toBe(result);
  });

  test('comes with others in their order', () => {
    expect(inserted('["a"]', 1, 'x', 'y')).toBe('["a", "x", "y"]');
    expect(inserted('["a"]', 0, 'x', 'y')).toBe('["x", "y", "a"]');
  });
});
