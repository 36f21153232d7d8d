// Findings as GitLab's Code Quality report.
import { createHash } from 'node:crypto';
import { comparable, type FileFindings } from './findings.ts';

const SEVERITIES = { error: 'critical', warning: 'minor', info: 'info' } as const;

interface CodeQualityIssue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

export function gitlabReport(files: readonly FileFindings[]): readonly CodeQualityIssue[] {
  return files.flatMap(({ name, diagnostics }) => {
    const path = comparable(name);
    const seen = new Map<string, number>();
    return diagnostics.map(({ code, message, severity, line }): CodeQualityIssue => {
      // The same finding on another line is the same issue; two of a kind are told apart by order.
      const kind = `${path}\n${code}\n${message}`;
      const nth = seen.get(kind) ?? 0;
      seen.set(kind, nth + 1);
      return {
        description: message,
        check_name: code,
        fingerprint: createHash('sha256').update(`${kind}\n${nth}`).digest('hex'),
        severity: SEVERITIES[severity],
        location: { path, lines: { begin: line } },
      };
    });
  });
}
