// All rules together, and what a set of them finds in a file.
import type { Finding } from '../model/diagnostic.ts';
import type { OpenFile } from './adapter.ts';
import { formats } from './index.ts';
import { concerns, type Rule, severityOf } from './rule.ts';

/** Every rule, by format. */
export function allRules(): readonly Rule[] {
  return Object.values(formats).flatMap((adapter) => adapter.rules);
}

export function isRuleCode(code: string): boolean {
  return allRules().some((rule) => rule.code === code);
}

/** What the rules find in a file. */
export function findFaults(rules: readonly Rule[], file: OpenFile): readonly Finding[] {
  const release = file.target?.release;
  return rules
    .filter((rule) => concerns(rule, release))
    .flatMap((rule) =>
      rule.check(file).map((fault) => ({
        code: rule.code,
        severity: severityOf(rule, fault, release),
        message: fault.message,
        range: fault.range,
        ...(fault.fixes ? { fixes: fault.fixes } : {}),
      })),
    );
}
