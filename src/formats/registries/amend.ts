// Puts `[[registry.mirror]]` tables into registries.conf and takes them out.
import type { Finding } from '../../model/diagnostic.ts';
import { refusal } from '../../model/error.ts';
import {
  child,
  type Draft,
  type Effect,
  elements,
  insertElements,
  insertTree,
  type Node,
  nodeRange,
  removeNodes,
  type TomlTable,
  type TomlValue,
} from '../../toml/index.ts';
import type { Amendment, Insertion, OpenFile, Removal, WantedMirror } from '../adapter.ts';
import { byPlace, refuseBroken, spliced } from '../shared.ts';
import { shown } from '../shown.ts';
import { conflictsWithNew, tyingWildcard } from './conflicts.ts';
import { keptElement, type RegistryElement, registryElements } from './entries.ts';
import { locationText } from './location.ts';
import { isSet, nameIn, setting, settingNode } from './tables.ts';

/**
 * Throws `registries/conflicting-settings` where a new entry would make engines refuse the file,
 * `registries/wildcard-tie` where they would never use it, and `registries/unrewritable-location` or
 * `registries/trailing-slash` where what is there fails all pulls of the registry.
 */
export function insertIntoRegistries(insertions: readonly Insertion[], file: OpenFile): Amendment {
  refuseBroken(insertions, file);
  for (const { registry } of insertions) refuseTie(registry, file);
  const { root } = file.document;
  const key = nameIn(file.data, 'registry');
  const array = child(root, key);
  const drafts: Draft[] = [];
  const effects: Effect[] = [];
  const places = new Map<string, number>();
  for (const { registry, entry, additions } of insertions) {
    const owner = entry && keptElement(registry, file);
    if (!owner) continue;
    const digestsOnly = isSet(owner, 'mirror-by-digest-only');
    const tables = byPlace(additions, (wanted) => mirrorTable(wanted, digestsOnly));
    const name = nameIn(owner.data, 'mirror');
    const mirrors = child(owner.node, name);
    const list = owner.data[name];
    const value = spliced<TomlValue>(Array.isArray(list) ? list : [], tables);
    const own = mirrors
      ? [...tables].flatMap(([index, run]) => insertElements(mirrors, index, run))
      : insertTree(owner.node, { [name]: value });
    drafts.push(...own);
    effects.push({ op: 'set', path: [key, owner.index, name], value });
    places.set(registry, own[0]?.start ?? 0);
  }
  const fresh = insertions.filter(({ entry }) => !entry);
  refuseConflicts(fresh, file);
  const tables = fresh.map(registryTable);
  if (tables.length === 0) return { drafts, effects, places };
  const added = array
    ? insertElements(array, elements(array).length, tables)
    : insertTree(root, { [key]: tables });
  for (const value of tables) effects.push({ op: 'append', path: [key], value });
  for (const { registry } of fresh) places.set(registry, added[0]?.start ?? 0);
  return { drafts: [...drafts, ...added], effects, places };
}

/** An entry that says nothing but where its mirrors are goes with the last of them. */
export function removeFromRegistries(
  removals: readonly Removal[],
  file: OpenFile,
): Omit<Amendment, 'places'> {
  const byPrefix = new Map<string, RegistryElement[]>();
  for (const element of registryElements(file)) {
    const alike = byPrefix.get(element.prefix);
    if (alike) alike.push(element);
    else byPrefix.set(element.prefix, [element]);
  }
  const nodes = removals.flatMap(({ entry, mirrors }): readonly Node[] => {
    const whole = mirrors.length === entry.mirrors.length;
    const alike = byPrefix.get(entry.registry) ?? [];
    // A dropped element of the same prefix would come to life when the one before it goes.
    if (whole && alike.every(saysOnlyMirrors)) return alike.map(({ node }) => node);
    const owner = alike.find(({ node }) => node === entry.node);
    const array = owner && settingNode(owner, 'mirror');
    if (!array) return [];
    if (whole) return [array];
    const starts = new Set(mirrors.map(({ range }) => range.start));
    return elements(array).filter((element) => starts.has(nodeRange(element).start));
  });
  return removeNodes(file.document, nodes);
}

function refuseTie(registry: string, file: OpenFile): void {
  const wildcard = tyingWildcard(registry, file);
  if (!wildcard) return;
  const finding: Finding = {
    code: 'registries/wildcard-tie',
    severity: 'error',
    range: nodeRange(wildcard.node),
    message: `The wildcard ${shown(wildcard.prefix, 'prefix')} matches the same images as "${registry}" and is as long, and then engines take the wildcard: mirrors of "${registry}" would never be asked. Add them to the wildcard, or to namespaces such as "${registry}/team".`,
  };
  throw refusal([finding], file.lines);
}

function refuseConflicts(fresh: readonly Insertion[], file: OpenFile): void {
  const names = fresh.map(({ registry }) => registry);
  const [conflict, ...more] = conflictsWithNew(names, file);
  if (conflict) throw refusal([conflict, ...more], file.lines);
}

function registryTable({ registry, additions }: Insertion): TomlTable {
  const mirror = additions.map(({ wanted }) => mirrorTable(wanted, false));
  // A wildcard has no location of its own: without one, the image's own host stays (C.5).
  const location = registry.startsWith('*.') ? {} : { location: registry };
  return { prefix: registry, ...location, mirror };
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

function saysOnlyMirrors(element: RegistryElement): boolean {
  return Object.keys(element.data).every((key) => {
    const name = key.toLowerCase();
    if (name === 'location') return setting(element, name) === element.prefix;
    return name === 'mirror' || name === 'prefix';
  });
}
