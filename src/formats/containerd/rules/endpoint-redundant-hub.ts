// `https://registry-1.docker.io` as an endpoint of `docker.io`.
import { nodeRange } from '../../../toml/index.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { readEndpoint } from '../endpoint-url.ts';
import { endpointItems } from '../facts.ts';

export const endpointRedundantHub: Rule = {
  code: 'containerd/endpoint-redundant-hub',
  severity: 'warning',
  title: 'Docker Hub is listed as its own mirror',
  effect:
    'containerd adds the registry itself at the end. For `docker.io` it does so even if registry-1.docker.io is listed, so what Docker Hub refuses is asked for twice, and counts twice against its rate limit.',
  remedy: 'Take it out when it is the last endpoint.',
  source: 'engines.md A.5, C5, CT28',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net", "https://registry-1.docker.io"]
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
  check: (file) => {
    return endpointItems(file).flatMap(({ text, node, mirror, last, alone }) => {
      if (mirror.name !== 'docker.io' || !isHub(text)) return [];
      return [
        {
          range: nodeRange(node),
          message:
            'containerd asks Docker Hub at the end in any case, so it is asked twice for what it refuses. Take this endpoint out.',
          ...(last && !alone && { fixes: removal('Take it out', true, file.document, [node]) }),
        },
      ];
    });
  },
};

function isHub(text: string): boolean {
  const url = readEndpoint(text)?.url;
  if (url?.scheme !== 'https' || !/^(?:\/v2\/?)?$/.test(url.path)) return false;
  return /^registry-1\.docker\.io(?::443)?$/.test(url.host);
}
