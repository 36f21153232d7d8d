// `dial_timeout` before containerd 2.0.7.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { settingOf, settingsTables } from '../facts.ts';

export const dialTimeoutIgnored: Rule = {
  code: 'hosts/dial-timeout-ignored',
  severity: 'warning',
  title: 'dial_timeout is newer than the release',
  effect:
    'containerd before 2.0.7 does not know `dial_timeout` and uses the mirror without it, with its own limit of 30 seconds. In 2.0.7 to 2.0.11 it counts as a setting for TLS, so that `http://` hosts are asked over HTTPS first.',
  remedy: 'Nothing, if a slow mirror is no trouble; otherwise a newer release.',
  source: 'engines.md B.5, HT33',
  releases: [{ before: [2, 0, 7] }],
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
  dial_timeout = "3s"
`,
    target: 'containerd@1.7.24',
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
    target: 'containerd@1.7.24',
  },
  fix: 'none',
  check: (file) =>
    settingsTables(file).flatMap((table) => {
      const setting = settingOf(table, 'dial_timeout', file);
      if (!setting) return [];
      return [
        {
          range: nodeRange(setting.node),
          message:
            'containerd before 2.0.7 passes over dial_timeout and uses the host without it. Use a newer release if the limit matters.',
          ...(!file.target?.release && { severity: 'info' as const }),
        },
      ];
    }),
};
