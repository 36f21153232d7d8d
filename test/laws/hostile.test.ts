// Texts made to hurt: each ends with a result or a typed error, pollutes nothing, and costs work in
// proportion to its length. Work is counted as the characters that are asked for, not timed.
import { describe, expect, test } from 'vitest';
import {
  addMirrors,
  detectFormat,
  listMirrors,
  MirrorConfError,
  parseConfig,
  removeMirrors,
} from '../../src/index.ts';
import { scan } from '../../src/toml/scan.ts';
import { errorOf } from '../support/laws.ts';

const CRI = 'plugins."io.containerd.grpc.v1.cri"';
const MIRROR = { 'docker.io': 'https://hub.example.net' };

/** By name, a text of about `n` pieces. */
const TEXTS: Readonly<Record<string, (n: number) => string>> = {
  'open brackets': (n) => '['.repeat(n),
  'open brackets of a value': (n) => `a = ${'['.repeat(n)}`,
  'nested arrays': (n) => `a = ${'['.repeat(n)}${']'.repeat(n)}`,
  'nested inline tables': (n) => `a = ${'{ a = '.repeat(n)}1${' }'.repeat(n)}`,
  quotes: (n) => '"'.repeat(n),
  'quotes of a value': (n) => `a = ${'"'.repeat(n)}`,
  apostrophes: (n) => "'".repeat(n),
  backslashes: (n) => `a = "${'\\'.repeat(n)}`,
  'an open string': (n) => `a = "${'x'.repeat(n)}`,
  'an open string of many lines': (n) => `a = '''\n${"x'\n".repeat(n)}`,
  'open strings': (n) => 'a = "x\n'.repeat(n),
  'signs of equality': (n) => '='.repeat(n),
  'empty headers': (n) => '[]\n'.repeat(n),
  'a long line': (n) => `a = "${'x'.repeat(50 * n)}"\n`,
  'a long comment': (n) => `#${'x'.repeat(50 * n)}`,
  comments: (n) => '# a comment\n'.repeat(n),
  'blank lines': (n) => '\n \n'.repeat(n),
  'a dotted key': (n) => `${'a.'.repeat(n / 10)}a = 1\n`,
  'a dotted header': (n) => `[${'a.'.repeat(n / 10)}a]\n`,
  'carriage returns': (n) => '\r'.repeat(n),
  NUL: (n) => `a = "${'\u0000'.repeat(n)}"`,
  'halves of characters': (n) => `a = "${'\ud800'.repeat(n)}"`,
  keys: (n) => lines(n / 10, (at) => `k${at} = ${at}\n`),
  tables: (n) => lines(n / 10, (at) => `[t${at}]\na = ${at}\n`),
  endpoints: (n) =>
    `version = 2\n[${CRI}.registry.mirrors."docker.io"]\nendpoint = [${lines(n / 10, (at) => `"https://m${at}.example", `)}]\n`,
  mirrors: (n) =>
    `version = 2\n${lines(n / 20, (at) => `[${CRI}.registry.mirrors."m${at}"]\nendpoint = []\n`)}`,
};

