// `[plugins.<tab>"name"]`, `a. b = 1`.

import { replacement } from '../fixes.ts';
import type { OpenFile } from '../open-file.ts';
import type { Fault, Rule } from '../rule.ts';
import { refusals } from './refusals.ts';

export const blankAfterDot: Rule = {
  code: 'toml/blank-after-dot',
  severity: 'error',
  title: 'A dot of a key has a tab or a lone blank after it',
  effect:
    'The parser of containerd 1.x and of BuildKit 0.10 to 0.27 refuses a tab right after a dot, in headers and in keys, and in keys also a blank after a dot that has none before it. The whole file is refused. All others read it as TOML does.',
  remedy: 'Write nothing around the dots.',
  source: 'engines.md A.11 and measurements of go-toml 1.9',
  blocks: (file) => (file.target?.release ? find(file) : []),
  bad: {
    text: '[plugins.\t"io.containerd.grpc.v1.cri"]\n  sandbox_image = "pause"\n',
    format: 'containerd',
    target: 'containerd@1.7.34',
  },
  good: {
    text: '[plugins."io.containerd.grpc.v1.cri"]\n  sandbox_image = "pause"\n',
    format: 'containerd',
    target: 'containerd@1.7.34',
  },
  fix: 'safe',
  fixed: {
    text: '[plugins."io.containerd.grpc.v1.cri"]\n  sandbox_image = "pause"\n',
    format: 'containerd',
    target: 'containerd@1.7.34',
  },
  check: find,
};

function find(file: OpenFile): readonly Fault[] {
  const { text } = file.document;
  return refusals(file, ['tab-after-dot', 'blank-only-after-dot']).map(
    ({ start, end, who, severity }) => {
      const blanks = /[ \t]*/y;
      blanks.lastIndex = start + 1;
      const after = start + 1 + (blanks.exec(text)?.[0].length ?? 0);
      return {
        range: { start, end },
        severity,
        message: `${who} does not take the blank after this dot, and refuses the whole file. Take it out.`,
        fixes: replacement('Take the blank out', true, { start: start + 1, end: after }, ''),
      };
    },
  );
}
