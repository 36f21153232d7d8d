// `[[registry.mirrors]]`.
import { isTable, nodeRange, type TomlTable } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { registriesOf } from '../facts.ts';
import { bareName, beginsNames } from '../names.ts';
import { setting, settingNode } from '../tables.ts';

export const mirrorsPlural: Rule = {
  code: 'registries/mirrors-plural',
  severity: 'error',
  title: 'The mirrors of a registry are named `mirrors`',
  effect:
    'The key is `mirror`. `mirrors` is not known, and engines pass over it, in silence but for their debug log: none of these mirrors is used.',
  remedy: 'Write `[[registry.mirror]]` for each mirror.',
  source: 'engines.md C.3, R15d, R15j, RC31',
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirrors]]
location = "hub.example.net"
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
  check: (file) =>
    registriesOf(file).flatMap((registry) => {
      const node = settingNode(registry, 'mirrors');
      const value = setting(registry, 'mirrors');
      if (!node || value === undefined) return [];
      const tables = isTable(value) ? [value] : Array.isArray(value) ? value : [];
      const taken = setting(registry, 'mirror') !== undefined;
      return [
        {
          range: nodeRange(node),
          message:
            'The key is "mirror": engines pass over "mirrors", and none of these mirrors is used. Write [[registry.mirror]] for each.',
          fixes:
            tables.every(isTable) && !taken
              ? renaming('Write "mirror"', tables.every(isPlain), node, 'mirror')
              : [],
        },
      ];
    }),
};

/** Whether nothing is wrong with a mirror that comes to life. */
function isPlain(data: TomlTable): boolean {
  const location = setting({ data }, 'location');
  const keys = Object.keys(data).every(
    (key) => key === 'location' || (key === 'insecure' && typeof data[key] === 'boolean'),
  );
  if (!keys || typeof location !== 'string') return false;
  return location === bareName(location) && beginsNames(location);
}
