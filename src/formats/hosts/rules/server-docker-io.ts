// `server = "https://docker.io"`.

import { HUB_API_HOST } from '../../../model/registry.ts';
import type { Rule } from '../../rule.ts';
import { urlFix, writtenUrls } from '../facts.ts';

export const serverDockerIo: Rule = {
  code: 'hosts/server-docker-io',
  severity: 'warning',
  title: 'The server is docker.io, which is no registry',
  effect:
    'Every release takes the server literally: what no mirror has is asked of the host `docker.io`, a web site, and not of `registry-1.docker.io`, as it would be without `server`.',
  remedy: 'Write `https://registry-1.docker.io`, or leave `server` out.',
  source: 'engines.md B.3, B18, HT19',
  bad: {
    text: `server = "https://docker.io"

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `server = "https://registry-1.docker.io"

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `server = "https://registry-1.docker.io"

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  check: (file) =>
    writtenUrls(file).flatMap((url) => {
      if (url.host || !/^(https:\/\/)?(index\.)?docker\.io\/?$/.test(url.text)) return [];
      const text = `https://${HUB_API_HOST}`;
      return [
        {
          range: url.range,
          message: `docker.io is a web site and no registry, and containerd takes the server literally. Write "${text}", or leave server out.`,
          fixes: urlFix(`Write "${text}"`, true, url, text),
        },
      ];
    }),
};
