// Two `[[registry]]` for `docker.io`.
import type { Fix } from '../../../model/diagnostic.ts';
import { nodeRange, sameData, type TomlTable } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { type Registry, registriesOf } from '../facts.ts';
import { locationOf, type Table } from '../tables.ts';

export const duplicatePrefix: Rule = {
  code: 'registries/duplicate-prefix',
  severity: 'error',
  title: 'A second registry has the prefix of an earlier one',
  effect:
    'Of two `[[registry]]` with one prefix in a file, engines take the first and drop the second, its mirrors included, without a word. Between files the last one counts, as a whole.',
  remedy: 'Put all mirrors and settings into one `[[registry]]`.',
  source: 'engines.md C.10, R12, RC20',
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"

[[registry]]
location = "docker.io"
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
  check: (file) => {
    const first = new Map<string, Registry>();
    return registriesOf(file).flatMap((registry) => {
      const kept = first.get(registry.prefix);
      if (!kept) first.set(registry.prefix, registry);
      if (!kept || registry.prefix === '') return [];
      return [
        {
          range: nodeRange(registry.node),
          message: `An earlier [[registry]] of this file has ${shown(registry.prefix, 'prefix')} too: engines take that one, and drop this one with all its mirrors and settings. Put them into one.`,
          ...(saysNothingNew(registry, kept) && { severity: 'warning' as const }),
          fixes: fixes(registry, kept, file),
        },
      ];
    });
  },
};

function fixes(registry: Registry, kept: Registry, { document }: OpenFile): readonly Fix[] {
  const safe = saysNothingNew(registry, kept);
  return removal('Take the second one out', safe, document, [registry.node]);
}

/** Whether nothing is lost with the second. */
function saysNothingNew(registry: Registry, kept: Registry): boolean {
  return (
    locationOf(registry, 'location') === locationOf(kept, 'location') &&
    sameData(
      settingsOf(registry, ['prefix', 'location', 'mirror', 'mirrors']),
      settingsOf(kept, ['prefix', 'location', 'mirror', 'mirrors']),
    ) &&
    registry.mirrors.every(({ data }) => kept.mirrors.some((other) => sameData(data, other.data)))
  );
}

/** What a table says besides some keys. */
function settingsOf({ data }: Table, without: readonly string[]): TomlTable {
  return Object.fromEntries(
    Object.entries(data).filter(([key]) => !without.includes(key.toLowerCase())),
  );
}
