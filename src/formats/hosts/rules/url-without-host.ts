// `[host."http:10.0.0.1:5000"]` and `[host.""]`.
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { isSpareServer, urlFault, urlFix, writtenUrls } from '../facts.ts';
import { hostUrl } from '../host.ts';

export const urlWithoutHost: Rule = {
  code: 'hosts/url-without-host',
  severity: 'error',
  title: 'A URL names no host',
  effect:
    'With fewer than two slashes behind the scheme, or nothing behind them, there is no host to ask: every release passes over the entry at each pull. So it does where the name has a `*`, which no host has.',
  remedy: 'Write two slashes and a host: `http://10.0.0.1:5000`.',
  source: 'engines.md B.6, F9, HT24',
  bad: {
    text: `[host."http:10.0.0.1:5000"]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `[host."http://10.0.0.1:5000"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'ask',
  check: (file) =>
    writtenUrls(file).flatMap((url) => {
      const fault = urlFault(url.text);
      if (fault !== 'slashes' && fault !== 'no-host') return [];
      const text = url.text.replace(/^(https?:)\/*/i, '$1//');
      const fixes = hostUrl(text)?.host ? urlFix('Write two slashes', false, url, text) : [];
      return [
        {
          range: url.range,
          message: url.text.includes('*')
            ? `${shown(url.text, 'URL')} names no host: "*" stands for nothing in a URL, and containerd finds no such name. Write the name of one host.`
            : `${shown(url.text, 'URL')} names no host, so containerd sends no request there. Write two slashes and a host, such as "http://10.0.0.1:5000".`,
          ...(isSpareServer(url, file) && { severity: 'warning' as const }),
          fixes,
        },
      ];
    }),
};
