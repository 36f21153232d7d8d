// What a run says of single rules.
import type { Severity } from '../../index.ts';
import { isKnownCode } from '../../operations/lint.ts';
import { isSilencingCode } from '../../operations/silencing.ts';
import { misuse } from '../fault.ts';

export type RuleSetting = readonly [code: string, severity: Severity | 'off'];

/** The library's option for the settings. */
export function ruleSettings(settings: readonly RuleSetting[] | undefined): {
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
} {
  return settings ? { rules: Object.fromEntries(settings) } : {};
}

/** One more setting, as it is written behind `--rule`. */
export function ruleSetting(
  text: string,
  before: readonly RuleSetting[] | undefined,
): readonly RuleSetting[] {
  const [, code = '', severity] = /^([^=]*)=(error|warning|info|off)$/.exec(text) ?? [];
  if (severity === undefined) {
    throw misuse(
      'rule',
      `"${text}" sets no rule. Write CODE=error, CODE=warning, CODE=info or CODE=off.`,
    );
  }
  if (!isKnownCode(code) && !isSilencingCode(code)) {
    throw misuse('rule', `"${code}" is no rule. "mirrorconf rules" lists them.`);
  }
  return [...(before ?? []), [code, severity as Severity | 'off']];
}
