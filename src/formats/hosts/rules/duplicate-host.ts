// `[host."http://m"]` and `[host."http://m/"]`.
import { sameEndpoint } from '../../../model/endpoint.ts';
import { nodeRange, sameData } from '../../../toml/index.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { hostsOf } from '../entries.ts';

export const duplicateHost: Rule = {
  code: 'hosts/duplicate-host',
  severity: 'warning',
  title: 'Two hosts are the same in two spellings',
  effect:
    'Every release compares the keys letter by letter: `http://m` and `http://m/` are two hosts with the same requests, and a mirror that fails is asked twice.',
  remedy: 'Keep one of them.',
  source: 'engines.md B.6, F15, HT09',
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]

[host."https://hub.example.net/"]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  check: (file) => {
    const hosts = hostsOf(file);
    return hosts.flatMap(({ endpoint, node, data, key }, at) => {
      const earlier = hosts
        .slice(0, at)
        .find((other) => endpoint && other.endpoint && sameEndpoint(other.endpoint, endpoint));
      if (!earlier) return [];
      const safe = sameData(earlier.data, data);
      return [
        {
          range: nodeRange(node),
          message: `The host ${shown(key, 'host')} makes the same requests as ${shown(earlier.key, 'host')} above, so that a mirror that fails is asked twice. Keep one of them.`,
          fixes: removal('Take the second one out', safe, file.document, [node]),
        },
      ];
    });
  },
};
