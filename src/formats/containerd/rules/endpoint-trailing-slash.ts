// `endpoint = ["https://hub.example.net/"]`.
import type { TextRange } from '../../../text/edit.ts';
import { type Node, nodeRange } from '../../../toml/index.ts';
import { replacement } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { isReachable, readEndpoint } from '../endpoint-url.ts';
import { endpointItems } from '../facts.ts';
import { stringPart } from '../string-part.ts';

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
      const slashes = slashesIn(text, node);
      return [
        {
          range: nodeRange(node),
          message:
            'The slash after the host is a path, which containerd uses in place of /v2: no registry answers there, so the mirror is never used. Take the slash away.',
          ...(slashes && { fixes: replacement('Take the slash away', true, slashes, '') }),
        },
      ];
    }),
};

/** The slashes after the host; what stands around them may be a secret, and stays as it is. */
function slashesIn(text: string, node: Node): TextRange | undefined {
  const [whole = '', before = ''] = /^((?:[^/]*:\/\/)?[^/?#]*)\/+/.exec(text) ?? [];
  return stringPart(node, text, before.length, whole.length);
}
