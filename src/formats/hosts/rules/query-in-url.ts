// `[host."https://hub.example.net?ns=docker.io"]`.
import type { Rule } from '../../rule.ts';
import { urlFault, writtenUrls } from '../facts.ts';

export const queryInUrl: Rule = {
  code: 'hosts/query-in-url',
  severity: 'warning',
  title: 'A URL has a query or a fragment',
  effect:
    'Every release drops what follows `?` or `#` in a URL. Mirrors are told which registry is meant without it: containerd adds `?ns=` itself.',
  remedy: 'Take it out.',
  source: 'engines.md B.6, F10, HT46',
  bad: {
    text: `[host."https://hub.example.net?ns=docker.io"]
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
      .filter(({ text }) => /[?#]/.test(text) && !urlFault(text))
      .map(({ range }) => ({
        range,
        message:
          'This URL has a query or a fragment, which containerd drops. Take out what follows "?" or "#".',
      })),
};
