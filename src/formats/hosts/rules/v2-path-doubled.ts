// `[host."https://m.example/v2/proxy"]` without `override_path`.
import { cleanPath } from '../../../go/path.ts';
import { insertion, treeOf, valueReplacement } from '../../fixes.ts';
import { nearest } from '../../nearest.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { SETTINGS, settingOf, urlFault, writtenUrls } from '../facts.ts';
import { hostUrl } from '../host.ts';

const SETTING = 'override_path';

export const v2PathDoubled: Rule = {
  code: 'hosts/v2-path-doubled',
  severity: 'warning',
  title: 'A path begins with /v2 and gets another /v2 behind it',
  effect:
    'Every release appends `/v2` to a path that does not end so: `https://m.example/v2/proxy` is asked for `/v2/proxy/v2/…`, which a proxy with projects answers with 404. Then the next host or the registry itself is asked.',
  remedy: 'Add `override_path = true`, so that the path is used as it stands.',
  source: 'engines.md B.6, B11d, HT26',
  bad: {
    text: `[host."https://m.example/v2/proxy"]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `[host."https://m.example/v2/proxy"]
  capabilities = ["pull", "resolve"]
  override_path = true
`,
  },
  fix: 'safe',
  fixed: {
    text: `[host."https://m.example/v2/proxy"]
  capabilities = ["pull", "resolve"]
  override_path = true
`,
  },
  check: (file) =>
    writtenUrls(file).flatMap((url) => {
      const path = cleanPath(`/${hostUrl(url.text)?.path ?? ''}`);
      if (urlFault(url.text) || !path.startsWith('/v2/') || path.endsWith('/v2')) return [];
      const node = url.host ? url.node : file.document.root;
      const override = settingOf({ node, data: url.data }, SETTING, file);
      if (override?.value === true) return [];
      const isMisspelt = Object.keys(url.data).some((name) => nearest(name, SETTINGS) === SETTING);
      const title = 'Use the path as it stands';
      const above = url.host ? ['host', url.host.key] : [];
      const root = file.document.root;
      return [
        {
          range: url.range,
          message: `The path of ${shown(url.text, 'URL')} begins with /v2 and gets another /v2 behind it: requests go to ${shown(`${path}/v2/…`.replace('…', ''), 'path')}. Add override_path = true if the path is the API root as it stands.`,
          ...((override || !isMisspelt) && {
            fixes: override
              ? valueReplacement(title, false, override.node, 'true')
              : insertion(title, true, root, treeOf([...above, SETTING], true)),
          }),
        },
      ];
    }),
};
