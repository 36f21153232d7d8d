// Names with dots, beside the same dots without quotes.
import { describe, expect, test } from 'vitest';
import { nodeAt, nodeData, openDocument } from '../../src/toml/index.ts';

function at(text: string, path: readonly string[]) {
  const node = nodeAt(openDocument(text).root, path);
  return node && nodeData(node);
}

describe('names', () => {
  const text = '[registry.docker.io]\nat = 1\n[registry."docker.io"]\nat = 2\n';

  test('a name with a dot is not two names', () => {
    expect(at(text, ['registry', 'docker.io', 'at'])).toBe(2);
    expect(at(text, ['registry', 'docker', 'io', 'at'])).toBe(1);
    expect(at('[a.b]\nat = 1\n', ['a.b'])).toBeUndefined();
  });

  test('a quote ends a name in the same quotes', () => {
    expect(at(`"a" . 'b' = 1\n`, ['a" . \'b'])).toBeUndefined();
    expect(at(`"a".'b"' = 1\n`, ['a', 'b"'])).toBe(1);
  });
});
