// Which texts each engine's parser takes, and what it reads there (engines.md A.11, C.11).
import { describe, expect, test } from 'vitest';
import type { Data } from '../../src/engines/toml/data.ts';
import { readToml } from '../../src/engines/toml/read.ts';
import type { ParserName } from '../../src/formats/dialect.ts';

const OLD = 'go-toml 1.9';
const NEW = 'go-toml 2.0';
const STRICT = 'go-toml 2.4';
const LENIENT = 'BurntSushi 1.0';
const MIDDLE = 'BurntSushi 1.3';
const LATEST = 'BurntSushi 1.6';
const ALL = [OLD, NEW, STRICT, LENIENT, MIDDLE, LATEST] as const;

/** The data as plain values; `undefined` when the parser refuses the text. */
function read(text: string, parser: ParserName): unknown {
  const result = readToml(text, '/x.toml', parser);
  return 'message' in result ? undefined : plain(result.root);
}

function plain(data: Data): unknown {
  if (data.kind === 'table') {
    return Object.fromEntries([...data.entries].map(([key, value]) => [key, plain(value)]));
  }
  if (data.kind === 'list') return data.items.map(plain);
  return 'value' in data ? data.value : data.kind;
}

/** The parsers that take a text. */
function takers(text: string): readonly ParserName[] {
  return ALL.filter((parser) => read(text, parser) !== undefined);
}

describe('the same for all', () => {
  test('what TOML 1.0 says', () => {
    const text = 'a.b = 1\n[c."d e"]\nf = [true, "x", { g = 1.5 }]\n[[h]]\ni = 2020-01-01\n';
    const want = {
      a: { b: 1 },
      c: { 'd e': { f: [true, 'x', { g: 'float' }] } },
      h: [{ i: 'date' }],
    };
    for (const parser of ALL) {
      expect(read(text.replace('2020-01-01', '2020-01-01T00:00:00Z'), parser)).toEqual(want);
    }
  });

  test.each([
    'a',
    'a = ',
    '= 1',
    '[a',
    '[a]]',
    'a = 1 b = 2',
    'a = "x',
    'a = [1',
    '[]',
    'a = 1\na = 2',
    'a = 1\n\ufeffb = 2',
    '[a]\n\ufeffb = 2',
  ])('%j is refused', (text) => expect(takers(text)).toEqual([]));

  test.each([
    ['header', '['],
    ['array', 'a = ['],
    ['inline table', 'a = {a = '],
  ])('an endless %s is refused, not followed', (_, piece) =>
    expect(takers(`${piece}${'['.repeat(5000)}`)).toEqual([]),
  );
});

describe('different', () => {
  test('a byte order mark', () => {
    expect(takers('\ufeffa = 1\n')).not.toContain(NEW);
    expect(takers('\ufeffa = 1\n')).toContain(MIDDLE);
  });

  test('an inline table over several lines', () => {
    expect(takers('a = {\n b = 1\n}\n')).toEqual([OLD, STRICT, LATEST]);
  });

  test('a comma at the end of an inline table', () => {
    expect(takers('a = { b = 1, }\n')).toEqual([STRICT, LATEST]);
  });

  test('a header twice', () => {
    expect(takers('[a]\nb = 1\n[a]\nc = 1\n')).toEqual([]);
    expect(takers('[a.b]\nx = 1\n[a."b"]\ny = 1\n')).toEqual([OLD]);
    expect(read('[a.b]\nx = 1\n[a."b"]\ny = 1\n', OLD)).toEqual({ a: { b: { x: 1, y: 1 } } });
  });

  test('a dotted key into a table that only headers below it have named', () => {
    expect(takers('[a.b.c]\nx = 1\n[a]\nb.y = 1\n')).toContain(NEW);
    expect(takers('[a.b.c]\nx = 1\n[a]\nb.y = 1\n')).not.toContain(STRICT);
  });

  test('a list twice: the later one counts, up to BurntSushi/toml 1.5', () => {
    for (const text of ['a = [1]\na = [2]\n', 'a = [1]\na = 2\n', 'a = [1]\n[a]\n']) {
      expect(takers(text).filter((parser) => parser !== OLD)).toEqual([LENIENT, MIDDLE]);
    }
    expect(takers('a = [1]\na = 2\na = 3\n')).toEqual([]);
    expect(read('a = [1]\na = [2]\n', MIDDLE)).toEqual({ a: [2] });
    expect(read('a = [1]\n[a]\nb = 1\n', LENIENT)).toEqual({ a: { b: 1 } });
    expect(takers('a = [1]\n[[a]]\n')).toEqual([]);
    expect(takers('a = [{ b = 1 }]\na = [{ b = 2 }]\n')).toEqual([]);
  });

  test('an implied table that is given a value keeps what it has with BurntSushi/toml', () => {
    expect(read('a.b = 1\na = 2\n', LATEST)).toEqual({ a: { b: 1 } });
    expect(takers('a.b = 1\na.c = 2\na = 2\n')).toEqual([]);
    expect(read('a = { b = 1 }\n[a.c]\nd = 2\n', MIDDLE)).toEqual({ a: { b: 1, c: { d: 2 } } });
    expect(takers('a = { b = 1 }\n[a]\n')).toEqual([]);
  });

  test('an escape in the key of a header', () => {
    expect(read('["a\\u0062"]\n', OLD)).toEqual({ 'a\\u0062': {} });
    expect(read('["a\\u0062"]\n', NEW)).toEqual({ ab: {} });
  });

  test('a byte order mark anywhere but in front', () => {
    for (const text of ['\ufeff\ufeffa = 1\n', 'a = 1\n\ufeffb = 2\n', '\ufeff\ufeff[a]\n']) {
      expect(takers(text)).toEqual([]);
    }
    expect(takers('\ufeffa = 1\n')).toContain(OLD);
  });

  test('an escaped slash', () => {
    expect(takers('a = "b\\/c"\n')).toContain(OLD);
    expect(read('a = "b\\/c"\n', OLD)).toEqual({ a: 'b/c' });
    expect(takers('a = "b\\/c"\n')).not.toContain(NEW);
  });

  test('a day that the month does not have, and an integer of more than 64 bits', () => {
    const hasDay = takers('a = [2024-02-30T00:00:00Z]\n');
    expect(hasDay).toEqual([NEW, STRICT]);
    expect(takers('a = 2024-02-29T00:00:00Z\n')).toEqual(ALL);
    expect(takers('a = { b = 9223372036854775808 }\n')).toEqual([OLD, NEW, STRICT]);
    for (const whole of ['9223372036854775807', '-9223372036854775808', '0x7fff_ffff_ffff_ffff']) {
      expect(takers(`a = ${whole}\n`)).toEqual(ALL);
    }
    expect(takers('9999-02-30 = "2024-02-30"\n9223372036854775808.a = 1\n')).toEqual(ALL);
  });

  test('the place of a refused construct is given', () => {
    expect(readToml('x = 1\na = { b = 1, }\n', '/x.toml', NEW)).toMatchObject({
      construct: 'trailing-comma-in-inline-table',
      offset: 17,
    });
  });
});