describe.each(Object.entries(TEXTS))('%s', (_, make) => {
  test.each(['containerd', 'registries'] as const)(
    'end with a result or a typed error (%s)',
    (format) => {
      const text = make(100_000);
      detectFormat(text);
      for (const run of [
        () => addMirrors(text, MIRROR, { format }),
        () => listMirrors(text, { format }),
        () => removeMirrors(text, { registry: 'docker.io' }, { format }),
      ]) {
        const error = errorOf(run);
        if (error === undefined) continue;
        expect(error).toBeInstanceOf(MirrorConfError);
        expect((error as MirrorConfError).code).not.toMatch(/^internal\//);
      }
    },
  );

  test('are located by work in proportion to their length', () => {
    const [small, large] = [5000, 20_000].map((n) => make(n)) as [string, string];
    const growth = large.length / small.length;
    expect(work(large)).toBeLessThan(1.5 * growth * work(small) + 1000);
  });
});

describe('sizes that files do not have', () => {
  test.each([
    ['a line of 5 MB', () => `version = 2\na = "${'x'.repeat(5_000_000)}"\n`],
    ['1 MB of comments', () => `version = 2\n${'# nothing here\n'.repeat(70_000)}`],
    ['50,000 tables', () => `version = 2\n${lines(50_000, (at) => `[t${at}]\n`)}`],
    [
      '200,000 endpoints',
      () =>
        `version = 2\n[${CRI}.registry.mirrors."docker.io"]\nendpoint = [\n${lines(200_000, (at) => `  "https://m${at}.example",\n`)}]\n`,
    ],
    ['a key of 10,000 names', () => `version = 2\n${'a.'.repeat(9999)}a = 1\n`],
  ] as const)('%s take a mirror', (_, make) => {
    const text = make();
    const plan = addMirrors(text, MIRROR, { format: 'containerd' });
    expect(plan.changed).toBe(true);
    expect(plan.edits.every(({ start, end }) => start === end)).toBe(true);
    expect(removedEdits(plan.text, plan.edits)).toBe(text);
  });
});

describe('names of what every object has', () => {
  const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'] as const;
  const FORMS: Readonly<Record<string, (name: string) => string>> = {
    'a table': (name) => `version = 2\n[${name}]\npolluted = true\n`,
    'a plugin': (name) => `version = 2\n[plugins."${name}"]\npolluted = true\n`,
    'a registry': (name) =>
      `version = 2\n[${CRI}.registry.mirrors."${name}"]\nendpoint = ["https://m.example"]\n`,
    'a dotted key': (name) => `version = 2\nplugins."${name}".polluted = true\n`,
    'an inline table': (name) => `version = 2\nx = { ${name} = { polluted = true } }\n`,
    'a nested name': (name) => `version = 2\n[${name}.${name}.${name}]\npolluted = true\n`,
  };

  for (const name of NAMES) {
    test.each(Object.entries(FORMS))(`${name} as %s`, (_, form) => {
      const before = Object.getOwnPropertyNames(Object.prototype);
      const text = form(name);
      const plan = addMirrors(text, MIRROR, { format: 'containerd' });
      expect(addMirrors(plan.text, MIRROR, { format: 'containerd' }).changed).toBe(false);
      parseConfig(plan.text, { format: 'containerd' });
      const undone = removeMirrors(plan.text, { registry: 'docker.io' }, { format: 'containerd' });
      expect(undone.text).toBe(text);
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    });
  }

  test('a registry is listed by any of them', () => {
    const text = NAMES.map(
      (name) => `[${CRI}.registry.mirrors."${name}"]\nendpoint = ["https://m.example"]\n`,
    ).join('');
    const listed = listMirrors(`version = 2\n${text}`, { format: 'containerd' });
    expect(listed.map(({ registry }) => registry)).toEqual(NAMES);
  });

  test('a mirror map has no registry of theirs but what it says itself', () => {
    const mirrors = JSON.parse('{ "__proto__": "https://m.example" }') as Record<string, string>;
    const error = errorOf(() => addMirrors('version = 2\n', mirrors, { format: 'containerd' }));
    expect((error as MirrorConfError).code).toBe('registry/invalid');
    const plan = addMirrors(
      'version = 2\n',
      { 'constructor:5000': 'https://m.example' },
      { format: 'containerd' },
    );
    expect(plan.changes.map(({ registry }) => registry)).toEqual(['constructor:5000']);
  });
});

function lines(count: number, line: (at: number) => string): string {
  return Array.from({ length: Math.floor(count) }, (_, at) => line(at)).join('');
}

function removedEdits(text: string, edits: readonly { start: number; text: string }[]): string {
  const offset = 0;
  let result = text;
  for (const edit of edits) {
    const at = edit.start + offset;
    expect(result.startsWith(edit.text, at)).toBe(true);
    result = result.slice(0, at) + result.slice(at + edit.text.length);
  }
  return result;
}

/** How many characters locating a text asks for, each time that it does. */
function work(text: string): number {
  let count = 0;
  const counted = new Proxy<object>(Object(text), {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof key === 'string' && /^\d+$/.test(key)) count++;
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]): unknown => {
        const result: unknown = Reflect.apply(value, text, given);
        // A search passes over what lies between where it starts and what it finds.
        const from = Number(given[1] ?? 0);
        if (key === 'indexOf') count += (result === -1 ? text.length : Number(result)) - from + 1;
        else count += typeof result === 'string' ? result.length + 1 : 1;
        return result;
      };
    },
  });
  for (const section of scan(counted as unknown as string)) count += section.entries.length;
  return count;
}
