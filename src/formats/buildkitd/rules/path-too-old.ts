// `mirrors = ["hub.example.net/proxy"]` before BuildKit 0.12.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { writtenMirrors } from '../facts.ts';

export const pathTooOld: Rule = {
  code: 'buildkitd/path-too-old',
  severity: 'error',
  title: 'A mirror has a path, which is newer than the release',
  effect:
    'BuildKit before 0.12 takes the whole text of a mirror for the name of a host: one with a path or a scheme is never reached.',
  remedy: 'Use 0.12 or later, or a mirror with a host of its own.',
  source: 'engines.md D, BK10',
  releases: [{ before: [0, 12, 0] }],
  bad: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net/proxy"]
`,
    target: 'buildkit@0.11',
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
    target: 'buildkit@0.11',
  },
  fix: 'none',
  check: (file) =>
    writtenMirrors(file)
      .filter(({ text }) => text.includes('/'))
      .map(({ text, node }) => ({
        range: nodeRange(node),
        message: `BuildKit before 0.12 takes all of ${shown(text, 'mirror')} for the name of a host and never reaches it; later releases read its path. Use a mirror without a path there.`,
        ...(!file.target?.release && { severity: 'info' as const }),
      })),
};
