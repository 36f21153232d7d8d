// `[[registry.mirror]] location = "hub.example.net/"`.

import { withoutTrailingSlashes } from '../../../text/trailing.ts';
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { isMirror, namesOf, respelling } from '../facts.ts';
import { bareName } from '../names.ts';
import { MIRROR_SLASH_SINCE } from '../releases.ts';

export const trailingSlash: Rule = {
  code: 'registries/trailing-slash',
  severity: 'error',
  title: 'A mirror ends in a slash',
  effect:
    'Before containers-image 5.35 (Podman 5.5, skopeo 1.19, CRI-O 1.33) the slash stays when names are put together, and every pull of the registry fails, the registry itself included: "invalid reference format". Later ones take it off, as all do for locations and prefixes of registries.',
  remedy: 'Take the slash away.',
  source: 'engines.md C.3, R5, RC26',
  releases: [{ before: MIRROR_SLASH_SINCE }],
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net/"
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
    namesOf(file).flatMap((name) => {
      if (!isMirror(name) || !name.text.endsWith('/') || bareName(name.text) === '') return [];
      const text = withoutTrailingSlashes(name.text);
      return [
        {
          range: nodeRange(name.node),
          message:
            'The mirror ends in a slash: before containers-image 5.35 (Podman 5.5, skopeo 1.19, CRI-O 1.33) every pull of the registry fails. Take the slash away.',
          fixes: respelling('Take the slash away', true, name, text),
        },
      ];
    }),
};
