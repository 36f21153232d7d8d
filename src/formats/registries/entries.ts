// Reads `[[registry]]` and its mirrors, in either spelling of arrays.
import {
  child,
  elements,
  isTable,
  type Node,
  nodeKind,
  nodeRange,
  type TomlTable,
} from '../../toml/index.ts';
import type { MirrorEntry, OpenFile, RegistryEntry } from '../adapter.ts';
import { locationEndpoint, locationMirror } from './location.ts';

/** One `[[registry]]` with its data; `prefix` is what image names are matched with. */
export interface RegistryElement {
  readonly node: Node;
  readonly data: TomlTable;
  readonly index: number;
  readonly prefix: string;
  /** An earlier element has the same prefix, so that this one is dropped (engines.md C.10). */
  readonly dropped: boolean;
}

/** All elements in text order, dropped ones too. */
export function registryElements(file: OpenFile): readonly RegistryElement[] {
  const array = child(file.document.root, 'registry');
  const list = file.data['registry'];
  if (!array || nodeKind(array) !== 'array' || !Array.isArray(list)) return [];
  const seen = new Set<string>();
  return elements(array).flatMap((node, index) => {
    const data = list[index];
    if (!isTable(data)) return [];
    const prefix = prefixOf(data);
    const dropped = prefix !== '' && seen.has(prefix);
    seen.add(prefix);
    return [{ node, data, index, prefix, dropped }];
  });
}

/** The registries that the engine keeps: the first of each prefix. */
export function registriesEntries(file: OpenFile): readonly RegistryEntry[] {
  return registryElements(file)
    .filter(({ dropped, prefix }) => !dropped && prefix !== '')
    .map(({ node, data, prefix }) => ({
      registry: prefix,
      mirrors: mirrorEntries(node, data),
      range: nodeRange(node),
      node,
    }));
}

function prefixOf(data: TomlTable): string {
  const text = (key: string): string => {
    const value = data[key];
    return typeof value === 'string' ? value.replace(/\/+$/, '') : '';
  };
  return text('prefix') || text('location');
}

function mirrorEntries(node: Node, data: TomlTable): readonly MirrorEntry[] {
  const array = child(node, 'mirror');
  const list = data['mirror'];
  if (!array || nodeKind(array) !== 'array' || !Array.isArray(list)) return [];
  const digestsOnly = data['mirror-by-digest-only'] === true;
  return elements(array).map((element, index): MirrorEntry => {
    const table = list[index];
    const value = isTable(table) ? table : {};
    const location = typeof value['location'] === 'string' ? value['location'] : '';
    const endpoint = locationEndpoint(location, value['insecure'] === true);
    const mirror = locationMirror(location, endpoint, value['pull-from-mirror'], digestsOnly);
    return { mirror, endpoint, upstream: location === data['location'], range: nodeRange(element) };
  });
}
