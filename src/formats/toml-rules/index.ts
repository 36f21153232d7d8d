// The rules of TOML itself, which hold for every format: what some engine's parser refuses or reads in
// its own way although it is TOML.
import type { Rule } from '../rule.ts';
import { toml11Syntax } from './1.1-syntax.ts';
import { blankAfterDot } from './blank-after-dot.ts';
import { bracketInHeader } from './bracket-in-header.ts';
import { byteOrderMark } from './byte-order-mark.ts';
import { escapeInHeader } from './escape-in-header.ts';
import { impossibleValue } from './impossible-value.ts';
import { localDate } from './local-date.ts';

export const tomlRules: readonly Rule[] = [
  byteOrderMark,
  toml11Syntax,
  bracketInHeader,
  blankAfterDot,
  escapeInHeader,
  localDate,
  impossibleValue,
];
