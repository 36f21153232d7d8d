// The rules of the buildkitd format, in the order in which their pages are listed.
import type { Rule } from '../../rule.ts';

export const buildkitdRules: readonly Rule[] = [];
