// `endpoint = ["https://hub.example.net/"]`.

import { withoutTrailingSlashes } from '../../../text/trailing.ts';
import { nodeRange } from '../../../toml/index.ts';
import { stringEdit } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { isReachable, readEndpoint } from '../endpoint-url.ts';
import { endpointItems } from '../facts.ts';

export const endpointTrailingSlash: Rule = {
  code: 'containerd/endpoint-trailing-slash',
  severity: 'error',
  title: 'An endpoint ends in a slash after its host',
  effect:
    'A path is used as it is and `/v2` is left out: with the path `/` containerd asks for `/library/alpine/…`, which no registry answers. The next endpoint or the registry itself serves all images.',
  remedy: 'Take the slash away.',
  source: 'engines.md A.5, C3c, CT23',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net/"]
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
      if (!endpoint || !isReachable(endpoint) || !/^\/+$/.test(endpoint.url.path)) return [];
      const bare = withoutTrailingSlashes(text);
      const plain = !/[@?#]/.test(text);
      const fixes = [{ title: 'Take the slash away', safe: true, edits: [stringEdit(node, bare)] }];
      return [
        {
          range: nodeRange(node),
          message:
            'The slash after the host is a path, which containerd uses in place of /v2: no registry answers there, so the mirror is never used. Take the slash away.',
          ...(plain && { fixes }),
        },
      ];
    }),
};
