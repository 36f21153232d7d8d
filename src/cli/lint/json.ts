// Findings as one JSON object (see: schema lint-report).
import type { LintReport } from '../../schema/lint-report.ts';
import { reportedFile } from '../reports.ts';
import { countFindings, endOf, type FileFindings } from './findings.ts';

export function jsonReport(files: readonly FileFindings[]): LintReport {
  return {
    command: 'lint',
    files: files.map(({ name, text, diagnostics }) => ({
      file: reportedFile(name),
      findings: diagnostics.map((each) => ({
        code: each.code,
        severity: each.severity,
        message: each.message,
        line: each.line,
        column: each.column,
        ...endOf(text, each),
        fixes: (each.fixes ?? []).map(({ title, safe, edits }) => ({
          title,
          safe,
          edits: edits.map(({ start, end, text: replacement }) => ({
            start,
            end,
            text: replacement,
          })),
        })),
      })),
    })),
    counts: countFindings(files),
  };
}
