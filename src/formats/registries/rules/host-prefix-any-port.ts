// `location = "registry.example"` while the file also speaks of `registry.example:5000`.
import { isTable, nodeRange, type TomlValue } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { prefixesOf, registriesOf, rootOf } from '../facts.ts';
import { hostOf } from '../names.ts';
import { longestMatch } from '../prefixes.ts';
import { setting } from '../tables.ts';

export const hostPrefixAnyPort: Rule = {
  code: 'registries/host-prefix-any-port',
  severity: 'warning',
  title: 'A registry without a port is used for a port of its host',
  effect:
    'A prefix that is a host alone matches that host with any port too, and the port stays: with the prefix `registry.example` and the location `hub.example.net`, `registry.example:5000/app` is asked for at `hub.example.net:5000`. Here the search list or an alias names such a port.',
  remedy: 'Give the port a `[[registry]]` of its own, or write the port that is meant.',
  source: 'engines.md C.5, R11f, RC44',
  bad: {
    text: `unqualified-search-registries = ["registry.example:5000"]

[[registry]]
location = "registry.example"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  good: {
    text: `unqualified-search-registries = ["registry.example:5000"]

[[registry]]
location = "registry.example:5000"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  fix: 'none',
  check: (file) => {
    const registries = registriesOf(file);
    const caught = new Map<number, string>();
    for (const name of namedPorts(file)) {
      const owner = longestMatch(registries, name);
      if (owner && owner.prefix === hostOf(name).replace(/:[0-9]+$/, ''))
        caught.set(owner.index, hostOf(name));
    }
    return prefixesOf(file).flatMap(({ node, registry }) => {
      const port = caught.get(registry.index);
      if (port === undefined) return [];
      return [
        {
          range: nodeRange(node),
          message: `This registry matches ${shown(port, 'host')} too, which the file names elsewhere: a prefix without a port stands for all ports. Give that port a [[registry]] of its own.`,
        },
      ];
    });
  },
};

/** Hosts with a port, and what is below them, that short names are looked up as. */
function namedPorts(file: OpenFile): readonly string[] {
  const search = setting(rootOf(file), 'unqualified-search-registries');
  const aliases = setting(rootOf(file), 'aliases');
  const names: readonly TomlValue[] = [
    ...(Array.isArray(search) ? search : []),
    ...(isTable(aliases) ? Object.values(aliases) : []),
  ];
  return names.filter(
    (name): name is string => typeof name === 'string' && /:[0-9]+$/.test(hostOf(name)),
  );
}
