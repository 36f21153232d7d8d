// `capabilities = ["pull"]`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { hostsOf } from '../entries.ts';
import { capabilitiesOf, settingOf } from '../facts.ts';

export const withoutResolve: Rule = {
  code: 'hosts/without-resolve',
  severity: 'warning',
  title: 'A mirror may pull and not resolve: no tag is looked up there',
  effect:
    'Every release looks tags up only at hosts that may pull and resolve. A mirror with `pull` alone is asked for digests and for the content of images, and never for `alpine:3`.',
  remedy: 'Add "resolve", unless the mirror shall not decide what a tag means.',
  source: 'engines.md B.5, B4, D8, HT14',
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull"]
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
      const names = capabilitiesOf({ ...host, host }, file);
      const list = settingOf(host, 'capabilities', file);
      if (!list || !names?.includes('pull') || names.includes('resolve')) return [];
      return [
        {
          range: nodeRange(list.node),
          message: `The host ${shown(host.key, 'host')} may pull and not resolve: containerd looks no tag up there, and goes on to the next host or the registry itself. Add "resolve" if tags should come from it.`,
        },
      ];
    }),
};
