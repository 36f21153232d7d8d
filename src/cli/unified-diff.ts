// What changes in a file, as a unified diff that `patch` and `git apply` take.
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { Colors } from './colors.ts';

/** Names and texts before and after; without `before` the file is new. */
export interface FileChange {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string;
}

/** The diff of one file; empty when nothing changes. */
export function unifiedDiff({ name, before, after }: FileChange): string {
  if (before === after) return '';
  const oldName = before === undefined ? '/dev/null' : name;
  return createTwoFilesPatch(oldName, name, before ?? '', after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

/** A diff of one file for a terminal. The line ends of the file stay at the ends of the lines. */
export function colored(diff: string, colors: Colors): string {
  return diff
    .split('\n')
    .map((line, index) => {
      const content = line.replace(/\r$/, '');
      return painter(content, index, colors)(content) + line.slice(content.length);
    })
    .join('\n');
}

function painter(line: string, index: number, colors: Colors): (text: string) => string {
  if (line === '') return String;
  if (index < 2) return colors.bold;
  if (line.startsWith('@@')) return colors.cyan;
  if (line.startsWith('+')) return colors.green;
  if (line.startsWith('-')) return colors.red;
  return line.startsWith('\\') ? colors.dim : String;
}
