// `[registries.insecure] registries = ["http://registry.example"]`.
import type { Fix } from '../../../model/diagnostic.ts';
import { withoutTrailingSlashes } from '../../../text/trailing.ts';
import { elements, type Node, nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { removal, stringEdit } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { hasCredentials, schemeOf, withoutScheme } from '../names.ts';
import { isWildcard } from '../prefixes.ts';
import { isSearchRegistry } from '../top-level.ts';
import { version1Lists } from '../version-1.ts';

export const version1Host: Rule = {
  code: 'registries/version-1-host',
  severity: 'error',
  title: 'A list of version 1 of the format has something that is no registry',
  effect:
    'Each item of `[registries.insecure]` and `[registries.block]` becomes a location, and each of `[registries.search]` a registry to search: engines refuse the file where one has a scheme or is empty, and a host alone is all that can be searched.',
  remedy: 'Write the host, with its port where it has one.',
  source: 'engines.md C.2, C.3, C.8, RC01, RC38',
  blocks: true,
  bad: { text: '[registries.insecure]\nregistries = ["http://registry.example:5000"]\n' },
  good: { text: '[registries.insecure]\nregistries = ["registry.example:5000"]\n' },
  fix: 'safe',
  fixed: { text: '[registries.insecure]\nregistries = ["registry.example:5000"]\n' },
  check: (file) =>
    version1Lists(file).flatMap(({ name, node, value }) => {
      if (!Array.isArray(value)) return [];
      return elements(node).flatMap((item, index) => {
        const host = value[index];
        if (typeof host !== 'string' || isTaken(name, host)) return [];
        return [
          {
            range: nodeRange(item),
            message: `An item of [registries.${name}] is no registry, and engines refuse the file. Write the host alone, without scheme.`,
            fixes: fixes(name, item, host, file),
          },
        ];
      });
    }),
};

function isTaken(list: string, host: string): boolean {
  if (list === 'search') return isSearchRegistry(host);
  const trimmed = withoutTrailingSlashes(host);
  const form = !isWildcard(trimmed) || !/[/@:]/.test(trimmed);
  return trimmed !== '' && !/^https?:\/\//.test(trimmed) && form;
}

/** To search over HTTP, `insecure` would have to be said elsewhere. */
function fixes(list: string, item: Node, host: string, { document }: OpenFile): readonly Fix[] {
  if (host.trim() === '') return removal('Take it out', true, document, [item]);
  const text = withoutTrailingSlashes(withoutScheme(host));
  if (hasCredentials(host) || !isSearchRegistry(text)) return [];
  const safe = list !== 'search' || schemeOf(host) !== 'http';
  return [{ title: `Write "${text}"`, safe, edits: [stringEdit(item, text)] }];
}
