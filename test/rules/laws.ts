// The laws that rules of every format keep, over generated files: of fixes, secrets and places.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, type Format, fix, type LintOptions, lint } from '../../src/index.ts';

export interface Subject {
  readonly format: Format;
  readonly registry?: string;
  readonly texts: fc.Arbitrary<string>;
  /** The releases whose faults are looked for, as targets; none at all is looked for too. */
  readonly targets: readonly string[];
  /** What stands in the texts and in no finding. */
  readonly secret: string;
  readonly numRuns: number;
}

export function optionsOf(
  { format, registry }: Pick<Subject, 'format' | 'registry'>,
  target: string | undefined,
): LintOptions {
  return {
    format,
    ...(registry === undefined ? {} : { registry }),
    ...(target === undefined ? {} : { target }),
  };
}

export function errorCodes(text: string, options: LintOptions): ReadonlySet<string> {
  const errors = lint(text, options).filter(({ severity }) => severity === 'error');
  return new Set(errors.map(({ code }) => code));
}

/** Law 9. */
export function assertConverges(text: string, options: LintOptions): void {
  const before = errorCodes(text, options);
  const plan = fix(text, options);
  expect(applyEdits(text, plan.edits)).toBe(plan.text);
  const left = lint(plan.text, options);
  expect(left.filter(({ fixes }) => fixes?.some(({ safe }) => safe))).toEqual([]);
  for (const code of errorCodes(plan.text, options)) expect(before, code).toContain(code);
}

export function testLaws(subject: Subject): void {
  const { texts, targets, secret, numRuns } = subject;
  const maybeTarget = fc.constantFrom(undefined, ...targets);
  const holds = (assert: (text: string, options: LintOptions) => void): void =>
    fc.assert(
      fc.property(texts, maybeTarget, (text, target) => assert(text, optionsOf(subject, target))),
      { numRuns },
    );

  test('fixes converge, and bring no error to light', () => holds(assertConverges));

  test('every offered fix can be applied and leaves TOML', () =>
    holds((text, options) => {
      for (const { code, fixes = [] } of lint(text, options)) {
        for (const { edits, title } of fixes) {
          const codes = lint(applyEdits(text, edits), options).map((each) => each.code);
          expect(codes, `${code}: ${title}`).not.toContain('toml/syntax');
        }
      }
    }));

  test('no secret is told in any finding or fix, and ranges lie in the text', () =>
    holds((text, options) => {
      const found = lint(text, options);
      expect(JSON.stringify(found)).not.toContain(secret);
      for (const { range } of found) {
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThanOrEqual(text.length);
      }
    }));
}
