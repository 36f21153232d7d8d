// What a run says of single rules.
import type { Severity } from '../../index.ts';

export type RuleSetting = readonly [code: string, severity: Severity | 'off'];

/** The library's option for the settings. */
export function ruleSettings(settings: readonly RuleSetting[] | undefined): {
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
} {
  return settings ? { rules: Object.fromEntries(settings) } : {};
}
