// `[[registry.mirror]] location = "docker.io"` for another registry.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { targetsOf } from '../facts.ts';
import { bareName, hasStrayStar, hostOf, meantPrefix, pathBelow } from '../names.ts';

export const hubMirror: Rule = {
  code: 'registries/hub-mirror',
  severity: 'warning',
  title: 'Images of another registry are looked for on Docker Hub under names that it may not have',
  effect:
    'Names on Docker Hub have two parts. With `docker.io` as a mirror of `quay.io`, `quay.io/team/app` becomes `docker.io/team/app`; but `quay.io/app` becomes `docker.io/app`, which is no full name, and the pull fails at once: "repository name must be canonical". For a prefix such as `docker.io/library` that is so for every image.',
  remedy: 'Write the namespace too: `docker.io/library`, `docker.io/team`.',
  source: 'engines.md C.5, U15, RC19',
  bad: {
    text: `[[registry]]
location = "registry.k8s.io"

[[registry.mirror]]
location = "docker.io"
`,
  },
  good: {
    text: `[[registry]]
location = "registry.k8s.io"

[[registry.mirror]]
location = "docker.io/registryk8s"
`,
  },
  fix: 'none',
  check: (file) =>
    targetsOf(file).flatMap(({ text, node, registry }) => {
      const prefix = meantPrefix(registry.prefix);
      if (meantPrefix(bareName(text)) !== 'docker.io' || prefix === 'docker.io') return [];
      if (prefix === '' || hasStrayStar(prefix)) return [];
      const always = hostOf(prefix) === 'docker.io' && pathBelow(prefix) !== '';
      const which = always ? 'every image' : 'an image whose name is one word';
      return [
        {
          range: nodeRange(node),
          message: `On Docker Hub ${which} of this registry would have no namespace, and its pull fails at once, the registry itself included. Write the namespace too, as in "docker.io/library".`,
          ...(always && { severity: 'error' as const }),
        },
      ];
    }),
};
