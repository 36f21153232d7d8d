// `unqualified-search-registries = ["https://docker.io"]`.
import { isDomain } from '../../../go/reference.ts';
import type { Fix } from '../../../model/diagnostic.ts';
import { elements, type Node, nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { removal, stringEdit } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { rootOf } from '../facts.ts';
import { bareName, hasCredentials, hostOf, schemeOf, withoutScheme } from '../names.ts';
import { setting, settingNode } from '../tables.ts';
import { isSearchRegistry } from '../top-level.ts';

export const searchRegistry: Rule = {
  code: 'registries/search-registry',
  severity: 'error',
  title: 'A registry to search is not just a host',
  effect:
    'Engines refuse the file where one of `unqualified-search-registries` has a scheme or a path, or is empty. Each must be a host, with its port where it has one.',
  remedy: 'Write the host alone.',
  source: 'engines.md C.2, R16b, R16c, R16f, RC38',
  blocks: true,
  bad: { text: 'unqualified-search-registries = ["https://registry.example:5000"]\n' },
  good: { text: 'unqualified-search-registries = ["registry.example:5000"]\n' },
  fix: 'safe',
  fixed: { text: 'unqualified-search-registries = ["registry.example:5000"]\n' },
  check: (file) => {
    const list = setting(rootOf(file), 'unqualified-search-registries');
    const node = settingNode(rootOf(file), 'unqualified-search-registries');
    if (!node || !Array.isArray(list)) return [];
    return elements(node).flatMap((item, index) => {
      const text = list[index];
      if (typeof text !== 'string' || isSearchRegistry(text)) return [];
      return [
        {
          range: nodeRange(item),
          message: `Engines refuse ${shown(text, 'search registry')} as a registry to search, and the file with it: it must be a host, without scheme and path. Write the host alone.`,
          fixes: fixes(item, text, file),
        },
      ];
    });
  },
};

/** Whether the host alone is what was meant is sure unless HTTP or a namespace gets lost. */
function fixes(item: Node, text: string, { document }: OpenFile): readonly Fix[] {
  if (text.trim() === '') return removal('Take it out', true, document, [item]);
  const bare = bareName(text);
  const host = hostOf(bare);
  if (hasCredentials(text) || !isDomain(host)) return [];
  const safe = host === bare && schemeOf(text) !== 'http' && withoutScheme(text.trim()) !== '';
  return [{ title: `Write "${host}"`, safe, edits: [stringEdit(item, host)] }];
}
