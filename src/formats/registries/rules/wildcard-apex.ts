// `*.example.com`, and nothing for `example.com`.
import type { Fix } from '../../../model/diagnostic.ts';
import { insertElements, isTable, nodeRange, settle, type TomlTable } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Rule } from '../../rule.ts';
import { prefixesOf, type Registry, registriesOf, rootOf } from '../facts.ts';
import { hasCredentials } from '../names.ts';
import { isWildcard, longestMatch } from '../prefixes.ts';
import { locationOf, setting, settingNode } from '../tables.ts';

export const wildcardApex: Rule = {
  code: 'registries/wildcard-apex',
  severity: 'info',
  title: 'A wildcard does not stand for the domain itself',
  effect:
    '`*.example.com` matches `a.example.com` and `a.b.example.com`, with any port, but not `example.com`. Its images are pulled past these mirrors.',
  remedy: 'Add a `[[registry]]` for the domain if images are pulled from it too.',
  source: 'engines.md C.5, R10b, RC13',
  bad: {
    text: `[[registry]]
prefix = "*.example.com"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  good: {
    text: `[[registry]]
prefix = "*.example.com"

[[registry.mirror]]
location = "hub.example.net"

[[registry]]
prefix = "example.com"
location = "example.com"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  fix: 'ask',
  check: (file) =>
    prefixesOf(file).flatMap(({ node, registry }) => {
      const apex = registry.prefix.slice('*.'.length);
      const wildcard = isWildcard(registry.prefix) && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(apex);
      if (!wildcard || longestMatch(registriesOf(file), apex)) return [];
      return [
        {
          range: nodeRange(node),
          message: `The wildcard stands for hosts below "${apex}" and not for "${apex}" itself. Add a [[registry]] for it if images are pulled from there too.`,
          fixes: fixes(apex, registry, file),
        },
      ];
    }),
};

function fixes(apex: string, registry: Registry, file: OpenFile): readonly Fix[] {
  const array = settingNode(rootOf(file), 'registry');
  const mirrors = setting(registry, 'mirror');
  const tables = Array.isArray(mirrors) ? mirrors.filter(isTable) : [];
  const secret = registry.mirrors.some((mirror) => hasCredentials(locationOf(mirror, 'location')));
  if (!array || secret || tables.length !== registry.mirrors.length) return [];
  const table: TomlTable = {
    prefix: apex,
    location: locationOf(registry, 'location') || apex,
    ...(tables.length > 0 ? { mirror: tables } : {}),
  };
  const edits = settle(insertElements(array, registry.index + 1, [table]));
  return [{ title: `Add a registry for "${apex}"`, safe: false, edits }];
}
