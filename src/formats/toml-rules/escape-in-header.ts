// `[registry.mirrors."docker\u002eio"]`.
import type { Fix } from '../../model/diagnostic.ts';
import type { TextRange } from '../../text/edit.ts';
import { splitKey, stringText } from '../../toml/index.ts';
import type { OpenFile } from '../open-file.ts';
import type { Fault, Rule } from '../rule.ts';
import { grouped, type Refusal, refusals } from './refusals.ts';

export const escapeInHeader: Rule = {
  code: 'toml/escape-in-header',
  severity: 'error',
  title: 'A header has an escape in a quoted name',
  effect:
    'The parser of containerd 1.x and of BuildKit 0.10 to 0.27 does not undo escapes in the names of headers: `"docker\\u002eio"` is another name than `"docker.io"` there, and what stands below is not found. An escaped quote ends the name, and the file is refused.',
  remedy: 'Write the name without escapes, in single quotes where it has to be.',
  source: 'engines.md A.11, CT46',
  blocks: (file) => (file.target?.release ? find(file) : []),
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker\\u002eio"]
  endpoint = ["https://hub.example.net"]
`,
    format: 'containerd',
    target: 'containerd@1.7.34',
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    format: 'containerd',
    target: 'containerd@1.7.34',
  },
  fix: 'safe',
  fixed: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    format: 'containerd',
    target: 'containerd@1.7.34',
  },
  check: find,
};

function find(file: OpenFile): readonly Fault[] {
  const found = refusals(file, ['escape-in-header-key', 'quote-in-header-key']);
  return grouped(file, found).map(({ first, around }) => ({
    range: { start: first.start, end: first.end },
    severity: first.severity,
    message:
      first.name === 'quote-in-header-key'
        ? `An escaped quote ends the name for ${first.who}, and the whole file is refused. Write the name without it.`
        : `${first.who} does not undo escapes in headers: the table has another name there, and is not found. Write the name without escapes.`,
    fixes: fixes(first, around, file),
  }));
}

/** The name that has the escape, without it; none where it can't be said so. */
function fixes(found: Refusal, header: TextRange, file: OpenFile): readonly Fix[] {
  const { text, sections } = file.document;
  const section = sections.find(({ kind, start }) => kind !== 'root' && start === header.start);
  const keys = section ? splitKey(text, section.keyStart, section.keyEnd) : [];
  const key = keys.find(({ start, end }) => found.start >= start && found.start < end);
  if (!key) return [];
  const plain = [stringText(key.name, '"'), stringText(key.name, "'")];
  const better = plain.find((each) => !each.includes('\\') || each.startsWith("'"));
  if (better === undefined) return [];
  const edits = [{ start: key.start, end: key.end, text: better }];
  return [{ title: 'Write the name without escapes', safe: true, edits }];
}
