// Builds random things out of a list of numbers, so that fast-check shrinks the things by shrinking
// the numbers. Each builder puts its plainest choice first: that is what 0, and the end of the
// list, choose.
import fc from 'fast-check';

export interface Choices {
  /** One of the options; name an option twice to have it twice as often. */
  pick<T>(options: readonly [T, ...T[]]): T;
  /** True once in `times`. */
  rarely(times: number): boolean;
  /** Each option or not, in their order, and now and then in another one. */
  some<T>(options: readonly T[]): readonly T[];
  /** From 0 to `most`. */
  upTo(most: number): number;
}

const MOST_CHOICES = 400;

/** What `build` makes of random choices. */
export function chosen<T>(build: (choices: Choices) => T): fc.Arbitrary<T> {
  return fc
    .array(fc.nat(0xffff), { maxLength: MOST_CHOICES, size: 'max' })
    .map((numbers) => build(choicesOf(numbers)));
}

export function choicesOf(numbers: readonly number[]): Choices {
  let at = 0;
  const next = (): number => numbers[at++] ?? 0;
  const choices: Choices = {
    pick: (options) => options[next() % options.length] ?? options[0],
    rarely: (times) => next() % times === times - 1,
    upTo: (most) => next() % (most + 1),
    some: (options) => {
      const some = options.filter(() => next() % 2 === 1);
      return choices.rarely(3) ? some.toReversed() : some;
    },
  };
  return choices;
}
