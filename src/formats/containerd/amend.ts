// Puts endpoints into `registry.mirrors` and takes them out.
import {
  child,
  type Draft,
  dataAt,
  type Effect,
  elements,
  insertElements,
  insertHeaders,
  insertTree,
  nodeAt,
  nodeRange,
  removeNodes,
  type TomlTable,
  type TomlValue,
} from '../../toml/index.ts';
import type { Amendment, Insertion, OpenFile, Removal } from '../adapter.ts';
import { refuseBroken } from '../shared.ts';
import { newConfigs, orphanedConfigs, precedeMirrors, precedeSettings } from './configs.ts';
import { endpointText } from './endpoint-url.ts';
import { endpointNode } from './entries.ts';
import { needsEmptyConfigPath } from './releases.ts';
import { registryPath } from './section.ts';

/**
 * Throws `containerd/endpoint-unparsable` where a registry's own entry fails all of its pulls, and
 * `containerd/other-settings` where the host of a mirror has TLS settings that it does not ask for.
 */
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
  const configs = table();
  for (const [host, tls] of newConfigs(insertions, registry, file)) {
    configs[host] = { tls };
    effects.push({ op: 'set', path: [...path, 'configs', host, 'tls'], value: tls });
  }
  const additions = table();
  const behind = table();
  if (needsEmptyConfigPath(file.target) && !child(registry, 'config_path')) {
    additions['config_path'] = '';
    effects.push({ op: 'set', path: [...path, 'config_path'], value: '' });
  }
  const last = precedeSettings(insertions, registry, file);
  if (Object.keys(mirrors).length > 0) (last ? behind : additions)['mirrors'] = mirrors;
  if (Object.keys(configs).length > 0) {
    const late = precedeMirrors(Object.keys(configs), registry, last);
    (late ? behind : additions)['configs'] = configs;
  }
  const tree = path.reduceRight<TomlTable>((below, key) => table([[key, below]]), additions);
  const fresh = [
    ...(Object.keys(additions).length > 0 ? insertTree(root, tree) : []),
    ...(registry && Object.keys(behind).length > 0 ? insertHeaders(registry, behind) : []),
  ];
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
