// The one error that operations throw, with a stable code for programs and a place for people.
import type { LineIndex } from '../text/lines.ts';
import type { Diagnostic, Finding } from './diagnostic.ts';

/**
 * An operation that cannot keep its promise throws this, and returns no text.
 *
 * `code` is stable. `diagnostics` has at least one entry when a place in the text is to blame;
 * `line` and `column` (from 1) are then those of the first.
 */
export class MirrorConfError extends Error {
  override readonly name = 'MirrorConfError';
  readonly code: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(code: string, message: string, diagnostics: readonly Diagnostic[] = []) {
    super(message);
    this.code = code;
    this.diagnostics = diagnostics;
    this.line = diagnostics[0]?.line;
    this.column = diagnostics[0]?.column;
  }
}

/** The findings with lines and columns. */
export function placed(findings: readonly Finding[], lines: LineIndex): readonly Diagnostic[] {
  return findings.map((finding) => ({ ...finding, ...lines.position(finding.range.start) }));
}

/** The error for findings that make an operation impossible; the first one gives code and words. */
export function refusal(
  findings: readonly [Finding, ...Finding[]],
  lines: LineIndex,
): MirrorConfError {
  return new MirrorConfError(findings[0].code, findings[0].message, placed(findings, lines));
}

/** What the action gives, or the refusal that it throws. */
export function attempt<T>(action: () => T): T | MirrorConfError {
  try {
    return action();
  } catch (error) {
    if (error instanceof MirrorConfError) return error;
    throw error;
  }
}
