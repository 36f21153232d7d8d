// `mirrors = [""]`.
import { nodeRange } from '../../../toml/index.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { addressOf } from '../address.ts';
import { writtenMirrors } from '../facts.ts';
import { readsPaths } from '../release.ts';

export const invalidMirror: Rule = {
  code: 'buildkitd/invalid-mirror',
  severity: 'error',
  title: 'A mirror is empty or names no host',
  effect:
    'BuildKit makes a host of whatever stands there: `""` becomes `https:///v2`, and a text with a blank in it a name that cannot be reached. No request leaves, and the next mirror or the registry itself is asked.',
  remedy: 'Take it out, or write a host with its port and path: `hub.example.net:5000/proxy`.',
  source: 'engines.md D, K9, K18, BK12',
  bad: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net", ""]
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  check: (file) =>
    writtenMirrors(file)
      .filter(({ text }) => !isReachable(addressOf(text, file).host))
      // Before paths were read, all of a mirror was its host.
      .filter(({ text }) => readsPaths(file) !== false || !text.includes('/'))
      .map(({ text, node }) => ({
        range: nodeRange(node),
        message: `${shown(text, 'mirror')} names no host, so that BuildKit sends no request there. Take it out, or write a host such as "hub.example.net:5000".`,
        fixes: removal('Take it out', text === '', file.document, [node]),
      })),
};

/** Names in DNS may have underscores, although hosts should not; what is before `@` is no part of one. */
function isReachable(host: string): boolean {
  return /^(?:[^/@]*@)?(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?$/.test(host);
}
