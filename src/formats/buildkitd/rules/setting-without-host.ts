// `mirrors = […]` above every header.
import { child, keyRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { SETTINGS } from '../facts.ts';
import { settingName } from '../release.ts';

export const settingWithoutHost: Rule = {
  code: 'buildkitd/setting-without-host',
  severity: 'warning',
  title: 'A setting of a registry stands at the top of the file',
  effect:
    'BuildKit reads `mirrors`, `http`, `insecure` and certificates in the table of a host alone. At the top of the file they are unknown names, which it passes over without a word: such mirrors are never tried.',
  remedy: 'Write the header with the host above it: `[registry."docker.io"]`.',
  source: 'engines.md D, K7, BK07',
  bad: {
    text: `mirrors = ["hub.example.net"]
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  fix: 'none',
  check: (file) =>
    SETTINGS.flatMap((key) => {
      const name = settingName(file.data, key, file);
      const node = name === undefined ? undefined : child(file.document.root, name);
      if (!node) return [];
      return [
        {
          range: keyRange(node),
          message: `"${key}" at the top of the file is for no host, and BuildKit passes over it without a word. Write the header [registry."HOST"] above it.`,
          ...(key === 'mirrors' && { severity: 'error' as const }),
        },
      ];
    }),
};
