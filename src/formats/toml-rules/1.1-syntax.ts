// What TOML 1.1 allows and most engines' parsers do not yet take.
import type { Fix } from '../../model/diagnostic.ts';
import type { TextEdit } from '../../text/edit.ts';
import type { ConstructName } from '../../toml/index.ts';
import type { OpenFile } from '../open-file.ts';
import type { Fault, Rule } from '../rule.ts';
import { grouped, type RefusalGroup, refusals } from './refusals.ts';

interface Novelty {
  readonly what: string;
  readonly instead: string;
}

const NOVELTIES: Readonly<Partial<Record<ConstructName, Novelty>>> = {
  'newline-in-inline-table': {
    what: 'An inline table over several lines',
    instead: 'Write it on one line, or as a [table]',
  },
  'trailing-comma-in-inline-table': {
    what: 'A comma before the closing brace of an inline table',
    instead: 'Take the comma out',
  },
  'hexadecimal-escape': { what: 'The escape \\x', instead: 'Write \\u00 in its place' },
  'escape-for-escape': { what: 'The escape \\e', instead: 'Write \\u001B' },
  'time-without-seconds': { what: 'A time without seconds', instead: 'Add :00' },
};
const NAMES = Object.keys(NOVELTIES) as ConstructName[];

export const toml11Syntax: Rule = {
  code: 'toml/1.1-syntax',
  severity: 'error',
  title: 'The file has syntax of TOML 1.1',
  effect:
    'Only containerd 2.4 (and distribution builds with go-toml 2.4, as Debian’s 2.1.9) and containers-image 5.40 read TOML 1.1. All others refuse the file for a comma before `}`, the escape `\\x` or a time without seconds. A line break inside `{ }` is also read by containerd 1.x and BuildKit 0.10 to 0.27, and `\\e` by all of containerd 2.x.',
  remedy:
    'Write it as TOML 1.0 has it: inline tables on one line without a last comma, `\\u` escapes, full times.',
  source: 'engines.md A.11, B.7, C.11, D, T6 to T8, CT46, RC47',
  blocks: (file) => (file.target?.release ? find(file) : []),
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  mirrors = { "docker.io" = { endpoint = ["https://hub.example.net"], } }
`,
    format: 'containerd',
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  mirrors = { "docker.io" = { endpoint = ["https://hub.example.net"] } }
`,
    format: 'containerd',
  },
  fix: 'safe',
  fixed: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  mirrors = { "docker.io" = { endpoint = ["https://hub.example.net"] } }
`,
    format: 'containerd',
  },
  check: find,
};

function find(file: OpenFile): readonly Fault[] {
  return grouped(file, refusals(file, NAMES)).flatMap((group) => {
    const { first } = group;
    const novelty = NOVELTIES[first.name];
    if (!novelty) return [];
    const { what, instead } = novelty;
    return [
      {
        range: { start: first.start, end: first.end },
        severity: first.severity,
        message: `${what} is TOML 1.1, which ${first.who} does not read: the whole file is refused. ${instead}.`,
        fixes: fixes(group, instead, file),
      },
    ];
  });
}

function fixes(group: RefusalGroup, title: string, file: OpenFile): readonly Fix[] {
  const { text } = file.document;
  const edits: TextEdit[] = [];
  for (const { name, start, end } of group.all) {
    if (name === 'trailing-comma-in-inline-table') edits.push({ start, end, text: '' });
    if (name === 'hexadecimal-escape')
      edits.push({ start: start + 1, end: start + 2, text: 'u00' });
    if (name === 'escape-for-escape') edits.push({ start: start + 1, end, text: 'u001B' });
    if (name === 'time-without-seconds') edits.push({ start: end, end, text: ':00' });
    if (name !== 'newline-in-inline-table' || start < (edits.at(-1)?.end ?? 0)) continue;
    const blanks = /\s*/y;
    blanks.lastIndex = start;
    const after = start + (blanks.exec(text)?.[0].length ?? 0);
    const before =
      start - (/[ \t\r]*$/.exec(text.slice(group.around.start, start))?.[0].length ?? 0);
    edits.push({ start: before, end: after, text: ' ' });
  }
  // A comment would swallow the rest of the line.
  const commented = text.slice(group.around.start, group.around.end).includes('#');
  const joinsLines = group.first.name === 'newline-in-inline-table';
  return joinsLines && commented ? [] : [{ title, safe: true, edits }];
}
