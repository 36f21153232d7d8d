// `endpoint = ["https://mirror.example.net/proxy"]`.
import { nodeRange } from '../../../toml/index.ts';
import { stringEdit } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { isReachable, readEndpoint } from '../endpoint-url.ts';
import { endpointItems } from '../facts.ts';

export const endpointPathWithoutV2: Rule = {
  code: 'containerd/endpoint-path-without-v2',
  severity: 'warning',
  title: 'The path of an endpoint has no v2 in it',
  effect:
    'A path is used as it is, and `/v2` is not added: `https://m/proxy` is asked for `/proxy/library/alpine/…`. Registries with a project in the path, as Harbor is, want `/v2/proxy/…`. In a hosts.toml the same URL means `/proxy/v2/…`.',
  remedy: 'Write `https://mirror.example.net/v2/proxy`, unless the server has its API just there.',
  source: 'engines.md A.5, C3, CT24',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://mirror.example.net/proxy"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://mirror.example.net/v2/proxy"]
`,
  },
  fix: 'ask',
  check: (file) =>
    endpointItems(file).flatMap(({ text, node }) => {
      const endpoint = readEndpoint(text);
      if (!endpoint || !isReachable(endpoint)) return [];
      const { path } = endpoint.url;
      if (/^\/*$/.test(path) || path.split('/').includes('v2')) return [];
      const cut = /^(.*?:\/\/)?[^/]*/.exec(text)?.[0] ?? '';
      const better = `${cut}/v2${text.slice(cut.length)}`;
      const plain = !/[@?#]/.test(text);
      return [
        {
          range: nodeRange(node),
          message: `containerd uses the path ${shown(path, 'path')} as it is and adds no /v2: a mirror with the registry API below /v2 does not answer there. Write /v2 before the path if this one wants it.`,
          ...(plain && {
            fixes: [
              { title: 'Put /v2 before the path', safe: false, edits: [stringEdit(node, better)] },
            ],
          }),
        },
      ];
    }),
};
