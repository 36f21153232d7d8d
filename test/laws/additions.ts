// The laws of an addition, each as a property over generated files of one format.
import fc from 'fast-check';
import { describe, test } from 'vitest';
import type { Plan } from '../../src/index.ts';
import { mirrorMap } from '../support/generate-mirrors.ts';
import {
  assertCommuting,
  assertEffect,
  assertHabits,
  assertIdempotent,
  assertInsertionOnly,
  assertPlace,
  assertPlainToml,
  assertRefusal,
  assertUndo,
  planOf,
  type Sample,
} from '../support/laws.ts';

type Law = (sample: Sample, plan: Plan) => void;

const LAWS: Readonly<Record<string, Law>> = {
  'inserts, and nothing else (law 3)': (sample, plan) => assertInsertionOnly(sample.text, plan),
  'changes nothing the second time (law 4)': ({ asked, options }, plan) =>
    assertIdempotent(mirrorMap(asked), options, plan),
  'puts in what was asked for and leaves all else as it was (law 5)': assertEffect,
  'keeps the habits of the text (law 6)': (sample, plan) => assertHabits(sample.text, plan),
  'goes beside its siblings and splits no comment off (law 6)': assertPlace,
  'writes TOML 1.0 alone (law 6)': (sample, plan) => assertPlainToml(sample.text, plan),
  'takes registries in any order (law 7)': assertCommuting,
  'is undone by removing (law 8)': assertUndo,
};

/** One property a law, over files that take an addition, and one over files that do not. */
export function describeAdditions(
  name: string,
  samples: fc.Arbitrary<Sample>,
  numRuns: number,
): void {
  describe(name, () => {
    const good = samples.filter(({ refusals }) => refusals.length === 0);
    test.each(Object.entries(LAWS))('%s', (_, law) => {
      fc.assert(
        fc.property(good, (sample) => law(sample, planOf(sample))),
        { numRuns },
      );
    });

    test('is refused for the fault of a file', () => {
      const faulty = samples.filter(({ refusals }) => refusals.length > 0);
      fc.assert(fc.property(faulty, assertRefusal), { numRuns: numRuns / 4 });
    });
  });
}
