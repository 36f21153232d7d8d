// `short-name-mode` below a `[[registry]]`.
import type { Fix } from '../../../model/diagnostic.ts';
import {
  child,
  insertTree,
  type Node,
  nodeRange,
  removeNodes,
  settle,
  valueRange,
} from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Fault, Rule } from '../../rule.ts';
import { registriesOf, rootOf } from '../facts.ts';
import { FILE_KEYS } from '../keys.ts';
import { nameIn, setting, type Table, tableAt } from '../tables.ts';
import { isTopLevelValue } from '../top-level.ts';

export const keyAfterTable: Rule = {
  code: 'registries/key-after-table',
  severity: 'warning',
  title: 'A setting of the whole file stands below a table header',
  effect:
    'In TOML a key belongs to the header above it. `short-name-mode` below `[[registry]]` is a key of that registry, where no engine looks for it, and the setting has no effect. Below `[aliases]` it is an alias, and a wrong one: engines refuse the file.',
  remedy: 'Move it above the first header.',
  source: 'engines.md C.2, C.9, R16, RC33',
  blocks: true,
  bad: { text: '[[registry]]\nlocation = "docker.io"\nshort-name-mode = "enforcing"\n' },
  good: { text: 'short-name-mode = "enforcing"\n\n[[registry]]\nlocation = "docker.io"\n' },
  fix: 'safe',
  fixed: { text: 'short-name-mode = "enforcing"\n\n[[registry]]\nlocation = "docker.io"\n' },
  check: (file) => {
    const aliases = tableAt(rootOf(file), 'aliases');
    return [
      ...registriesOf(file).flatMap((registry) =>
        [registry, ...registry.mirrors].flatMap((table) =>
          strayKeys(table).map((key) => fault(key, table, 'warning', file)),
        ),
      ),
      ...(aliases ? strayKeys(aliases).map((key) => fault(key, aliases, 'error', file)) : []),
    ];
  },
};

/** Keys of the whole file with a value, not a table. */
function strayKeys({ data }: Table): readonly string[] {
  const types = ['string', 'strings'];
  return Object.keys(FILE_KEYS).filter(
    (key) => types.includes(FILE_KEYS[key] ?? '') && Object.hasOwn(data, nameIn(data, key)),
  );
}

function fault(key: string, table: Table, severity: 'warning' | 'error', file: OpenFile): Fault {
  const node = child(table.node, nameIn(table.data, key));
  const why =
    severity === 'error'
      ? 'here it is an alias, which must stand for an image, and engines refuse the file'
      : 'here it is a key of the table above it, where no engine looks for it';
  return {
    range: nodeRange(node ?? table.node),
    severity,
    message: `"${key}" is a setting of the whole file: ${why}. Move it above the first header.`,
    fixes: node ? fixes(key, node, table, file) : [],
  };
}

/** Safe where the file then says something that engines take. */
function fixes(key: string, node: Node, table: Table, file: OpenFile): readonly Fix[] {
  const { document } = file;
  const range = valueRange(node);
  const value = setting(table, key);
  const raw = range && document.text.slice(range.start, range.end);
  if (raw === undefined || raw.includes('@') || setting(rootOf(file), key) !== undefined) return [];
  // The value goes along as it is written, with its lines and comments.
  const added = insertTree(document.root, { [key]: 0 }).map((draft) => ({
    ...draft,
    text: draft.text.replace('0', () => raw),
  }));
  const edits = settle([...removeNodes(document, [node]).drafts, ...added]);
  return [{ title: 'Move it above the first header', safe: isTopLevelValue(key, value), edits }];
}
