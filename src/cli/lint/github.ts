// Findings as workflow commands, which GitHub shows beside the lines of a change.
import { comparable, endOf, type FileFindings } from './findings.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

export function githubReport(files: readonly FileFindings[]): string {
  return files
    .flatMap(({ name, text, diagnostics }) =>
      diagnostics.map((each) => {
        const { endLine, endColumn } = endOf(text, each);
        const properties = [
          `file=${property(comparable(name))}`,
          `line=${each.line}`,
          `endLine=${endLine}`,
          // Columns are only understood within one line.
          ...(endLine === each.line ? [`col=${each.column}`, `endColumn=${endColumn}`] : []),
          `title=${property(each.code)}`,
        ];
        return `::${COMMANDS[each.severity]} ${properties.join(',')}::${data(each.message)}\n`;
      }),
    )
    .join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
