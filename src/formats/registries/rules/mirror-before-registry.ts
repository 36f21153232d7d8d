// `[[registry.mirror]]` without a `[[registry]]` above it.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { rootOf } from '../facts.ts';
import { isBareMirror } from '../shapes.ts';
import { settingNode } from '../tables.ts';

export const mirrorBeforeRegistry: Rule = {
  code: 'registries/mirror-before-registry',
  severity: 'error',
  title: 'A mirror stands before any registry',
  effect:
    '`[[registry.mirror]]` belongs to the `[[registry]]` above it. Without one engines refuse the file; where a `[[registry]]` follows further down, the text is no TOML.',
  remedy: 'Put the `[[registry]]` that the mirror is for above it.',
  source: 'engines.md C.3, R15e, RC32',
  blocks: true,
  bad: { text: '[[registry.mirror]]\nlocation = "hub.example.net"\n' },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  fix: 'none',
  check: (file) => {
    const node = settingNode(rootOf(file), 'registry');
    if (!node || !isBareMirror(file)) return [];
    return [
      {
        range: nodeRange(node),
        message:
          'There is no [[registry]] above this mirror that it could be for, and engines refuse the file. Put the [[registry]] above it.',
      },
    ];
  },
};
