// The rules of the containerd format, in the order in which their pages are listed.
import type { Rule } from '../../rule.ts';

export const containerdRules: readonly Rule[] = [];
