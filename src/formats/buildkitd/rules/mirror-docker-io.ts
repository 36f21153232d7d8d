// `mirrors = ["docker.io"]`.
import { HUB_API_HOST } from '../../../model/registry.ts';
import { nodeRange } from '../../../toml/index.ts';
import { replacement, stringEdit } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { addressOf } from '../address.ts';
import { writtenMirrors } from '../facts.ts';

export const mirrorDockerIo: Rule = {
  code: 'buildkitd/mirror-docker-io',
  severity: 'warning',
  title: 'A mirror is docker.io, which is no registry',
  effect:
    'BuildKit takes `docker.io` for `registry-1.docker.io` in the name of an image and not in `mirrors`: requests go to a web site.',
  remedy: 'Write `registry-1.docker.io`.',
  source: 'engines.md D, K21, BK16',
  bad: {
    text: `[registry."reg.example.net"]
  mirrors = ["docker.io"]
`,
  },
  good: {
    text: `[registry."reg.example.net"]
  mirrors = ["registry-1.docker.io"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `[registry."reg.example.net"]
  mirrors = ["registry-1.docker.io"]
`,
  },
  check: (file) =>
    writtenMirrors(file)
      .filter(({ text }) => addressOf(text, file).host === 'docker.io')
      .map(({ text, node }) => {
        const edit = stringEdit(node, text.replace('docker.io', HUB_API_HOST));
        return {
          range: nodeRange(node),
          message: `docker.io is a web site and no registry, and BuildKit takes a mirror literally. Write "${HUB_API_HOST}".`,
          fixes: replacement(`Write "${HUB_API_HOST}"`, true, edit, edit.text),
        };
      }),
};
