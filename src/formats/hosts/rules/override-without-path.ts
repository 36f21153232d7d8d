// `override_path = true` for a URL without a path.
import { cleanPath } from '../../../go/path.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { settingOf, urlFault, writtenUrls } from '../facts.ts';
import { hostUrl } from '../host.ts';

export const overrideWithoutPath: Rule = {
  code: 'hosts/override-without-path',
  severity: 'warning',
  title: 'override_path stands with a URL that has no path',
  effect:
    'The API root is empty then: every release asks for `/library/alpine/…` instead of `/v2/library/alpine/…`, which registries answer with 404.',
  remedy: 'Take `override_path` out, or write the path of the API root into the URL.',
  source: 'engines.md B.5, B11f, B11h, HT27',
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
  override_path = true
`,
  },
  good: {
    text: `[host."https://hub.example.net/v2/proxy"]
  capabilities = ["pull", "resolve"]
  override_path = true
`,
  },
  fix: 'ask',
  check: (file) =>
    writtenUrls(file).flatMap((url) => {
      const node = url.host ? url.node : file.document.root;
      const override = settingOf({ node, data: url.data }, 'override_path', file);
      const path = cleanPath(`/${hostUrl(url.text)?.path ?? ''}`);
      if (override?.value !== true || urlFault(url.text) || path !== '/') return [];
      return [
        {
          range: url.range,
          message: `${shown(url.text, 'URL')} has no path, and override_path makes that the API root: requests go to /library/alpine/… without /v2. Take override_path out, or add the path.`,
          fixes: removal('Take override_path out', false, file.document, [override.node]),
        },
      ];
    }),
};
