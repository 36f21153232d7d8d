// `server` in the hosts.toml of `_default`.
import { nodeRange } from '../../../toml/index.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { serverOf } from '../entries.ts';
import { settingOf, settingsTable } from '../facts.ts';

export const defaultWithServer: Rule = {
  code: 'hosts/default-with-server',
  severity: 'warning',
  title: 'The file for all registries names one server',
  effect:
    'The hosts.toml in `_default` serves every registry without a folder of its own. With `server` in it, every release sends what no mirror has to that one place, whichever registry the image is from.',
  remedy: 'Take `server` out, unless that place serves all registries.',
  source: 'engines.md B.1, D2b, HT21',
  bad: {
    text: `server = "https://registry-1.docker.io"

[host."https://mirror.example"]
  capabilities = ["pull", "resolve"]
`,
    registry: '*',
  },
  good: {
    text: `[host."https://mirror.example"]
  capabilities = ["pull", "resolve"]
`,
    registry: '*',
  },
  fix: 'ask',
  check: (file) => {
    const server = settingOf(settingsTable(file), 'server', file);
    if (file.registry !== '*' || !server || serverOf(file) === undefined) return [];
    return [
      {
        range: nodeRange(server.node),
        message:
          'The file is for all registries without one of their own, and "server" sends what no mirror has to one place instead of to each registry. Take it out unless that place serves them all.',
        fixes: removal('Take server out', false, file.document, [server.node]),
      },
    ];
  },
};
