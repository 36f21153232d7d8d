// An endpoint that Go's parser takes for no URL.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { readEndpoint } from '../endpoint-url.ts';
import { endpointItems } from '../facts.ts';

export const endpointUnparsable: Rule = {
  code: 'containerd/endpoint-unparsable',
  severity: 'error',
  title: 'An endpoint is no URL',
  effect:
    'Every pull from that registry fails, the other endpoints and the registry itself included (`get registry endpoints: parse endpoint url`).',
  remedy: 'Write a URL such as `https://mirror.example.net` or `http://10.0.0.1:5000`.',
  source: 'engines.md A.5, C9, CT25',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["http://[::1"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["http://[::1]:5000"]
`,
  },
  fix: 'none',
  check: (file) =>
    endpointItems(file).flatMap(({ text, node, mirror }) => {
      if (readEndpoint(text)) return [];
      return [
        {
          range: nodeRange(node),
          message: `containerd cannot read ${shown(text, 'endpoint')} as a URL, and every pull from ${shown(mirror.name, 'registry')} fails, the working endpoints included. Mend it or take it out.`,
        },
      ];
    }),
};
