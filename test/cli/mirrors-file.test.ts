// What is wrong with a file of mirrors is said in plain words, with its place.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mirrorconf, type Outcome, temporaryFolder } from './support.ts';

async function add(json: string): Promise<Outcome> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'm.json'), json);
  const stdin = 'unqualified-search-registries = []\n';
  return mirrorconf(['add', '-', '--mirrors', 'm.json'], { folder, stdin });
}

test.each([
  [
    '{\n  "a.io": 5\n}',
    '2:11: error: /a.io is a number. Write a URL, a mirror, or a list of these.',
  ],
  ['{"a.io": null}', '1:10: error: /a.io is null.'],
  [
    '{"a.io": {"url": "https://m", "skip_verify": true}}',
    '1:46: error: /a.io/skip_verify is no property of a mirror. A mirror has url, capabilities, skipVerify, ca, client, header, overridePath and dialTimeout.',
  ],
  ['{"a.io": {}}', '1:10: error: /a.io has no "url". A mirror needs one.'],
  [
    '{"a.io": [{"url": "https://m"}, {"urls": 1}]}',
    '1:42: error: /a.io/1/urls is no property of a mirror.',
  ],
  ['{"a.io": [true]}', '1:11: error: /a.io/0 is true or false. Write an object or a string.'],
  ['{"a.io": {"url": 1}}', '1:18: error: /a.io/url is a number. Write a string.'],
  [
    '{"a.io": {"url": "https://m", "skipVerify": "yes"}}',
    '1:45: error: /a.io/skipVerify is a string. Write true or false.',
  ],
  [
    '{"a.io": {"url": "https://m", "ca": 5}}',
    '1:37: error: /a.io/ca is a number. Write a list or a string.',
  ],
  [
    '{"a.io": {"url": "https://m", "ca": [5]}}',
    '1:38: error: /a.io/ca/0 is a number. Write a string.',
  ],
  [
    '{"a.io": {"url": "https://m", "client": [["a"]]}}',
    '1:42: error: /a.io/client/0 is no pair. Write the certificate file and the key file.',
  ],
  [
    '{"a.io": {"url": "https://m", "header": {"x": 1}}}',
    '1:47: error: /a.io/header/x is a number. Write a list or a string.',
  ],
  [
    '{"a.io": {"url": "https://m", "capabilities": ["push"]}}',
    '1:48: error: /a.io/capabilities/0 is none of "pull" and "resolve".',
  ],
  ['{"a/b~c": 1}', '1:11: error: /a~1b~0c is a number.'],
  ['["https://m"]', '1:1: error: The file is a list. Write an object.'],
  ['{"$schema": 1}', '1:13: error: /$schema is a number.'],
])('%s: %s', async (json, words) => {
  const { exitCode, stdout, stderr } = await add(json);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr.startsWith(`m.json:${words}`)).toBe(true);
  expect(stderr).toMatch(/ \[mirrors-file\/invalid\]\n$/);
});

test.each([
  ['{"a.io": ["https://m", "https://u:p@m"]}', '1:24', 'mirror/credentials'],
  ['{"a.io": "https://m",\n "b.io": {"url": "ftp://m"}}', '2:18', 'mirror/scheme'],
  ['{"https://a.io": "https://m"}', '1:18', 'registry/has-scheme'],
  ['{"a.io": ""}', '1:10', 'mirror/not-a-url'],
])(
  'a name that is none is blamed on the file of mirrors, with its place: %s',
  async (json, place, code) => {
    const { exitCode, stdout, stderr } = await add(json);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`m.json:${place}: error: `)).toBe(true);
    expect(stderr.endsWith(` [${code}]\n`)).toBe(true);
    expect(stderr).not.toContain('u:p');
  },
);

test('every registry that is wrong is named', async () => {
  const { stderr } = await add('{"a.io": 1, "b.io": "https://m", "c.io": {}}');
  expect(stderr.match(/error: \S+/g)).toEqual(['error: /a.io', 'error: /c.io']);
});

test.each([
  [
    '{"a.io": "https://m",\n}',
    '2:1: error: The file is no JSON: "}" stands where something else must come.',
  ],
  [
    '{"a.io": "https://m"',
    '1:21: error: The file is no JSON: the text ends where something else must come.',
  ],
  ['', '1:1: error: The file is no JSON: the text ends'],
  ['{', '1:2: error: The file is no JSON: the text ends'],
  ['{"a.io":\n', '1:9: error: The file is no JSON: the text ends'],
  ['{"a.io": ["https://m"', '1:22: error: The file is no JSON: the text ends'],
  ['{"a": 1} x', '1:10: error: The file is no JSON: "x" stands'],
  ['// {}', '1:1: error: The file is no JSON: "/" stands'],
  ['{"a": "\n"}', '1:8: error: The file is no JSON: "\\u000a" stands'],
  ['['.repeat(100_000), '1:1: error: The file is nested too deeply'],
])('no JSON: %#', async (json, words) => {
  const { exitCode, stderr } = await add(json);
  expect(exitCode).toBe(2);
  expect(stderr.startsWith(`m.json:${words}`)).toBe(true);
  expect(stderr).toContain('[mirrors-file/syntax]');
});

test.each([
  ['{"a.io": "https://m", "a\\u002eio": "https://n"}', '1:23', '"a.io"'],
  ['{"a.io": [{"url": "https://m", "url": "https://n"}]}', '1:32', '"url"'],
])('a name that is there twice would lose a value: %s', async (json, place, name) => {
  const { exitCode, stderr } = await add(json);
  expect(exitCode).toBe(2);
  expect(stderr.startsWith(`m.json:${place}: error: ${name} is there twice`)).toBe(true);
});

test('a file of mirrors that is not there', async () => {
  const { exitCode, stderr } = await mirrorconf(['add', '-', '--mirrors', 'nowhere.json']);
  expect([exitCode, stderr]).toEqual([
    2,
    'nowhere.json: error: There is no such file. Check the path. [file/not-found]\n',
  ]);
});

test('a name that objects inherit is a registry like others', async () => {
  const { exitCode, stderr } = await add('{"__proto__": "https://m", "constructor": "https://n"}');
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('[registry/invalid]')]);
  expect(({} as Record<string, unknown>)['url']).toBeUndefined();
});

test('no mirrors change nothing', async () => {
  const { exitCode, stdout, stderr } = await add('{}');
  expect([exitCode, stdout, stderr]).toEqual([0, 'unqualified-search-registries = []\n', '']);
});
