// `*.example.com`, and nothing for `example.com`.
import type { Fix } from '../../../model/diagnostic.ts';
import { insertElements, nodeRange, settle, type TomlTable } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Rule } from '../../rule.ts';
import { prefixesOf, type Registry, registriesOf, rootOf } from '../facts.ts';
import { MIRROR_KEYS } from '../keys.ts';
import { hasCredentials } from '../names.ts';
import { isWildcard, longestMatch } from '../prefixes.ts';
import { locationOf, setting, settingNode, type Table } from '../tables.ts';

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
  check: (file) => {
    const registries = registriesOf(file);
    return prefixesOf(file).flatMap(({ node, registry }) => {
      const apex = registry.prefix.slice('*.'.length);
      const wildcard = isWildcard(registry.prefix) && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(apex);
      if (!wildcard || longestMatch(registries, apex)) return [];
      return [
        {
          range: nodeRange(node),
          message: `The wildcard stands for hosts below "${apex}" and not for "${apex}" itself. Add a [[registry]] for it if images are pulled from there too.`,
          // No image of Docker Hub is named by a host below it.
          ...(apex === 'docker.io' &&
            registry.mirrors.length > 0 && { severity: 'error' as const }),
          fixes: fixes(apex, registry, file),
        },
      ];
    });
  },
};

function fixes(apex: string, registry: Registry, file: OpenFile): readonly Fix[] {
  const array = settingNode(rootOf(file), 'registry');
  const mirrors = registry.mirrors.map(copyOf);
  const names = [locationOf(registry, 'location'), ...mirrors.map(({ location }) => location)];
  if (!array || names.some((name) => typeof name !== 'string' || hasCredentials(name))) return [];
  const table: TomlTable = {
    prefix: apex,
    location: locationOf(registry, 'location') || apex,
    ...(mirrors.length > 0 ? { mirror: mirrors } : {}),
  };
  const edits = settle(insertElements(array, registry.index + 1, [table]));
  return [{ title: `Add a registry for "${apex}"`, safe: false, edits }];
}

/** What engines read of a mirror. */
function copyOf(mirror: Table): TomlTable {
  return Object.fromEntries(
    Object.keys(MIRROR_KEYS).flatMap((key) => {
      const value = setting(mirror, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
