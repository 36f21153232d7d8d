// `[host."localhost:5000"]`.
import { isLocalhost } from '../../../go/net.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { urlFault, urlFix, writtenUrls } from '../facts.ts';
import { hostUrl } from '../host.ts';

export const noSchemeLoopback: Rule = {
  code: 'hosts/no-scheme-loopback',
  severity: 'warning',
  title: 'A host on this machine has no scheme',
  effect:
    'Every release puts `https://` before a host without scheme, also before `localhost` and 127.0.0.1, where `mirrors` in config.toml and image references mean plain HTTP.',
  remedy: 'Write the scheme that the registry speaks: `http://localhost:5000`.',
  source: 'engines.md B.6, B12, HT23',
  bad: {
    text: `[host."localhost:5000"]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `[host."http://localhost:5000"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'ask',
  check: (file) =>
    writtenUrls(file)
      .filter(({ text }) => !text.startsWith('http') && !urlFault(text))
      .filter(({ text }) => isLocalhost(hostUrl(text)?.host ?? ''))
      .map((url) => ({
        range: url.range,
        message: `${shown(url.text, 'host')} has no scheme, so containerd asks it over HTTPS, although it is on this machine. Write "http://" or "https://" before it.`,
        fixes: urlFix('Write "http://" before it', false, url, `http://${url.text}`),
      })),
};
