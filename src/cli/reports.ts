// The objects that `--json` prints. Their types are in src/schema, and the schemas made from those
// are what programs may rely on.
import type { Change, Diagnostic, Format, Plan, RegistryMirrors, TextRange } from '../index.ts';
import type { ErrorReport } from '../schema/error-report.ts';
import type { ListReport } from '../schema/list-report.ts';
import type { NoticeObject, RangeObject } from '../schema/place.ts';
import type { ChangeObject, PlanReport } from '../schema/plan-report.ts';
import { type LineIndex, lineIndex } from '../text/lines.ts';
import type { Fault } from './fault.ts';
import { redacted } from './redact.ts';
import type { Source } from './source.ts';

/** What became of a plan. */
export interface Delivery {
  readonly written: boolean;
  readonly notices: readonly NoticeObject[];
  readonly diff?: string;
}

export function planReport(
  command: PlanReport['command'],
  source: Source,
  plan: Plan,
  delivery: Delivery,
): PlanReport {
  const lines = lineIndex(source.text);
  const { format, changed, text, edits } = plan;
  return {
    command,
    file: reportedFile(source.name),
    format,
    changed,
    written: delivery.written,
    text,
    edits,
    changes: plan.changes.map((change) => placedChange(change, lines)),
    diagnostics: plan.diagnostics.map(safeDiagnostic),
    notices: delivery.notices,
    ...(delivery.diff === undefined ? {} : { diff: delivery.diff }),
  };
}

export function listReport(
  source: Source,
  format: Format,
  list: readonly RegistryMirrors[],
): ListReport {
  const lines = lineIndex(source.text);
  const registries = list.map(({ registry, mirrors, range }) => ({
    registry,
    mirrors,
    range: plainRange(range),
    ...lines.position(range.start),
  }));
  return { command: 'list', file: reportedFile(source.name), format, registries };
}

export function errorReport({ error, file }: Fault): ErrorReport {
  return {
    error: {
      code: error.code,
      message: redacted(error.message),
      file: file === undefined ? null : reportedFile(file),
      line: error.line ?? null,
      column: error.column ?? null,
      diagnostics: error.diagnostics.map(safeDiagnostic),
    },
  };
}

export function reportedFile(name: string): string | null {
  return name === '-' ? null : name;
}

export function safeDiagnostic(diagnostic: Diagnostic): Diagnostic {
  return {
    ...diagnostic,
    message: redacted(diagnostic.message),
    range: plainRange(diagnostic.range),
  };
}

export function jsonText(report: object): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

export function placedChange(change: Change, lines: LineIndex): ChangeObject {
  const { registry, mirror, action, range } = change;
  return { registry, mirror, action, range: plainRange(range), ...lines.position(range.start) };
}

/** The library's ranges may say more than a report does. */
function plainRange({ start, end }: TextRange): RangeObject {
  return { start, end };
}
