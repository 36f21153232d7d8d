// A registry without mirrors hides one that has them.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { registriesOf } from '../facts.ts';
import { bareName } from '../names.ts';
import { longestMatch } from '../prefixes.ts';
import { isSet, locationOf } from '../tables.ts';

export const narrowerEntry: Rule = {
  code: 'registries/narrower-entry',
  severity: 'warning',
  title: 'A more specific registry takes images away from the mirrors of a wider one',
  effect:
    'Only the `[[registry]]` with the longest prefix counts, and nothing is inherited: an image of `docker.io/library` with a registry of its own does not come from the mirrors of `docker.io`.',
  remedy: 'Give the more specific registry the mirrors too, or take it out.',
  source: 'engines.md C.5',
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"

[[registry]]
location = "docker.io/library"
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"

[[registry]]
location = "docker.io/library"
blocked = true
`,
  },
  fix: 'none',
  check: (file) => {
    const registries = registriesOf(file);
    const mirrored = registries.some(({ mirrors }) => mirrors.length > 0);
    if (!mirrored) return [];
    return registries.flatMap((registry) => {
      const { prefix, mirrors, node } = registry;
      const location = bareName(locationOf(registry, 'location'));
      const redirected = location !== '' && location !== bareName(prefix);
      if (mirrors.length > 0 || redirected || isSet(registry, 'blocked')) return [];
      const others = registries.filter((other) => other.prefix !== prefix);
      const wider = longestMatch(others, prefix);
      if (!wider || wider.mirrors.length === 0) return [];
      return [
        {
          range: nodeRange(node),
          message: `This registry has no mirrors and is more specific than ${shown(wider.prefix, 'prefix')}, which has some: they do not serve its images. Give it the mirrors too, or take it out.`,
        },
      ];
    });
  },
};
