// `dial_timeout = "-5s"`.
import { isDuration, isNegativeDuration } from '../../../go/duration.ts';
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { hostsOf } from '../entries.ts';
import { settingOf, settingsTables } from '../facts.ts';

export const negativeTimeout: Rule = {
  code: 'hosts/negative-timeout',
  severity: 'error',
  title: 'dial_timeout is less than nothing',
  effect:
    'containerd 2.0.7 and later give up on the host before they have begun: no request ever leaves, and the next host is asked. Earlier releases do not read the setting.',
  remedy: 'Write a time to wait, such as `dial_timeout = "5s"`, or take the setting out.',
  source: 'engines.md B.5',
  releases: [{ from: [2, 0, 7] }],
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
  dial_timeout = "-5s"
`,
    target: 'containerd@2.1.9',
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
  dial_timeout = "5s"
`,
    target: 'containerd@2.1.9',
  },
  fix: 'none',
  check: (file) =>
    settingsTables(file).flatMap((table) => {
      const setting = settingOf(table, 'dial_timeout', file);
      const time = setting?.value;
      if (!setting || typeof time !== 'string') return [];
      if (!isDuration(time) || !isNegativeDuration(time)) return [];
      // The registry's own server is asked last: the hosts are asked all the same.
      const spare = !table.host && hostsOf(file).length > 0;
      return [
        {
          range: nodeRange(setting.node),
          message: `With a dial_timeout below zero containerd 2.0.7 and later send no request to ${table.host ? 'the host' : 'the server'}. Write a time to wait, such as "5s".`,
          ...(spare && { severity: 'warning' as const }),
        },
      ];
    }),
};
