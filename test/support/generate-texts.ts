// Texts that are no configuration, or not quite: fragments in any order, and good files with a few
// characters or lines changed.
import fc from 'fast-check';
import type { Sample } from './laws.ts';

const FRAGMENTS = [
  '[',
  ']',
  '[[',
  ']]',
  '{',
  '}',
  '"',
  "'",
  '"""',
  "'''",
  '#',
  '\n',
  '\r\n',
  '\n\n',
  '\r',
  ',',
  '.',
  '=',
  ' ',
  '\t',
  '\\',
  '\\u002e',
  '# c\n',
  'a = 1\n',
  '[a]\n',
  '[[a.b]]\n',
  'a.b',
  '"x"',
  "''",
  '\u00e9',
  '\ufeff',
  '\ud800',
  '\u0000',
  '{}',
  '[]',
  ', ',
  'mirrors',
  'registry',
  '__proto__',
] as const;

/** Any string at all, most of them rich in what TOML gives a meaning. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom(...FRAGMENTS), { size: 'large' })
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', size: 'large' }) },
);

/** A change at a place; the numbers are taken modulo what there is. */
const change = fc.oneof(
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.nat(),
    text: fc.constantFrom(...FRAGMENTS),
  }),
  fc.record({
    kind: fc.constant('delete' as const),
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({ kind: fc.constant('drop line' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('copy line' as const), at: fc.nat(), to: fc.nat() }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** Files with one to three changes; what comes of them nobody knows. */
export function changed(samples: fc.Arbitrary<Sample>): fc.Arbitrary<Sample> {
  return fc
    .tuple(samples, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([sample, changes]) => ({ ...sample, text: changes.reduce(apply, sample.text) }));
}

function apply(text: string, each: Change): string {
  const at = each.at % (text.length + 1);
  if (each.kind === 'insert') return text.slice(0, at) + each.text + text.slice(at);
  if (each.kind === 'delete') return text.slice(0, at) + text.slice(at + each.length);
  const lines = text.split('\n');
  const line = each.at % lines.length;
  if (each.kind === 'drop line') return lines.toSpliced(line, 1).join('\n');
  return lines.toSpliced(each.to % (lines.length + 1), 0, lines[line] ?? '').join('\n');
}
