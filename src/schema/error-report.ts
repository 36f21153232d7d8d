// What every command prints with `--json` when it refuses.
import type { DiagnosticObject } from './place.ts';

/** A refusal: nothing was written. */
export interface ErrorReport {
  readonly error: ErrorObject;
}

/** Why, and where. */
export interface ErrorObject {
  /** The kind of the error in words; stable. */
  readonly code: string;
  readonly message: string;
  /** The file that is to blame; null when it is none, or standard input. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** Every finding that stands in the way, when places in the file are to blame. */
  readonly diagnostics: readonly DiagnosticObject[];
}
