// `endpoint = [""]`, `endpoint = ["https://"]`, `endpoint = ["https://a,https://b"]`.
import { nodeRange } from '../../../toml/index.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { isReachable, namesScheme, readEndpoint } from '../endpoint-url.ts';
import { endpointItems } from '../facts.ts';

export const endpointWithoutHost: Rule = {
  code: 'containerd/endpoint-without-host',
  severity: 'error',
  title: 'An endpoint names no host',
  effect:
    'The file loads. Requests go to `https:///…`, or to a name with a star or a second colon that nothing answers to. They fail at once, and the next endpoint or the registry itself is asked.',
  remedy: 'Write one host, or take the endpoint out.',
  source: 'engines.md A.5, C9b, CT26',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["", "https://hub.example.net"]
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
    endpointItems(file).flatMap(({ text, node, alone }) => {
      const endpoint = readEndpoint(text);
      if (!endpoint || isReachable(endpoint) || namesScheme(endpoint)) return [];
      if (!/^https?$/.test(endpoint.url.scheme)) return [];
      return [
        {
          range: nodeRange(node),
          message:
            'This endpoint names no host that there can be, and containerd passes over it at each request. Write one host, or take it out.',
          ...(!alone &&
            !/[^:]/.test(endpoint.url.host) && {
              fixes: removal('Take the dead endpoint out', true, file.document, [node]),
            }),
        },
      ];
    }),
};
