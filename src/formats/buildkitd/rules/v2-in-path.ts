// `mirrors = ["hub.example.net/v2/proxy"]`.
import { cleanPath } from '../../../go/path.ts';
import { nodeRange } from '../../../toml/index.ts';
import { replacement, stringEdit } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { addressOf } from '../address.ts';
import { writtenMirrors } from '../facts.ts';

export const v2InPath: Rule = {
  code: 'buildkitd/v2-in-path',
  severity: 'warning',
  title: 'A path begins with /v2, which BuildKit puts before it anyway',
  effect:
    'BuildKit puts the path of a mirror behind `/v2`: `hub.example.net/v2/proxy` is asked for `/v2/v2/proxy/…`, which a registry answers with 404. Then the next mirror or the registry itself is asked.',
  remedy: 'Write the path without `/v2`: `hub.example.net/proxy`.',
  source: 'engines.md D, K1, BK09',
  releases: [{ from: [0, 12, 0] }],
  bad: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net/v2/proxy"]
`,
    target: 'buildkit@0.13',
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net/proxy"]
`,
    target: 'buildkit@0.13',
  },
  fix: 'safe',
  fixed: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net/proxy"]
`,
    target: 'buildkit@0.13',
  },
  check: (file) =>
    writtenMirrors(file).flatMap(({ text, node }) => {
      const path = cleanPath(`/${addressOf(text, file).path}`);
      if (!/^\/v2(\/|$)/.test(path)) return [];
      const edit = stringEdit(node, text.replace(/\/v2(?=\/|$)/, ''));
      return [
        {
          range: nodeRange(node),
          message: `BuildKit puts /v2 before the path of a mirror itself: ${shown(text, 'mirror')} is asked below /v2/v2. Write it without /v2.`,
          fixes: replacement('Take /v2 out', true, edit, edit.text),
        },
      ];
    }),
};
