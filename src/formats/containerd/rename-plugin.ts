// Puts a `registry` table under another plugin's name, wherever and however the text names it.
import type { Fix } from '../../model/diagnostic.ts';
import type { TextEdit } from '../../text/edit.ts';
import { partKeys, stringText } from '../../toml/index.ts';
import type { Registry } from './facts.ts';

/** No fix where the text names the table apart from its plugin, as in `[plugins.x]` `registry = {}`. */
export function movedUnder(registry: Registry, plugin: string, safe: boolean): readonly Fix[] {
  const { document, depth } = registry.node;
  const edits: TextEdit[] = [];
  for (const part of registry.node.parts) {
    const key = partKeys(document, part)[depth - 2 - part.base];
    if (!key) return [];
    const quote = document.text[key.start] === "'" ? "'" : '"';
    edits.push({ start: key.start, end: key.end, text: stringText(plugin, quote) });
  }
  return [{ title: `Move the registry table to "${plugin}"`, safe, edits }];
}
