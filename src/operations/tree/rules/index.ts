// All rules for whole machines.
import { buildkitdTreeRules } from './buildkitd/index.ts';
import { containerdTreeRules } from './containerd/index.ts';
import { hostsTreeRules } from './hosts/index.ts';
import { registriesTreeRules } from './registries/index.ts';
import type { TreeRuleWords } from './tree-rule.ts';

/** By format. */
export const TREE_RULES: readonly TreeRuleWords[] = [
  ...containerdTreeRules,
  ...hostsTreeRules,
  ...registriesTreeRules,
  ...buildkitdTreeRules,
];

const CODES: ReadonlySet<string> = new Set(TREE_RULES.map(({ code }) => code));

export function isTreeRuleCode(code: string): boolean {
  return CODES.has(code);
}
