// A date without a time.
import type { OpenFile } from '../open-file.ts';
import type { Fault, Rule } from '../rule.ts';
import { refusals } from './refusals.ts';

export const localDate: Rule = {
  code: 'toml/local-date',
  severity: 'error',
  title: 'A value is a date without a time',
  effect:
    'The parser of containerd 1.x and of BuildKit 0.10 to 0.27 wants a time after a date, and refuses the whole file without one, wherever the date stands.',
  remedy: 'Put the date in quotes; no setting of these engines is a date.',
  source: 'engines.md A.11 and measurements of go-toml 1.9',
  blocks: (file) => (file.target?.release ? find(file) : []),
  bad: {
    text: 'version = 2\n[plugins."io.containerd.example.v1.note"]\n  written = 2026-01-31\n',
    format: 'containerd',
    target: 'containerd@1.7.34',
  },
  good: {
    text: 'version = 2\n[plugins."io.containerd.example.v1.note"]\n  written = "2026-01-31"\n',
    format: 'containerd',
    target: 'containerd@1.7.34',
  },
  fix: 'none',
  check: find,
};

function find(file: OpenFile): readonly Fault[] {
  return refusals(file, ['date-without-time']).map(({ start, end, who, severity }) => ({
    range: { start, end },
    severity,
    message: `${who} takes no date without a time, and refuses the whole file. Put it in quotes.`,
  }));
}
