// `[host."HTTP://…"]` and `[host."htps://…"]`.
import type { Fix } from '../../../model/diagnostic.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { hostsOf } from '../entries.ts';
import { isSpareServer, urlFault, urlFix, type WrittenUrl, writtenUrls } from '../facts.ts';
import { hostUrl } from '../host.ts';

export const badScheme: Rule = {
  code: 'hosts/bad-scheme',
  severity: 'error',
  title: 'A URL has another scheme than http or https in lower case',
  effect:
    'Every release puts `https://` before whatever does not begin with the four letters `http`: `HTTP://mirror` becomes the host `HTTP`, which is never reached, and is passed over at each pull.',
  remedy: 'Write `http://` or `https://`, in lower case.',
  source: 'engines.md B.6, B12c, F19, HT25',
  bad: {
    text: `[host."HTTPS://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  check: (file) =>
    writtenUrls(file)
      .filter(({ text }) => urlFault(text) === 'scheme')
      .map((url) => ({
        range: url.range,
        message: `${shown(url.text, 'URL')} begins neither with http:// nor with https:// in lower case: containerd puts https:// before it, and no request ever gets there. Write the scheme in lower case.`,
        ...(isSpareServer(url, file) && { severity: 'warning' as const }),
        fixes: inLowerCase(url, file),
      })),
};

function inLowerCase(url: WrittenUrl, file: OpenFile): readonly Fix[] {
  const [, scheme, rest = ''] = /^(https?)(:\/\/.*)$/is.exec(url.text) ?? [];
  if (scheme === undefined) return [];
  const text = scheme.toLowerCase() + rest;
  const known = hostsOf(file).some(({ key }) => key === text);
  if (known || !hostUrl(text)?.host) return [];
  return urlFix('Write the scheme in lower case', true, url, text);
}
