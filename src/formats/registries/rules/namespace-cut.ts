// `prefix = "docker.io/library"` with a mirror that is a host alone.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { respelling, targetsOf } from '../facts.ts';
import { bareName, hostOf, meantPrefix, pathBelow } from '../names.ts';
import { isWildcard } from '../prefixes.ts';

export const namespaceCut: Rule = {
  code: 'registries/namespace-cut',
  severity: 'warning',
  title: 'A namespace gets lost on the way to a host',
  effect:
    'A location takes the place of the whole prefix. With the prefix `docker.io/library` and the mirror `hub.example.net`, `docker.io/library/alpine` is asked for as `hub.example.net/alpine`. Where the prefix is a repository, nothing is left of its name, and its pulls fail.',
  remedy: 'Write the namespace behind the host, if the images are below it there.',
  source: 'engines.md C.5, U7, U13, RC43',
  bad: {
    text: `[[registry]]
location = "docker.io/library"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io/library"

[[registry.mirror]]
location = "hub.example.net/library"
`,
  },
  fix: 'ask',
  check: (file) =>
    targetsOf(file).flatMap((name) => {
      const prefix = meantPrefix(name.registry.prefix);
      const location = bareName(name.text);
      const namespace = pathBelow(prefix);
      const alone = location !== '' && hostOf(location) === location && location !== 'docker.io';
      if (namespace === '' || !alone || isWildcard(location)) return [];
      const repository = hostOf(prefix) === 'docker.io' && namespace.includes('/');
      const text = `${location}/${namespace}`;
      return [
        {
          range: nodeRange(name.node),
          message: repository
            ? `Nothing is left of the image's name at this host: the location takes the place of the whole prefix, and every pull fails. Write ${shown(text, 'location')}.`
            : `The location takes the place of the whole prefix, so that "${namespace}" is missing at this host: an image is asked for directly below it. Write ${shown(text, 'location')} if it is there as it is here.`,
          ...(repository && { severity: 'error' as const }),
          fixes: respelling('Write the namespace behind the host', false, name, text),
        },
      ];
    }),
};
