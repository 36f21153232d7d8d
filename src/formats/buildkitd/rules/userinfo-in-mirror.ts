// `mirrors = ["user:password@hub.example.net"]`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { hasCredentials } from '../../secrets.ts';
import { writtenMirrors } from '../facts.ts';

export const userinfoInMirror: Rule = {
  code: 'buildkitd/userinfo-in-mirror',
  severity: 'warning',
  title: 'A mirror has credentials in it',
  effect:
    'BuildKit drops user and password of a mirror and asks it without them. Whoever may read the file can read them.',
  remedy: 'Take them out, log the client in with `docker login`, and change the password.',
  source: 'engines.md D',
  bad: {
    text: `[registry."docker.io"]
  mirrors = ["https://user:password@hub.example.net"]
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  fix: 'none',
  check: (file) =>
    writtenMirrors(file)
      .filter(({ text }) => hasCredentials(text))
      .map(({ node }) => ({
        range: nodeRange(node),
        message:
          'This mirror has credentials in it: BuildKit drops them, and whoever may read the file can read them. Take them out.',
      })),
};
