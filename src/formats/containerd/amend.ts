// Puts endpoints into `registry.mirrors` and takes them out.
import {
  child,
  type Draft,
  dataAt,
  type Effect,
  elements,
  insertElements,
  insertTree,
  isTable,
  type Node,
  nodeAt,
  nodeRange,
  removeNodes,
  type TomlTable,
  type TomlValue,
} from '../../toml/index.ts';
import type {
  Amendment,
  Insertion,
  MirrorEntry,
  OpenFile,
  Removal,
  WantedMirror,
} from '../adapter.ts';
import { refuseBroken } from '../shared.ts';
import { containerdEntries, endpointNode } from './entries.ts';
import { needsEmptyConfigPath } from './releases.ts';
import { registryPath } from './section.ts';
import { configsKey, hasTls, readsTls, tlsTable } from './tls.ts';

/** One mirror as an endpoint; a path below `/v2` is spelled out, as it is used verbatim. */
export function endpointText({ endpoint }: WantedMirror): string {
  const base = `${endpoint.scheme}://${endpoint.host}`;
  return endpoint.root === '/v2' ? base : base + endpoint.root;
}

/** Throws `containerd/endpoint-unparsable` where a registry's own entry fails all of its pulls. */
export function insertIntoContainerd(insertions: readonly Insertion[], file: OpenFile): Amendment {
  refuseBroken(insertions, file);
  const path = registryPath(file.data);
  const { root } = file.document;
  const registry = nodeAt(root, path);
  const drafts: Draft[] = [];
  const effects: Effect[] = [];
  const places = new Map<string, number>();
  const mirrors: TomlTable = table();
  for (const { registry: name, entry, additions } of insertions) {
    const texts = additions.map(({ wanted }) => endpointText(wanted));
    const node = nodeAt(registry, ['mirrors', name]);
    const endpoint = endpointNode(node, file);
    const endpointPath = [...path, 'mirrors', name, endpoint?.key ?? 'endpoint'];
    if (entry && endpoint) {
      const list = stringsAt(file, endpointPath);
      const own = runs(additions).flatMap((run) => insertElements(endpoint, run.index, run.texts));
      drafts.push(...own);
      places.set(name, own[0]?.start ?? 0);
      effects.push({ op: 'set', path: endpointPath, value: spliced(list, additions) });
    } else {
      mirrors[name] = { endpoint: texts };
      effects.push({ op: 'set', path: endpointPath, value: texts });
    }
  }
  const additions = table();
  if (needsEmptyConfigPath(file.target) && !child(registry, 'config_path')) {
    additions['config_path'] = '';
    effects.push({ op: 'set', path: [...path, 'config_path'], value: '' });
  }
  if (Object.keys(mirrors).length > 0) additions['mirrors'] = mirrors;
  const configs = newConfigs(insertions, registry);
  for (const [host, value] of Object.entries(configs)) {
    effects.push({
      op: 'set',
      path: [...path, 'configs', host, 'tls'],
      value: (value as TomlTable)['tls'] ?? '',
    });
  }
  if (Object.keys(configs).length > 0) additions['configs'] = configs;
  const tree = path.reduceRight<TomlTable>((below, key) => table([[key, below]]), additions);
  const fresh = Object.keys(additions).length > 0 ? insertTree(root, tree) : [];
  for (const name of Object.keys(mirrors)) places.set(name, fresh.at(-1)?.start ?? 0);
  return { drafts: [...drafts, ...fresh], effects, places };
}

export function removeFromContainerd(
  removals: readonly Removal[],
  file: OpenFile,
): Omit<Amendment, 'places'> {
  const nodes = removals.flatMap(({ entry, mirrors }) => {
    const endpoint = endpointNode(entry.node, file);
    if (!endpoint || mirrors.length === entry.mirrors.length) return [entry.node];
    const starts = new Set(mirrors.map(({ range }) => range.start));
    return elements(endpoint).filter((item) => starts.has(nodeRange(item).start));
  });
  return removeNodes(file.document, [...nodes, ...orphanedConfigs(removals, file)]);
}

/** TLS settings that mirrors bring with them and that are not there yet. */
function newConfigs(insertions: readonly Insertion[], registry: Node | undefined): TomlTable {
  const configs = table();
  for (const { wanted } of insertions.flatMap((each) => each.additions)) {
    const host = configsKey(endpointText(wanted));
    if (hasTls(wanted.mirror) && !nodeAt(registry, ['configs', host, 'tls'])) {
      configs[host] = { tls: tlsTable(wanted.mirror) };
    }
  }
  return configs;
}

/** `configs` of hosts that only the mirrors that go have used, and that say nothing but TLS. */
function orphanedConfigs(removals: readonly Removal[], file: OpenFile): readonly Node[] {
  if (readsTls(file) === false) return [];
  const going = new Set(removals.flatMap(({ mirrors }) => mirrors));
  const hosts = (mirrors: Iterable<MirrorEntry>): Set<string> =>
    new Set(
      [...mirrors].filter((each) => hasTls(each.mirror)).map((each) => each.endpoint?.host ?? ''),
    );
  const gone = hosts(going);
  if (gone.size === 0) return [];
  const starts = new Set([...going].map(({ range }) => range.start));
  const staying = containerdEntries(file).flatMap(({ mirrors }) => mirrors);
  const used = hosts(staying.filter(({ range }) => !starts.has(range.start)));
  return [...gone].flatMap((host) => {
    const node = nodeAt(file.document.root, [...registryPath(file.data), 'configs', host]);
    const data = dataAt(file.data, [...registryPath(file.data), 'configs', host]);
    const only = isTable(data) && Object.keys(data).join() === 'tls';
    return node && only && !used.has(host) ? [node] : [];
  });
}

/** The additions that go to one place, together and in order. */
function runs(
  additions: Insertion['additions'],
): readonly { readonly index: number; readonly texts: readonly string[] }[] {
  const byIndex = new Map<number, string[]>();
  for (const { index, wanted } of additions) {
    const texts = byIndex.get(index) ?? [];
    texts.push(endpointText(wanted));
    byIndex.set(index, texts);
  }
  return [...byIndex].map(([index, texts]) => ({ index, texts }));
}

function spliced(list: readonly TomlValue[], additions: Insertion['additions']): TomlValue[] {
  const result: TomlValue[] = [];
  for (let at = 0; at <= list.length; at++) {
    for (const { index, wanted } of additions)
      if (Math.min(index, list.length) === at) result.push(endpointText(wanted));
    const value = list[at];
    if (value !== undefined) result.push(value);
  }
  return result;
}

function stringsAt(file: OpenFile, path: readonly string[]): readonly TomlValue[] {
  const value = dataAt(file.data, path);
  return Array.isArray(value) ? value : [];
}

function table(entries: readonly (readonly [string, TomlValue])[] = []): TomlTable {
  const result = Object.create(null) as TomlTable;
  for (const [key, value] of entries) result[key] = value;
  return result;
}
