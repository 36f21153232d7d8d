// lint: every finding about one text, as data.
import { findFaults, isRuleCode } from '../formats/rules.ts';
import {
  type Diagnostic,
  type Finding,
  inReadingOrder,
  type Severity,
} from '../model/diagnostic.ts';
import { attempt, MirrorConfError, placed } from '../model/error.ts';
import { lineIndex } from '../text/lines.ts';
import { isModelCode, modelFindings } from './foretold.ts';
import { type Opened, openFile } from './open.ts';
import type { FormatOptions } from './options.ts';
import { asRead } from './read-anyway.ts';
import { applySilencing } from './silencing.ts';
import { isTreeRuleCode } from './tree/rules/index.ts';
import { withTrustedFixes } from './trusted-fixes.ts';

/** How to lint. */
export interface LintOptions extends FormatOptions {
  /** By code, another severity than the rule's own, or `off`. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
}

/**
 * All findings about a text, in text order.
 *
 * Never throws for what the text says: a text that is no TOML has one finding (`toml/syntax` or
 * `toml/template`), one whose format is unknown has `format/unknown`. Without a release in
 * `target`, a fault of some releases only is a warning that names them. Throws `target/unknown`
 * and `target/other-engine` for options that make no sense.
 */
export function lint(text: string, options: LintOptions = {}): readonly Diagnostic[] {
  const lines = lineIndex(text);
  return placed(findings(text, options), lines);
}

function findings(text: string, options: LintOptions): readonly Finding[] {
  const opened = attempt(() => openFile(text, options));
  if (opened instanceof MirrorConfError) {
    return ofError(opened).map((each) => asRead(each, text, options));
  }
  const own = { ...options, format: opened.adapter.format };
  const all = withTrustedFixes(text, audible(opened, own), (changed) => foundIn(changed, own));
  return inReadingOrder(asSevereAs(options, heardOf(all, opened, own)));
}

/** What is found in a text; what is silenced has no fixes, so that none is applied unseen. */
export function foundIn(text: string, options: LintOptions): readonly Finding[] {
  const opened = attempt(() => openFile(text, options));
  return opened instanceof MirrorConfError ? ofError(opened) : audible(opened, options);
}

function audible(opened: Opened, options: LintOptions): readonly Finding[] {
  const all = found(opened);
  return muted(all, heardOf(all, opened, options));
}

/** What neither a comment nor an option silences. */
function heardOf(
  findings: readonly Finding[],
  { file }: Opened,
  options: LintOptions,
): readonly Finding[] {
  return notOff(options, applySilencing(findings, file.document, file.lines, isKnownCode));
}

type RuleSettings = Pick<LintOptions, 'rules'>;

/** The findings that no option switches off. */
export function notOff({ rules }: RuleSettings, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ code }) => rules?.[code] !== 'off');
}

/** The findings, as grave as options have them. */
export function asSevereAs(
  { rules }: RuleSettings,
  findings: readonly Finding[],
): readonly Finding[] {
  return findings.map((finding) => {
    const severity = rules?.[finding.code];
    return severity && severity !== 'off' ? { ...finding, severity } : finding;
  });
}

/** All findings, those that are not heard without their fixes. */
export function muted<F extends Finding>(
  all: readonly F[],
  heard: readonly Finding[],
): readonly F[] {
  const ears = new Set<Finding>(heard);
  return all.map((each) => (ears.has(each) || !each.fixes ? each : { ...each, fixes: [] }));
}

/** What rules find, and what the engine model adds to it. */
function found({ adapter, file }: Opened): readonly Finding[] {
  const ruled = findFaults(adapter.rules, file);
  return [...ruled, ...modelFindings(adapter.format, file, ruled)];
}

export function isKnownCode(code: string): boolean {
  return isRuleCode(code) || isTreeRuleCode(code) || isModelCode(code);
}

export function ofError(error: MirrorConfError): readonly Finding[] {
  if (error.code.startsWith('target/')) throw error;
  if (error.diagnostics.length > 0) return error.diagnostics;
  const range = { start: 0, end: 0 };
  return [{ code: error.code, severity: 'error', message: error.message, range }];
}
