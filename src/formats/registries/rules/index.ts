// The rules of the registries format, in the order in which their pages are listed.
import type { Rule } from '../../rule.ts';

export const registriesRules: readonly Rule[] = [];
