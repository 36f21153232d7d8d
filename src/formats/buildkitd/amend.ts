// Puts mirrors into `[registry."HOST"]`, with tables of their own where they have settings, and
// takes both out.
import {
  type Draft,
  type Effect,
  elements,
  insertElements,
  insertTree,
  type Node,
  nodeAt,
  nodeData,
  nodeRange,
  removeNodes,
  type TomlTable,
  type TomlValue,
} from '../../toml/index.ts';
import type { Amendment, Insertion, OpenFile, Removal } from '../adapter.ts';
import { byPlace, spliced } from '../shared.ts';
import { mirrorText } from './address.ts';
import { mirrorsNode } from './entries.ts';
import { isWhole, newTables, orphanedHosts } from './own-tables.ts';
import { settingName } from './release.ts';
import { tableOf } from './settings.ts';

export function insertIntoBuildkitd(insertions: readonly Insertion[], file: OpenFile): Amendment {
  const own = newTables(insertions, file);
  const fresh = table();
  const drafts: Draft[] = [];
  const effects: Effect[] = [];
  const places = new Map<string, number>();
  const say = (host: string, entries: TomlTable): void => {
    fresh[host] = Object.assign(table(), fresh[host], entries);
    for (const [key, value] of Object.entries(entries)) {
      effects.push({ op: 'set', path: ['registry', host, key], value });
    }
  };
  for (const { registry, additions } of insertions) {
    const texts = byPlace(additions, ({ endpoint }) => mirrorText(endpoint));
    const array = mirrorsNode(registry, file);
    if (array) {
      const list = nodeData(array);
      const added = [...texts].flatMap(([index, run]) => insertElements(array, index, run));
      drafts.push(...added);
      places.set(registry, added[0]?.start ?? 0);
      const value = spliced<TomlValue>(Array.isArray(list) ? list : [], texts);
      effects.push({ op: 'set', path: ['registry', registry, array.key ?? 'mirrors'], value });
    } else say(registry, { mirrors: [...texts.values()].flat() });
    for (const { wanted } of additions) {
      const { host } = wanted.endpoint;
      const settings = own.get(host);
      if (settings) say(host, settings);
    }
  }
  if (Object.keys(fresh).length === 0) return { drafts, effects, places };
  const added = insertTree(file.document.root, { registry: fresh });
  for (const { registry } of insertions) {
    if (!places.has(registry)) places.set(registry, added[0]?.start ?? 0);
  }
  return { drafts: [...drafts, ...added], effects, places };
}

/** A registry's table that says nothing but its mirrors goes with the last of them. */
export function removeFromBuildkitd(
  removals: readonly Removal[],
  file: OpenFile,
): Omit<Amendment, 'places'> {
  const orphans = orphanedHosts(removals, file);
  const nodes = new Set<Node>();
  for (const removal of removals) {
    const { entry, mirrors } = removal;
    const array = mirrorsNode(entry.registry, file);
    if (!isWhole(removal)) {
      const starts = new Set(mirrors.map(({ range }) => range.start));
      const items = array ? elements(array) : [];
      for (const item of items) if (starts.has(nodeRange(item).start)) nodes.add(item);
    } else if (saysOnlyMirrors(entry.registry, file)) nodes.add(entry.node);
    else if (array && !orphans.has(entry.registry)) nodes.add(array);
  }
  for (const host of orphans) {
    const node = nodeAt(file.document.root, ['registry', host]);
    if (node) nodes.add(node);
  }
  return removeNodes(file.document, [...nodes]);
}

function saysOnlyMirrors(registry: string, file: OpenFile): boolean {
  const data = tableOf(registry, file) ?? {};
  const mirrors = settingName(data, 'mirrors', file);
  return Object.keys(data).every((key) => key === mirrors);
}

function table(): TomlTable {
  return Object.create(null) as TomlTable;
}
