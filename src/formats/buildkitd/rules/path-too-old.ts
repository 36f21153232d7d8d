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
    'BuildKit before 0.12 takes the whole text of a mirror for the name of a host and puts `/v2` behind it: `hub.example.net/proxy` is asked for `/proxy/v2/…` instead of `/v2/proxy/…`, and one with a scheme is never reached.',
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
        message: `BuildKit before 0.12 takes all of ${shown(text, 'mirror')} for the name of a host: ${/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? 'it is never reached' : '/v2 goes behind the path, where hardly any registry answers'}. Use a host alone there, or BuildKit 0.12.`,
        ...(!file.target?.release && { severity: 'info' as const }),
      })),
};
