// `skip_verify` for an `http://` host.
import { portOf } from '../../../go/net.ts';
import { keyRange } from '../../../toml/index.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { settingOf, urlFault, writtenUrls } from '../facts.ts';
import { hostUrl } from '../host.ts';

export const httpWithTls: Rule = {
  code: 'hosts/http-with-tls',
  severity: 'warning',
  title: 'An http host has settings for TLS',
  effect:
    'With `skip_verify` (even `false`), `ca` or `client`, containerd 1.6.25, 1.7.7 and 2.x ask an `http://` host over HTTPS first, unless its port is 80, and fall back to HTTP only after some failures. Older releases use HTTP at once. Without a port, 1.7.24 and later end at port 443.',
  remedy: 'Take the settings out if the host speaks HTTP, or write `https://`.',
  source: 'engines.md B.6, E8, D10b, HT28',
  releases: [{ from: [1, 6, 25], before: [1, 7, 0] }, { from: [1, 7, 7] }],
  bad: {
    text: `[host."http://hub.example.net:5000"]
  capabilities = ["pull", "resolve"]
  skip_verify = true
`,
  },
  good: {
    text: `[host."http://hub.example.net:5000"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'ask',
  check: (file) =>
    writtenUrls(file).flatMap((url) => {
      const parsed = hostUrl(url.text);
      if (urlFault(url.text) || parsed?.scheme !== 'http' || portOf(parsed.host) === '80')
        return [];
      const node = url.host ? url.node : file.document.root;
      const settings = ['skip_verify', 'ca', 'client'].flatMap(
        (key) => settingOf({ node, data: url.data }, key, file) ?? [],
      );
      const verify = settings.filter(({ name }) => name.toLowerCase() === 'skip_verify');
      return settings.slice(0, 1).map((setting) => ({
        range: keyRange(setting.node),
        message: `${shown(url.text, 'URL')} is plain HTTP and has settings for TLS: containerd from 1.6.25 and 1.7.7 on asks it over HTTPS first. Take them out if it speaks HTTP, or write https://.`,
        ...(verify.length === settings.length && {
          fixes: removal(
            'Take skip_verify out',
            false,
            file.document,
            verify.map((each) => each.node),
          ),
        }),
      }));
    }),
};
