// `blocked = true` beside `[[registry.mirror]]`.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { registriesOf } from '../facts.ts';
import { isSet, settingNode } from '../tables.ts';

export const blockedWithMirrors: Rule = {
  code: 'registries/blocked-with-mirrors',
  severity: 'warning',
  title: 'A blocked registry has mirrors',
  effect:
    'Only the registry itself is blocked. Its mirrors are tried all the same, so that images of it can be pulled; the manual page says that they cannot.',
  remedy:
    'Nothing, if images shall come from the mirrors alone. Take the mirrors out if no image of the registry may be pulled.',
  source: 'engines.md C.3, S1, RC23',
  bad: {
    text: `[[registry]]
location = "docker.io"
blocked = true

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  good: { text: '[[registry]]\nlocation = "docker.io"\nblocked = true\n' },
  fix: 'none',
  check: (file) =>
    registriesOf(file).flatMap((registry) => {
      const node = settingNode(registry, 'blocked');
      if (!node || !isSet(registry, 'blocked') || registry.mirrors.length === 0) return [];
      return [
        {
          range: nodeRange(node),
          message:
            'Only the registry itself is blocked: its mirrors are tried all the same. Take them out if no image of it may be pulled.',
        },
      ];
    }),
};
