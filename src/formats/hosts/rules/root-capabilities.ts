// `capabilities` at the top of a file without `server`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { serverOf } from '../entries.ts';
import { settingOf, settingsTable } from '../facts.ts';

export const rootCapabilities: Rule = {
  code: 'hosts/root-capabilities',
  severity: 'warning',
  title: 'Capabilities at the top have no effect without a server',
  effect:
    'Without `server` every release takes the registry itself for it, with all capabilities, whatever the top of the file says. Leaving `server` out does not keep containerd from the registry either.',
  remedy:
    'Name the `server`, or move the capabilities under the `[host."…"]` header that they are for.',
  source: 'engines.md B.3, B17, F18, HT20',
  bad: {
    text: `capabilities = ["push"]

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `server = "https://registry-1.docker.io"
capabilities = ["push"]

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'none',
  check: (file) => {
    const list = settingOf(settingsTable(file), 'capabilities', file);
    if (!list || serverOf(file) !== undefined) return [];
    return [
      {
        range: nodeRange(list.node),
        message:
          'Capabilities at the top of the file are those of the server, and without one containerd overwrites them: the registry itself is asked all the same. Name the server, or move them under the [host."…"] header that they are for.',
      },
    ];
  },
};
