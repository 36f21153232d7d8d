// What `lint --format json` prints.
import type { EditObject } from './place.ts';

/** What linting found, file by file. */
export interface LintReport {
  readonly command: 'lint';
  readonly files: readonly LintedFile[];
  readonly counts: FindingCounts;
}

export interface LintedFile {
  /**
   * As it was named, or as it was found below a folder; null for standard input. With `--root` also a
   * folder of the machine that a finding is about.
   */
  readonly file: string | null;
  /** In text order. */
  readonly findings: readonly FindingObject[];
}

/** A finding. Lines and columns start at 1; the end is that after the last character. */
export interface FindingObject {
  /** The rule; stable. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** @minimum 1 */
  readonly line: number;
  /** @minimum 1 */
  readonly column: number;
  /** @minimum 1 */
  readonly endLine: number;
  /** @minimum 1 */
  readonly endColumn: number;
  readonly fixes: readonly FindingFix[];
}

/** A way to mend a finding; `--fix` applies the safe ones. */
export interface FindingFix {
  readonly title: string;
  readonly safe: boolean;
  /** Against the text that was linted. */
  readonly edits: readonly EditObject[];
}

export interface FindingCounts {
  /** @minimum 0 */
  readonly error: number;
  /** @minimum 0 */
  readonly warning: number;
  /** @minimum 0 */
  readonly info: number;
}
