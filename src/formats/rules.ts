// All rules together, and what a set of them finds in a file.
import type { Finding } from '../model/diagnostic.ts';
import type { OpenFile } from './adapter.ts';
import { formats } from './index.ts';
import { concerns, findingOf, type Rule } from './rule.ts';
import { tomlRules } from './toml-rules/index.ts';

/** Every rule once, by format; those of TOML itself last. */
export function allRules(): readonly Rule[] {
  const own = Object.values(formats).flatMap((adapter) => adapter.rules);
  const shared = new Set<Rule>(tomlRules);
  return [...new Set([...own.filter((rule) => !shared.has(rule)), ...shared])];
}

export function isRuleCode(code: string): boolean {
  return allRules().some((rule) => rule.code === code);
}

/** What the rules find in a file. */
export function findFaults(rules: readonly Rule[], file: OpenFile): readonly Finding[] {
  const release = file.target?.release;
  return rules
    .filter((rule) => concerns(rule, release))
    .flatMap((rule) => rule.check(file).map((fault) => findingOf(rule, fault, release)));
}
