// Forms of a file that are no `[[registry]]` at all (engines.md C.3).
import { nodeKind, ownSection, valueRange } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { rootOf } from './facts.ts';
import { settingNode, tableAt } from './tables.ts';

/** Whether `[[registry.mirror]]` stands without any `[[registry]]`. */
export function isBareMirror(file: OpenFile): boolean {
  const registry = tableAt(rootOf(file), 'registry');
  if (!registry || ownSection(registry.node) || valueRange(registry.node)) return false;
  const mirror = settingNode(registry, 'mirror');
  const alone = Object.keys(registry.data).length === 1;
  return alone && mirror !== undefined && nodeKind(mirror) === 'array' && !valueRange(mirror);
}
