// Reads `[[registry]]` and its mirrors, in either spelling of arrays.
import { nodeRange } from '../../toml/index.ts';
import type { MirrorEntry, OpenFile, RegistryEntry } from '../adapter.ts';
import { locationEndpoint, locationMirror } from './location.ts';
import { isSet, prefixOf, setting, settingNode, type Table, tablesOf } from './tables.ts';

/** One `[[registry]]` with its data; `prefix` is what image names are matched with. */
export interface RegistryElement extends Table {
  readonly index: number;
  readonly prefix: string;
  /** An earlier element has the same prefix, so that this one is dropped (engines.md C.10). */
  readonly dropped: boolean;
}

/** Many rules ask for the elements of one file. */
const found = new WeakMap<OpenFile, readonly RegistryElement[]>();

/** All elements in text order, dropped ones too. */
export function registryElements(file: OpenFile): readonly RegistryElement[] {
  const known = found.get(file);
  if (known) return known;
  const root = { node: file.document.root, data: file.data };
  const all = asElements(tablesOf(settingNode(root, 'registry'), setting(root, 'registry')));
  found.set(file, all);
  return all;
}

export function asElements(tables: readonly Table[]): readonly RegistryElement[] {
  const seen = new Set<string>();
  return tables.map((table, index) => {
    const prefix = prefixOf(table);
    const dropped = prefix !== '' && seen.has(prefix);
    seen.add(prefix);
    return { ...table, index, prefix, dropped };
  });
}

/** The `[[registry.mirror]]` tables of an element. */
export function mirrorTables(element: Table): readonly Table[] {
  return tablesOf(settingNode(element, 'mirror'), setting(element, 'mirror'));
}

const entries = new WeakMap<OpenFile, readonly RegistryEntry[]>();

/** The registries that the engine keeps: the first of each prefix. */
export function registriesEntries(file: OpenFile): readonly RegistryEntry[] {
  const known = entries.get(file);
  if (known) return known;
  const kept = registryElements(file)
    .filter(({ dropped, prefix }) => !dropped && prefix !== '')
    .map((element) => ({
      registry: element.prefix,
      mirrors: mirrorEntries(element),
      range: nodeRange(element.node),
      node: element.node,
    }));
  entries.set(file, kept);
  return kept;
}

function mirrorEntries(element: Table): readonly MirrorEntry[] {
  const digestsOnly = isSet(element, 'mirror-by-digest-only');
  return mirrorTables(element).map((table): MirrorEntry => {
    const written = setting(table, 'location');
    const location = typeof written === 'string' ? written : '';
    const endpoint = locationEndpoint(location, isSet(table, 'insecure'));
    const usage = setting(table, 'pull-from-mirror');
    return {
      mirror: locationMirror(location, endpoint, usage, digestsOnly),
      endpoint,
      upstream: location === setting(element, 'location'),
      range: nodeRange(table.node),
    };
  });
}
