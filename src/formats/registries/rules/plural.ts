// `[[registries]]`.
import { isTable, nodeKind, nodeRange } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { rootOf } from '../facts.ts';
import { nameIn, setting, settingNode } from '../tables.ts';

export const plural: Rule = {
  code: 'registries/plural',
  severity: 'error',
  title: 'An array or value is named `registries`',
  effect:
    '`registries` is the table of version 1 of the format. Engines refuse a file that has anything else under this name.',
  remedy: 'Write `[[registry]]`.',
  source: 'engines.md C.3, R15b, RC30',
  blocks: true,
  bad: { text: '[[registries]]\nlocation = "docker.io"\n' },
  good: { text: '[[registry]]\nlocation = "docker.io"\n' },
  fix: 'safe',
  fixed: { text: '[[registry]]\nlocation = "docker.io"\n' },
  check: (file) => {
    const root = rootOf(file);
    const node = settingNode(root, 'registries');
    const value = setting(root, 'registries');
    if (!node || nodeKind(node) === 'table') return [];
    const tables = Array.isArray(value) && value.length > 0 && value.every(isTable);
    const taken = setting(root, 'registry') !== undefined;
    return [
      {
        range: nodeRange(node),
        message: `"${nameIn(root.data, 'registries')}" is the table of version 1 of the format, and engines refuse a file where it is anything else. Write [[registry]] for each registry.`,
        fixes: tables && !taken ? renaming('Write "registry"', true, node, 'registry') : [],
      },
    ];
  },
};
