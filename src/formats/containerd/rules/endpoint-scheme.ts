// An endpoint with a scheme that is neither http nor https.
import { nodeRange } from '../../../toml/index.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { readEndpoint } from '../endpoint-url.ts';
import { endpointItems } from '../facts.ts';

export const endpointScheme: Rule = {
  code: 'containerd/endpoint-scheme',
  severity: 'error',
  title: 'An endpoint has another scheme than http or https',
  effect:
    'The file loads. Each request to the endpoint fails before it leaves the machine, and the next endpoint or the registry itself is asked.',
  remedy: 'Write `https://…`, or `http://…` for a registry without TLS.',
  source: 'engines.md A.5, C4c, CT26',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["docker://hub.example.net", "https://hub.example.net"]
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
      const scheme = readEndpoint(text)?.url.scheme ?? 'http';
      if (scheme === 'http' || scheme === 'https') return [];
      return [
        {
          range: nodeRange(node),
          message: `No registry is reached by "${scheme}": containerd passes over this endpoint at each request. Write it with https or http.`,
          ...(!alone && {
            fixes: removal('Take the dead endpoint out', true, file.document, [node]),
          }),
        },
      ];
    }),
};
