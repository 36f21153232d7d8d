// `capabilities = ["resolve"]` and `capabilities = ["push"]`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { hostsOf } from '../entries.ts';
import { capabilitiesOf, settingOf } from '../facts.ts';

export const withoutPull: Rule = {
  code: 'hosts/without-pull',
  severity: 'error',
  title: 'The capabilities of a host lack "pull"',
  effect:
    'Every release looks images up only at hosts that may pull: a host with `resolve` or `push` alone is passed over, for tags and for digests.',
  remedy: 'Write `capabilities = ["pull", "resolve"]`.',
  source: 'engines.md B.5, D9, F22, HT15',
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["resolve"]
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'none',
  check: (file) =>
    hostsOf(file).flatMap((host) => {
      const names = capabilitiesOf({ ...host, host }, file) ?? [];
      const list = settingOf(host, 'capabilities', file);
      if (!list || names.length === 0 || names.includes('pull')) return [];
      return [
        {
          range: nodeRange(list.node),
          message: `The capabilities of ${shown(host.key, 'host')} lack "pull", so that containerd looks no image up there. Add "pull" and "resolve" if it is a mirror.`,
        },
      ];
    }),
};
