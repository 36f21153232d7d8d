// What a lint rule is: one fault of one format, what engines do with it, and how it is mended.
import type { Finding, Fix, Severity } from '../model/diagnostic.ts';
import type { Format } from '../model/format.ts';
import { before, type Release } from '../model/target.ts';
import type { TextRange } from '../text/edit.ts';
import type { OpenFile } from './open-file.ts';
import { mayHoldSecret } from './secrets.ts';

/** A place where a rule's fault is. */
export interface Fault {
  readonly range: TextRange;
  /** What is wrong here, why it matters (which engine does what), and what to do. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
  /** Where this place is graver or milder than the rule usually is. */
  readonly severity?: Severity;
}

/** Releases of the format's engine, from one on and before another; both ends may be open. */
export interface ReleaseRange {
  readonly from?: Release;
  readonly before?: Release;
}

/** A text that shows a rule, with what else is needed to see it. */
export interface RuleExample {
  readonly text: string;
  /** For a rule of every format, the one that the example is of. */
  readonly format?: Format;
  readonly target?: string;
  readonly registry?: string;
}

interface RuleBase {
  /** `<format>/<fault>`, never reused. */
  readonly code: string;
  readonly severity: Severity;
  /** One line: what is wrong. */
  readonly title: string;
  /** What each engine does with it, as measured. */
  readonly effect: string;
  /** How to mend it. */
  readonly remedy: string;
  /** Where the fact comes from: `engines.md A.6, X3`. */
  readonly source: string;
  /**
   * The releases that have the fault; missing means all. With a target outside them the rule is
   * silent; without a release its errors become warnings, and its message says which are hit.
   */
  readonly releases?: readonly ReleaseRange[];
  /**
   * Whether no mirror may be added to a file with the fault: the engine would not use it. A function
   * finds what only an added mirror would make a fault, whatever `releases` says.
   */
  readonly blocks?: boolean | ((file: OpenFile) => readonly Fault[]);
  readonly bad: RuleExample;
  readonly good: RuleExample;
  readonly check: (file: OpenFile) => readonly Fault[];
}

/** `safe` fixes are applied by `fix`; `ask` ones are only offered. */
export type Rule = RuleBase &
  ({ readonly fix: 'none' | 'ask' } | { readonly fix: 'safe'; readonly fixed: RuleExample });

/** Whether the rule has anything to say about the release; `undefined` is any release. */
export function concerns(rule: Pick<Rule, 'releases'>, release: Release | undefined): boolean {
  return !release || !rule.releases || isAmong(release, rule.releases);
}

export function isAmong(release: Release, ranges: readonly ReleaseRange[]): boolean {
  return ranges.some(
    (range) =>
      !(range.from && before(release, range.from)) &&
      !(range.before && !before(release, range.before)),
  );
}

/** How grave a fault of the rule is when the release is known or not. */
export function severityOf(
  rule: Pick<Rule, 'severity' | 'releases'>,
  fault: Pick<Fault, 'severity'>,
  release: Release | undefined,
): Severity {
  const severity = fault.severity ?? rule.severity;
  return severity === 'error' && rule.releases && !release ? 'warning' : severity;
}

/**
 * The place and nothing else of it: a key's range also has the key's name, which may be a secret. Nor
 * is a fix offered that would repeat one: findings are printed.
 */
export function findingOf(rule: Rule, fault: Fault, release: Release | undefined): Finding {
  const { start, end } = fault.range;
  const fixes = fault.fixes?.filter(({ edits }) => !edits.some(({ text }) => mayHoldSecret(text)));
  return {
    code: rule.code,
    severity: severityOf(rule, fault, release),
    message: fault.message,
    range: { start, end },
    ...(fixes && fixes.length > 0 ? { fixes } : {}),
  };
}

/** What keeps mirrors from being added, by the rules that say so and in their order. */
export function obstaclesOf(rules: readonly Rule[], file: OpenFile): readonly Finding[] {
  const release = file.target?.release;
  return rules.flatMap((rule): readonly Finding[] => {
    const { blocks } = rule;
    if (typeof blocks === 'function') {
      return blocks(file).map((fault) => ({
        ...findingOf(rule, fault, release),
        severity: 'error',
      }));
    }
    if (!blocks || !concerns(rule, release)) return [];
    return rule
      .check(file)
      .map((fault) => findingOf(rule, fault, release))
      .filter(({ severity }) => severity === 'error');
  });
}
