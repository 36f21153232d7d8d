// `[host."https://user:password@hub.example.net"]`.
import type { Rule } from '../../rule.ts';
import { hasCredentials } from '../../secrets.ts';
import { writtenUrls } from '../facts.ts';

export const userinfoInUrl: Rule = {
  code: 'hosts/userinfo-in-url',
  severity: 'warning',
  title: 'A URL has credentials in it',
  effect:
    'Every release drops user and password of a URL: the host is asked without them. Whoever may read the file can read them.',
  remedy:
    'Take them out, give the host an `Authorization` header or let kubelet hand over credentials, and change the password.',
  source: 'engines.md B.6, F10, HT46',
  bad: {
    text: `[host."https://user:password@hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'none',
  check: (file) =>
    writtenUrls(file)
      .filter(({ text }) => hasCredentials(text))
      .map(({ range }) => ({
        range,
        message:
          'This URL has credentials in it: containerd drops them, and whoever may read the file can read them. Take them out.',
      })),
};
