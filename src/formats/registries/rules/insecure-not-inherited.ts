// `insecure = true` in the registry, or in another one for the mirror's host, and not in the mirror.
import { insertTree, nodeRange, settle } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { isMirror, type Name, namesOf, type Registry, registriesOf } from '../facts.ts';
import { bareName, hostOf } from '../names.ts';
import { longestMatch } from '../prefixes.ts';
import { isSet, locationOf, setting } from '../tables.ts';

export const insecureNotInherited: Rule = {
  code: 'registries/insecure-not-inherited',
  severity: 'warning',
  title: '`insecure` is said of a mirror’s host, but not in the mirror',
  effect:
    '`insecure` holds for the location beside it alone. A mirror takes it neither from its registry nor from another `[[registry]]` for its host: it is asked over HTTPS with a valid certificate or not at all, and then the next one serves the image.',
  remedy: 'Write `insecure = true` in the `[[registry.mirror]]`, if the mirror needs it.',
  source: 'engines.md C.3, S2, S2b, RC24',
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net:5000"

[[registry]]
location = "hub.example.net:5000"
insecure = true
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net:5000"
insecure = true

[[registry]]
location = "hub.example.net:5000"
insecure = true
`,
  },
  fix: 'ask',
  check: (file) => {
    const registries = registriesOf(file);
    return namesOf(file).flatMap((name) => {
      if (!isMirror(name) || setting(name.table, 'insecure') !== undefined) return [];
      const source = sourceOf(name, registries);
      if (source === undefined) return [];
      const edits = settle(insertTree(name.table.node, { insecure: true }));
      return [
        {
          range: nodeRange(name.node),
          message: `${source} has insecure = true, and mirrors do not inherit it: this one is asked over HTTPS with a valid certificate or not at all. Write insecure = true here too if it needs it.`,
          ...(source === OWN && { severity: 'info' as const }),
          fixes: [{ title: 'Write insecure = true in the mirror', safe: false, edits }],
        },
      ];
    });
  },
};

const OWN = 'The registry';

/** What says `insecure` that could be meant for the mirror. */
function sourceOf({ text, registry }: Name, registries: readonly Registry[]): string | undefined {
  const location = bareName(text);
  const other = longestMatch(registries, location);
  if (other && other.index !== registry.index && isSet(other, 'insecure'))
    return 'The [[registry]] of this mirror’s host';
  if (!isSet(registry, 'insecure')) return undefined;
  const same = hostOf(bareName(locationOf(registry, 'location'))) === hostOf(location);
  return same ? 'The registry on the same host' : OWN;
}
