// Findings about a file, as data.
import type { TextEdit, TextRange } from '../text/edit.ts';

/** `error`: an engine refuses or ignores it; `warning`: risky; `info`: good to know. */
export type Severity = 'error' | 'warning' | 'info';

/** A way to mend a finding. Only a `safe` one is applied without asking. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  /** Against the text that was examined. */
  readonly edits: readonly TextEdit[];
}

/** A finding before its place is put into lines: what rules and formats produce. */
export interface Finding {
  /** `<format>/<fault>` in words; never reused for another fault. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, why it matters (which engine does what), and what to do. */
  readonly message: string;
  readonly range: TextRange;
  readonly fixes?: readonly Fix[];
}

/** A finding about a file. `line` and `column` are those of `range.start` and start at 1. */
export interface Diagnostic extends Finding {
  readonly line: number;
  readonly column: number;
}

/** Findings as a person reads them: by place, and by code where they share it. */
export function inReadingOrder<F extends Finding>(findings: readonly F[]): readonly F[] {
  return findings.toSorted(
    (a, b) => a.range.start - b.range.start || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
}
