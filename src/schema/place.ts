// What every report says of places and findings.

/** A half-open span of the text that was read, in UTF-16 code units. */
export interface RangeObject {
  /** @minimum 0 */
  readonly start: number;
  /** @minimum 0 */
  readonly end: number;
}

/** Replaces `[start, end)` by `text`. */
export interface EditObject extends RangeObject {
  readonly text: string;
}

/** A way to mend a finding. */
export interface FixObject {
  readonly title: string;
  /** Whether it may be applied without asking. */
  readonly safe: boolean;
  /** Against the text that was read. */
  readonly edits: readonly EditObject[];
}

/** A finding about a file. Line and column are those of the range's start and begin at 1. */
export interface DiagnosticObject {
  /** The kind of the finding in words; stable. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly range: RangeObject;
  /** @minimum 1 */
  readonly line: number;
  /** @minimum 1 */
  readonly column: number;
  readonly fixes?: readonly FixObject[];
}

/** Something worth knowing about the run that no place of the text is to blame for. */
export interface NoticeObject {
  /** The kind of the notice in words; stable. */
  readonly code: string;
  readonly severity: 'warning' | 'info';
  readonly message: string;
}
