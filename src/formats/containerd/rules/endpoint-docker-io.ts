// `endpoint = ["https://docker.io"]`.
import { nodeRange } from '../../../toml/index.ts';
import { stringEdit } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { readEndpoint } from '../endpoint-url.ts';
import { endpointItems } from '../facts.ts';

export const endpointDockerIo: Rule = {
  code: 'containerd/endpoint-docker-io',
  severity: 'warning',
  title: 'An endpoint is https://docker.io',
  effect:
    'containerd takes the host at its word, and docker.io is a web site: the registry API is at registry-1.docker.io. In the entry for `docker.io` it also keeps containerd from adding Docker Hub itself at the end, so nothing serves what the mirrors before it lack.',
  remedy: 'Write `https://registry-1.docker.io`.',
  source: 'engines.md A.5, C5b, CT27',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."*"]
  endpoint = ["https://hub.example.net", "https://docker.io"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."*"]
  endpoint = ["https://hub.example.net", "https://registry-1.docker.io"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."*"]
  endpoint = ["https://hub.example.net", "https://registry-1.docker.io"]
`,
  },
  check: (file) =>
    endpointItems(file).flatMap(({ text, node }) => {
      if (readEndpoint(text)?.url.host.replace(/:443$/, '') !== 'docker.io') return [];
      const better = text.replace('docker.io', 'registry-1.docker.io');
      const plain = !/[@?#]/.test(text);
      const edits = [stringEdit(node, better)];
      return [
        {
          range: nodeRange(node),
          message:
            'docker.io is a web site and no registry; as an endpoint of "docker.io" it also keeps containerd from asking Docker Hub itself at the end. Write https://registry-1.docker.io.',
          ...(plain && { fixes: [{ title: 'Write registry-1.docker.io', safe: true, edits }] }),
        },
      ];
    }),
};
