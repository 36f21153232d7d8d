import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '../../src/cli/utf8.ts';
import { mirrorconf } from './support.ts';

describe('decoding', () => {
  test('keeps the byte order mark', () => {
    expect(decodeUtf8(Buffer.from('\ufeffa'))).toBe('\ufeffa');
  });

  test.each([
    ['a lone continuation byte', [0x61, 0x80], 1],
    ['a sequence that is not finished by what follows', [0x61, 0xe2, 0x28], 1],
    ['a sequence that the end cuts off', [0x61, 0xf0, 0x9f, 0x98], 1],
    ['an overlong form', [0xc0, 0x80], 0],
    ['a surrogate', [0x61, 0x62, 0xed, 0xa0, 0x80], 2],
    ['after characters of several bytes', [...Buffer.from('é€😀'), 0xff], 9],
  ])('names the offset of %s', (_, bytes, badByte) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toEqual({ badByte });
  });

  test('every text comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeUtf8(encodeUtf8(text) ?? new Uint8Array())).toBe(text);
      }),
    );
  });

  test('what comes before the named byte is the longest valid beginning', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = decodeUtf8(bytes);
        if (typeof text === 'string') {
          expect(Buffer.from(text)).toEqual(Buffer.from(bytes));
          return;
        }
        expect(typeof decodeUtf8(bytes.subarray(0, text.badByte))).toBe('string');
        for (let length = 1; length <= 4 && text.badByte + length <= bytes.length; length++) {
          const one = bytes.subarray(text.badByte, text.badByte + length);
          expect(decodeUtf8(one)).toEqual({ badByte: 0 });
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test('half a surrogate pair has no bytes', () => {
  expect(encodeUtf8('a\ud800')).toBeUndefined();
});

test('a file that is no UTF-8 is refused with the offset', async () => {
  const stdin = Buffer.concat([Buffer.from('# caf'), Buffer.from([0xe9]), Buffer.from('\n')]);
  const { exitCode, stdout, stderr } = await mirrorconf(['list', '-'], { stdin });
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain('<stdin>: error: The file is not UTF-8: the byte at offset 5 ');
});
