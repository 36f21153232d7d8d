// Taking the first sections out of a text.
import { expect, test } from 'vitest';
import { applyEdits } from '../../src/text/edit.ts';
import { child, openDocument, removeNodes, settle } from '../../src/toml/index.ts';

test.each([
  ['[a]\nx = 1\n\n[b]\n', '[b]\n'],
  ['\n[a]\nx = 1\n\n[b]\n', '\n[b]\n'],
  ['[a]\nx = 1\n[a.c]\ny = 1\n\n\n[b]\n', '[b]\n'],
  ['\ufeff\n[a]\n\n[a.c]\n\n# b\n[b]\n', '\ufeff\n# b\n[b]\n'],
  ['[a]\nx = 1\n\n', '\n'],
])('%j without [a] is %j', (text, rest) => {
  const document = openDocument(text);
  const node = child(document.root, 'a');
  expect(applyEdits(text, settle(removeNodes(document, node ? [node] : []).drafts))).toBe(rest);
});
