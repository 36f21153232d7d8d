// Puts `[[registry.mirror]]` tables into registries.conf and takes them out.
import {
  child,
  type Draft,
  type Effect,
  elements,
  insertElements,
  insertTree,
  type Node,
  nodeAt,
  nodeRange,
  removeNodes,
  type TomlTable,
  type TomlValue,
} from '../../toml/index.ts';
import type { Amendment, Insertion, OpenFile, Removal, WantedMirror } from '../adapter.ts';
import { type RegistryElement, registryElements } from './entries.ts';
import { locationText } from './location.ts';

export function insertIntoRegistries(insertions: readonly Insertion[], file: OpenFile): Amendment {
  const { root } = file.document;
  const array = child(root, 'registry');
  const drafts: Draft[] = [];
  const effects: Effect[] = [];
  const fresh: TomlTable[] = [];
  const places = new Map<string, number>();
  for (const { registry, entry, additions } of insertions) {
    if (!entry) {
      const mirror = additions.map(({ wanted }) => mirrorTable(wanted, false));
      fresh.push({ prefix: registry, ...upstream(registry), mirror });
      continue;
    }
    const owner = registryElements(file).find(({ node }) => node === entry.node);
    if (!owner) continue;
    const digestsOnly = owner.data['mirror-by-digest-only'] === true;
    const tables = additions.map(({ index, wanted }) => ({
      index,
      table: mirrorTable(wanted, digestsOnly),
    }));
    const mirrors = child(entry.node, 'mirror');
    const path = ['registry', owner.index, 'mirror'];
    const list = owner.data['mirror'];
    const there = mirrors !== undefined && Array.isArray(list);
    const value = there ? spliced(list, tables) : tables.map(({ table }) => table);
    const own = there
      ? [...grouped(tables)].flatMap(([index, run]) => insertElements(mirrors, index, run))
      : insertTree(entry.node, { mirror: value });
    drafts.push(...own);
    effects.push({ op: 'set', path, value });
    places.set(registry, own[0]?.start ?? 0);
  }
  for (const value of fresh) effects.push({ op: 'append', path: ['registry'], value });
  if (fresh.length === 0) return { drafts, effects, places };
  const added = array
    ? insertElements(array, elements(array).length, fresh)
    : insertTree(root, { registry: fresh });
  for (const { registry, entry } of insertions) {
    if (!entry) places.set(registry, added[0]?.start ?? 0);
  }
  return { drafts: [...drafts, ...added], effects, places };
}

/** An entry that says nothing but where its mirrors are goes with the last of them. */
export function removeFromRegistries(
  removals: readonly Removal[],
  file: OpenFile,
): Omit<Amendment, 'places'> {
  const nodes = removals.flatMap(({ entry, mirrors }): readonly Node[] => {
    const whole = mirrors.length === entry.mirrors.length;
    const alike = registryElements(file).filter(({ prefix }) => prefix === entry.registry);
    // A dropped element of the same prefix would come to life when the one before it goes.
    if (whole && alike.every(saysOnlyMirrors)) return alike.map(({ node }) => node);
    const array = nodeAt(entry.node, ['mirror']);
    if (!array) return [];
    if (whole) return [array];
    const starts = new Set(mirrors.map(({ range }) => range.start));
    return elements(array).filter((element) => starts.has(nodeRange(element).start));
  });
  return removeNodes(file.document, nodes);
}

/** A wildcard has no location of its own: without one, the image's own host stays (C.5). */
function upstream(registry: string): TomlTable {
  return registry.startsWith('*.') ? {} : { location: registry };
}

function mirrorTable({ mirror, endpoint }: WantedMirror, digestsOnly: boolean): TomlTable {
  return {
    location: locationText(endpoint),
    ...(endpoint.scheme === 'http' ? { insecure: true } : {}),
    ...(mirror.capabilities?.length === 1 && !digestsOnly
      ? { 'pull-from-mirror': 'digest-only' }
      : {}),
  };
}

function saysOnlyMirrors({ data, prefix }: RegistryElement): boolean {
  return Object.keys(data).every(
    (key) =>
      key === 'mirror' || key === 'prefix' || (key === 'location' && data['location'] === prefix),
  );
}

type Placed = readonly { readonly index: number; readonly table: TomlTable }[];

function grouped(tables: Placed): ReadonlyMap<number, readonly TomlTable[]> {
  const byIndex = new Map<number, TomlTable[]>();
  for (const { index, table } of tables) byIndex.set(index, [...(byIndex.get(index) ?? []), table]);
  return byIndex;
}

function spliced(list: readonly TomlValue[], tables: Placed): TomlValue[] {
  const result: TomlValue[] = [];
  for (let at = 0; at <= list.length; at++) {
    for (const { index, table } of tables)
      if (Math.min(index, list.length) === at) result.push(table);
    const value = list[at];
    if (value !== undefined) result.push(value);
  }
  return result;
}
