// `[host."https://hub example.net"]`.
import type { Rule } from '../../rule.ts';
import { urlFault, writtenUrls } from '../facts.ts';
import { DISCARDED } from '../faults.ts';

export const notAUrl: Rule = {
  code: 'hosts/not-a-url',
  severity: 'error',
  title: 'What stands for a host is no URL',
  effect:
    'A host or server that cannot be parsed as a URL spoils the file: every release logs one line, passes over the whole file and goes straight to the registry.',
  remedy: 'Write a URL such as `https://hub.example.net`, without blanks.',
  source: 'engines.md B.2, B.6, HT01',
  blocks: true,
  bad: {
    text: `[host."https://hub.example.net:port"]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `[host."https://hub.example.net:5000"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'none',
  check: (file) =>
    writtenUrls(file)
      .filter(({ text }) => urlFault(text) === 'no-url')
      .map(({ range }) => ({
        range,
        message: `What stands here for a host is no URL: ${DISCARDED}. Write one such as "https://hub.example.net".`,
      })),
};
