// `endpoint = ["hub.example.net"]`.
import { nodeRange } from '../../../toml/index.ts';
import { stringEdit } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { defaultScheme, isReachable, readEndpoint } from '../endpoint-url.ts';
import { endpointItems } from '../facts.ts';

export const endpointNoScheme: Rule = {
  code: 'containerd/endpoint-no-scheme',
  severity: 'warning',
  title: 'An endpoint has no scheme',
  effect:
    'containerd takes `http` for localhost and loopback addresses and `https` for all others. A hosts.toml has another rule: `https` for all.',
  remedy: 'Write the scheme that is meant.',
  source: 'engines.md A.5, C4, CT29',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["hub.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  check: (file) =>
    endpointItems(file).flatMap(({ text, node }) => {
      const endpoint = readEndpoint(text);
      if (!endpoint || endpoint.schemed || !isReachable(endpoint)) return [];
      const scheme = defaultScheme(text);
      const plain = !/[@?#]/.test(text);
      const edits = [stringEdit(node, `${scheme}://${text}`)];
      return [
        {
          range: nodeRange(node),
          message: `Without a scheme containerd takes ${scheme} here: http for the local machine, https for all others, and in a hosts.toml https for all. Write the scheme.`,
          ...(plain && { fixes: [{ title: `Write "${scheme}://"`, safe: true, edits }] }),
        },
      ];
    }),
};
