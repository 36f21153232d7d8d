// `prefix = "docker.io"` alone.
import { keyRange, nodeRange } from '../../../toml/index.ts';
import { insertion } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { registriesOf } from '../facts.ts';
import { bareName, hasCredentials } from '../names.ts';
import { isWildcard } from '../prefixes.ts';
import { locationOf, setting, settingNode } from '../tables.ts';

export const prefixWithoutLocation: Rule = {
  code: 'registries/prefix-without-location',
  severity: 'error',
  title: 'A registry has a prefix but no location',
  effect:
    'Engines refuse the file: "location is unset". Only a location without a prefix stands for both; the manual page reads as if it went either way. A wildcard prefix needs no location.',
  remedy: 'Write the prefix as `location` too, or where the images are.',
  source: 'engines.md C.3, R3, RC04',
  blocks: true,
  bad: { text: '[[registry]]\nprefix = "docker.io"\n' },
  good: { text: '[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n' },
  fix: 'safe',
  fixed: { text: '[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n' },
  check: (file) =>
    registriesOf(file).flatMap((registry) => {
      const prefix = setting(registry, 'prefix');
      const location = setting(registry, 'location');
      if (typeof prefix !== 'string' || prefix === '' || isWildcard(prefix)) return [];
      if (
        typeof location === 'string'
          ? locationOf(registry, 'location') !== ''
          : location !== undefined
      )
        return [];
      const bare = bareName(prefix);
      const node = settingNode(registry, 'prefix');
      const plain = location === undefined && bare !== '' && !hasCredentials(prefix);
      const title = 'Write the prefix as location too';
      return [
        {
          range: node ? keyRange(node) : nodeRange(registry.node),
          message: `The registry ${shown(prefix, 'prefix')} has a prefix but no location, and engines refuse the file. Write location = "…" beside it.`,
          fixes: plain ? insertion(title, true, registry.node, { location: bare }) : [],
        },
      ];
    }),
};
