// Findings as SARIF 2.1.0, which code scanners and editors read.
import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { Diagnostic, Severity } from '../../index.ts';
import { comparable, endOf, type FileFindings } from './findings.ts';

/** What SARIF says of a rule. */
export interface RuleWords {
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  readonly help: string;
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

export function sarifReport(
  files: readonly FileFindings[],
  rules: readonly RuleWords[],
  version: string,
): Log {
  const found = new Set(files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)));
  const known = rules.filter(({ code }) => found.has(code));
  const others = [...found].filter((code) => !known.some((rule) => rule.code === code)).sort();
  const descriptors = [...known.map(descriptor), ...others.map((id) => ({ id }))];
  const index = new Map(descriptors.map(({ id }, at) => [id, at]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'mirrorconf', semanticVersion: version, rules: descriptors } },
        columnKind: 'utf16CodeUnits',
        artifacts: files.map(({ name }) => ({ location: { uri: fileUri(name) } })),
        results: files.flatMap((file, at) =>
          file.diagnostics.map((each) => result(file, at, each, index.get(each.code) ?? 0)),
        ),
      },
    ],
  };
}

function descriptor({ code, title, severity, help }: RuleWords): ReportingDescriptor {
  return {
    id: code,
    shortDescription: { text: title },
    help: { text: help },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function result(
  { name, text }: FileFindings,
  file: number,
  each: Diagnostic,
  rule: number,
): Result {
  const { endLine, endColumn } = endOf(text, each);
  const { line: startLine, column: startColumn } = each;
  return {
    ruleId: each.code,
    ruleIndex: rule,
    level: LEVELS[each.severity],
    message: { text: each.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: fileUri(name), index: file },
          region: { startLine, startColumn, endLine, endColumn },
        },
      },
    ],
  };
}

/** A relative path stays relative; each part is escaped as URIs want it. */
function fileUri(name: string): string {
  const path = comparable(name).split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
