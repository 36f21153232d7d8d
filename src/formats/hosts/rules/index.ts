// The rules of the hosts format, in the order in which their pages are listed.
import type { Rule } from '../../rule.ts';

export const hostsRules: readonly Rule[] = [];
