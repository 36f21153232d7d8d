// `[host."https://…".header]` with an `Authorization`.
import { child, isTable, keyRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { isSecretHeader } from '../../secrets.ts';
import { settingOf, settingsTables } from '../facts.ts';

export const secretInHeader: Rule = {
  code: 'hosts/secret-in-header',
  severity: 'warning',
  title: 'A request header holds a secret in plain text',
  effect:
    'The header goes to the host with every request. Whoever may read the file can read it, and so can every backup and every repository that the file is in.',
  remedy:
    'Let only root read the file, keep it out of repositories, and use a credential that can do nothing but pull.',
  source: 'engines.md B.5',
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]

[host."https://hub.example.net".header]
  Authorization = "Basic ZXhhbXBsZTpleGFtcGxl"
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]

[host."https://hub.example.net".header]
  x-team = "build"
`,
  },
  fix: 'none',
  check: (file) =>
    settingsTables(file).flatMap((table) => {
      const header = settingOf(table, 'header', file);
      const names = isTable(header?.value) ? Object.keys(header.value) : [];
      return names.filter(isSecretHeader).flatMap((name) => {
        const node = child(header?.node, name);
        if (!node) return [];
        return [
          {
            range: keyRange(node),
            message:
              'This header holds a secret in plain text, and whoever may read the file can read it. Let only root read the file, keep it out of repositories, and use a credential that can only pull.',
          },
        ];
      });
    }),
};
