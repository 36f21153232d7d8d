// `[host."http-mirror.example:5000"]`.
import { isHost } from '../../../model/registry.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { isSpareServer, urlFault, urlFix, writtenUrls } from '../facts.ts';

export const httpPrefixedName: Rule = {
  code: 'hosts/http-prefixed-name',
  severity: 'error',
  title: 'A host without scheme has a name that begins with "http"',
  effect:
    'Every release takes whatever begins with the four letters `http` for a URL with a scheme: `http-mirror.example:5000` has the scheme `http-mirror.example` and no host, and is never contacted.',
  remedy: 'Write the scheme: `[host."https://http-mirror.example:5000"]`.',
  source: 'engines.md B.6, B12b, HT24',
  bad: {
    text: `[host."http-mirror.example:5000"]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `[host."https://http-mirror.example:5000"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `[host."https://http-mirror.example:5000"]
  capabilities = ["pull", "resolve"]
`,
  },
  check: (file) =>
    writtenUrls(file)
      .filter(({ text }) => urlFault(text) === 'http-name')
      .map((url) => {
        const [host = ''] = url.text.split('/');
        const isName = isHost(host.toLowerCase()) && !/^https?$/i.test(host);
        const text = `https://${url.text}`;
        return {
          range: url.range,
          message: `${shown(url.text, 'host')} begins with "http" and has no "http://": containerd takes its name for a scheme and never contacts it. Write "https://" or "http://" before it.`,
          ...(isSpareServer(url, file) && { severity: 'warning' as const }),
          ...(isName && { fixes: urlFix('Write "https://" before it', true, url, text) }),
        };
      }),
};
