// The JSON output of `mirrorconf lint --format json`.

/** Replaces `[start, end)`, in UTF-16 code units of the file's text. */
interface EditObject {
  start: number;
  end: number;
  text: string;
}

/** A way to mend a finding; `--fix` applies the safe ones. */
interface FixObject {
  title: string;
  safe: boolean;
  edits: EditObject[];
}

/** A finding. Lines and columns start at 1; the end is after the last character. */
interface FindingObject {
  code: string;
  severity: 'error' | 'warning' | 'info';
  message: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  fixes: FixObject[];
}

interface FileObject {
  path: string;
  diagnostics: FindingObject[];
}

/** What linting found, file by file. */
export interface LintReport {
  files: FileObject[];
  counts: { error: number; warning: number; info: number };
}
