// `location = "registry-1.docker.io"`, `prefix = "index.docker.io"`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { prefixesOf, respelling } from '../facts.ts';
import { bareName, hostOf, isHubAlias, withHubName } from '../names.ts';

export const hubAlias: Rule = {
  code: 'registries/hub-alias',
  severity: 'error',
  title: 'Docker Hub goes by another name than `docker.io`',
  effect:
    'Whatever a reference calls Docker Hub, its name becomes `docker.io/…` before it is looked up. A prefix with `index.docker.io` or `registry-1.docker.io` never matches an image of Docker Hub. For the location `docker.io` engines ask `registry-1.docker.io` by themselves.',
  remedy: 'Write `docker.io`.',
  source: 'engines.md C.6, R11h, R11i, RC17',
  bad: {
    text: `[[registry]]
location = "registry-1.docker.io"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  fix: 'safe',
  fixed: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  check: (file) =>
    prefixesOf(file).flatMap((name) => {
      if (!isHubAlias(name.text)) return [];
      const bare = bareName(name.text);
      const text = name.text.replace(bare, withHubName(bare));
      return [
        {
          range: nodeRange(name.node),
          message: `Engines look images of Docker Hub up as "docker.io/…", so that "${hostOf(bare)}" never matches. Write "docker.io".`,
          fixes: respelling('Write "docker.io"', true, name, text),
        },
      ];
    }),
};
