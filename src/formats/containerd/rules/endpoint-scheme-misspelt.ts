// `endpoint = ["https:/hub.example.net"]`.
import { nodeRange } from '../../../toml/index.ts';
import { replacement } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { namesScheme, readEndpoint } from '../endpoint-url.ts';
import { endpointItems } from '../facts.ts';
import { stringPart } from '../string-part.ts';

export const endpointSchemeMisspelt: Rule = {
  code: 'containerd/endpoint-scheme-misspelt',
  severity: 'error',
  title: 'The scheme of an endpoint is read as its host',
  effect:
    'Without `://` an endpoint has no scheme to containerd, and begins with its host: `https:/m.example` is the path `/m.example` on a host called `https`. So is the second one of `https://https://m.example`. The file loads, no such host is found, and the next endpoint or the registry itself is asked.',
  remedy: 'Write `https://` or `http://` in full.',
  source: 'engines.md A.5, C4, CT26',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https:/hub.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  fix: 'ask',
  check: (file) =>
    endpointItems(file).flatMap(({ text, node }) => {
      const endpoint = readEndpoint(text);
      const [written = '', scheme = 'https'] = /^(?:(https?):?\/*)+/i.exec(text) ?? [];
      if (!endpoint || !namesScheme(endpoint)) return [];
      const place = stringPart(node, text, 0, written.length);
      const whole = `${scheme.toLowerCase()}://`;
      return [
        {
          range: nodeRange(node),
          message: `containerd takes "${scheme}" for the host of this endpoint, which is not found, and passes over it at each request. Write "${whole}" before the host, once and in full.`,
          ...(place && { fixes: replacement(`Write "${whole}"`, false, place, whole) }),
        },
      ];
    }),
};
