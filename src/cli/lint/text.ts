// Findings for people: each with its line of the file and a caret below its place.
import type { Diagnostic } from '../../index.ts';
import type { Colors } from '../colors.ts';
import { diagnosticLine } from '../messages.ts';
import { type Counts, countFindings, endOf, type FileFindings, sourceLine } from './findings.ts';
import { shownLine } from './secrets.ts';

/** A long line is shown around the finding only. */
const WIDEST = 160;

export function textReport(files: readonly FileFindings[], colors: Colors): string {
  const blocks = files.flatMap(({ name, text, diagnostics }) => {
    const lines = new Map<number, string>();
    return diagnostics.map((each) => {
      const line = lines.get(each.line) ?? shownLine(sourceLine(text, each));
      lines.set(each.line, line);
      return diagnosticLine(name, each, colors) + excerpt(text, line, each, colors);
    });
  });
  return blocks.join('') + summary(files, countFindings(files));
}

function excerpt(text: string, line: string, each: Diagnostic, colors: Colors): string {
  if (line.trim() === '') return '';
  const { endLine, endColumn } = endOf(text, each);
  const start = each.column - 1;
  const end = endLine === each.line ? Math.max(endColumn - 1, start + 1) : line.length;
  const cut = start > WIDEST / 2 && line.length > WIDEST ? start - WIDEST / 2 : 0;
  const part = line.slice(cut, cut + WIDEST);
  const number = String(each.line);
  const gutter = ' '.repeat(number.length);
  // Tabs stay tabs, so that the caret is below its place at any tab width.
  const lead = part.slice(0, start - cut).replace(/[^\t]/g, ' ');
  const mark = '^'.repeat(Math.max(1, Math.min(end - cut, part.length) - (start - cut)));
  const fixes = (each.fixes ?? []).map(
    ({ title, safe }) => ` ${gutter} = ${safe ? 'fix' : 'suggestion'}: ${title}\n`,
  );
  return ` ${number} | ${part}\n ${gutter} | ${lead}${colors.red(mark)}\n${fixes.join('')}`;
}

function summary(files: readonly FileFindings[], counts: Counts): string {
  const total = counts.error + counts.warning + counts.info;
  const where = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  if (total === 0) return `No findings in ${where}.\n`;
  const parts = [
    counted(counts.error, 'error'),
    counted(counts.warning, 'warning'),
    counted(counts.info, 'note'),
  ].filter((part) => part !== '');
  return `${parts.join(', ')} in ${where}.\n`;
}

function counted(count: number, noun: string): string {
  if (count === 0) return '';
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
