// `location = "*.example.com"`.
import type { Fix } from '../../../model/diagnostic.ts';
import { nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { removal, renaming } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { isMirror, type Name, namesOf } from '../facts.ts';
import { bareName } from '../names.ts';
import { isWildcard } from '../prefixes.ts';
import { setting } from '../tables.ts';

export const wildcardInLocation: Rule = {
  code: 'registries/wildcard-in-location',
  severity: 'error',
  title: 'A location is a wildcard',
  effect:
    'The file loads, but every pull of the registry fails: the star would become part of the host that is asked. Only a prefix may be a wildcard; without a location, its images keep their own host.',
  remedy: 'Write the wildcard as `prefix`.',
  source: 'engines.md C.5, R10i, RC12',
  bad: {
    text: `[[registry]]
location = "*.example.com"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  good: {
    text: `[[registry]]
prefix = "*.example.com"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  fix: 'safe',
  fixed: {
    text: `[[registry]]
prefix = "*.example.com"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  check: (file) =>
    namesOf(file).flatMap((name) => {
      if (name.key === 'prefix' || !isWildcard(bareName(name.text))) return [];
      return [
        {
          range: nodeRange(name.node),
          message:
            'The location is a wildcard, and every pull of the registry fails: only a prefix can be one. Write prefix = "*.…" instead, without a location.',
          fixes: fixes(name, file),
        },
      ];
    }),
};

function fixes(name: Name, { document }: OpenFile): readonly Fix[] {
  if (isMirror(name)) return [];
  const prefix = setting(name.registry, 'prefix');
  if (prefix === undefined) return renaming('Write it as prefix', true, name.node, 'prefix');
  if (typeof prefix !== 'string' || bareName(prefix) !== bareName(name.text)) return [];
  return removal('Take the location out', true, document, [name.node]);
}
