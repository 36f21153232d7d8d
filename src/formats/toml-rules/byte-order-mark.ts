// A byte order mark before the first key.

import { replacement } from '../fixes.ts';
import type { OpenFile } from '../open-file.ts';
import type { Fault, Rule } from '../rule.ts';
import { refusals } from './refusals.ts';

export const byteOrderMark: Rule = {
  code: 'toml/byte-order-mark',
  severity: 'error',
  title: 'The file begins with a byte order mark',
  effect:
    'containerd 2.x does not start with such a config.toml and throws such a hosts.toml away, BuildKit from 0.28 on does not start, and containers-image before 5.26 (Podman before 4.6) fails. containerd 1.x, later containers-image and older BuildKit pass over the mark. Editors on Windows write it.',
  remedy: 'Save the file as UTF-8 without a byte order mark.',
  source: 'engines.md A.11, B.7, C.11, D, T10, CT45, HT43, BK15',
  blocks: (file) => (file.target?.release ? find(file) : []),
  bad: { text: '\ufeffversion = 2\n', format: 'containerd' },
  good: { text: 'version = 2\n', format: 'containerd' },
  fix: 'safe',
  fixed: { text: 'version = 2\n', format: 'containerd' },
  check: find,
};

function find(file: OpenFile): readonly Fault[] {
  if (file.document.text.charCodeAt(0) !== 0xfeff) return [];
  return refusals(file, ['byte-order-mark']).map(({ start, end, who, severity }) => ({
    range: { start, end },
    severity,
    message: `The file begins with a byte order mark, and ${who} does not take it. Save the file as UTF-8 without one.`,
    fixes: replacement('Take the mark away', true, { start, end }, ''),
  }));
}
