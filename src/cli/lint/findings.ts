// What linting some files has found, before it is put into words.
import { normalize, sep } from 'node:path';
import type { Diagnostic, Severity } from '../../index.ts';
import { safeDiagnostic } from '../reports.ts';

/** One file's findings, or those about a folder. `text` is what was linted. */
export interface FileFindings {
  /** As the user named it or as it was found below a folder. */
  readonly name: string;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

export function findings(
  name: string,
  text: string,
  diagnostics: readonly Diagnostic[],
): FileFindings {
  return { name, text, diagnostics: diagnostics.map(safeDiagnostic) };
}

/** The name as programs compare it with those of a repository: `./a.toml` is `a.toml`. */
export function comparable(name: string): string {
  return normalize(name).replaceAll(sep, '/');
}

/** The last place of a finding; both start at 1, and the column is that after its last character. */
export interface EndPosition {
  readonly endLine: number;
  readonly endColumn: number;
}

export type Counts = Readonly<Record<Severity, number>>;

export function countFindings(files: readonly FileFindings[]): Counts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { diagnostics } of files) {
    for (const { severity } of diagnostics) counts[severity]++;
  }
  return counts;
}

/** Where a finding's range ends; one that spans nothing ends where it starts. */
export function endOf(text: string, { range, line, column }: Diagnostic): EndPosition {
  const span = text.slice(range.start, range.end);
  const lines = span.split('\n');
  const last = lines.at(-1) ?? '';
  const endColumn = lines.length === 1 ? column + span.length : last.length + 1;
  return { endLine: line + lines.length - 1, endColumn };
}

/** The line that a finding begins on, without its line end. */
export function sourceLine(text: string, { range }: Diagnostic): string {
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  const end = text.indexOf('\n', range.start);
  return text
    .slice(range.start === 0 ? 0 : start, end === -1 ? text.length : end)
    .replace(/\r$/, '');
}
