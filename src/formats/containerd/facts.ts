// What rules ask of a config.toml: its `registry` tables under every plugin's name, whichever release
// reads them, and the mirrors and endpoints in them.
import { before, type Release } from '../../model/target.ts';
import type { TextRange } from '../../text/edit.ts';
import {
  child,
  elements,
  isTable,
  type Node,
  nodeKind,
  nodeRange,
  stringOf,
  type TomlTable,
  type TomlValue,
} from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import type { ReleaseRange } from '../rule.ts';
import { settingName } from '../shared.ts';
import { configVersion, V1_PLUGIN, V2_PLUGIN, V3_PLUGIN } from './section.ts';

/** Something of the file: where it stands and what it means. */
export interface Place {
  readonly node: Node;
  readonly data: TomlValue;
}

/** A `registry` table and the plugin that it is written under. */
export interface Registry extends Place {
  readonly plugin: string;
}

/** One entry of `registry.mirrors`. */
export interface MirrorTable extends Place {
  readonly name: string;
  readonly registry: Registry;
}

/** One string of an `endpoint` list. */
export interface EndpointItem {
  readonly text: string;
  readonly node: Node;
  readonly mirror: MirrorTable;
  readonly last: boolean;
  /** Whether it is the entry's only one. */
  readonly alone: boolean;
}

export const START: TextRange = { start: 0, end: 0 };

/** The releases that refuse a config version they do not know; earlier ones read half of the file. */
export const REFUSING: readonly ReleaseRange[] = [
  { from: [1, 6, 32], before: [1, 7, 0] },
  { from: [1, 7, 17] },
];

export function releaseOf({ target }: OpenFile): Release | undefined {
  return target?.family === 'containerd' ? target.release : undefined;
}

/** Whether the release is known to come before another. */
export function isBefore(file: OpenFile, release: Release): boolean {
  const own = releaseOf(file);
  return own !== undefined && before(own, release);
}

/** Whether the release is known not to come before another. */
export function isFrom(file: OpenFile, release: Release): boolean {
  const own = releaseOf(file);
  return own !== undefined && !before(own, release);
}

/** The version as the release counts it; `undefined` for what is none. */
export function versionOf(file: OpenFile): number | undefined {
  return configVersion(versionPlace(file)?.data);
}

export function versionPlace(file: OpenFile): Place | undefined {
  return setting(rootOf(file), 'version', file);
}

/** Where the version stands, or the start of a file that has none. */
export function versionRange(file: OpenFile): TextRange {
  const place = versionPlace(file);
  return place ? nodeRange(place.node) : START;
}

export function rootOf(file: OpenFile): Place {
  return { node: file.document.root, data: file.data };
}

/** A table's member by its very name. */
export function member(place: Place | undefined, key: string): Place | undefined {
  if (!place || !isTable(place.data) || !Object.hasOwn(place.data, key)) return undefined;
  const data = place.data[key];
  return data === undefined ? undefined : new Member(place, key, data);
}

/** Looks for its node when somebody asks: whether a fault is there, the data tells. */
class Member implements Place {
  readonly data: TomlValue;
  private readonly holder: Place;
  private readonly key: string;
  private found: Node | undefined = undefined;

  constructor(holder: Place, key: string, data: TomlValue) {
    this.holder = holder;
    this.key = key;
    this.data = data;
  }

  get node(): Node {
    this.found ??= child(this.holder.node, this.key) ?? this.holder.node;
    return this.found;
  }
}

export function placeAt(file: OpenFile, path: readonly string[]): Place | undefined {
  return path.reduce<Place | undefined>(member, rootOf(file));
}

/** A table's member as the release looks a setting up; without a release, as containerd 2 does. */
export function setting(place: Place | undefined, key: string, file: OpenFile): Place | undefined {
  if (!place || !isTable(place.data)) return undefined;
  const name = settingName(place.data, key, !isBefore(file, [2, 0, 0]));
  return name === undefined ? undefined : member(place, name);
}

/** The members of a table. */
export function members(place: Place | undefined): readonly (readonly [string, Place])[] {
  if (!place || !isTable(place.data)) return [];
  return Object.keys(place.data).flatMap((key) => {
    const each = member(place, key);
    return each ? [[key, each] as const] : [];
  });
}

/** The `registry` tables, oldest name first. */
export function registries(file: OpenFile): readonly Registry[] {
  return [V1_PLUGIN, V2_PLUGIN, V3_PLUGIN].flatMap((plugin) => {
    const owner = placeAt(file, ['plugins', plugin]);
    // What containerd 2 carries over from an older section it looks up by its very name (A.5).
    const exact = plugin !== V3_PLUGIN && !isBefore(file, [2, 0, 0]);
    const place = exact ? member(owner, 'registry') : setting(owner, 'registry', file);
    return place && isTable(place.data) ? [registryAt(place, plugin)] : [];
  });
}

export function registryAt(place: Place, plugin: string): Registry {
  return {
    plugin,
    data: place.data,
    get node(): Node {
      return place.node;
    },
  };
}

export function registryUnder(plugin: string, file: OpenFile): Registry | undefined {
  return registries(file).find((each) => each.plugin === plugin);
}

/** Whether the table says anything; a dumped default has it with empty tables and strings. */
export function hasSettings(registry: Registry | undefined, file: OpenFile): boolean {
  if (!registry) return false;
  if (configPathOf(registry, file) !== '') return true;
  return ['mirrors', 'configs', 'auths', 'headers'].some((key) => hasMembers(registry, key, file));
}

export function hasMembers(registry: Registry, key: string, file: OpenFile): boolean {
  const data = setting(registry, key, file)?.data;
  return isTable(data) && Object.keys(data).length > 0;
}

/** The `config_path` of a registry table; `''` where it has none. */
export function configPathOf(registry: Registry, file: OpenFile): string {
  const data = setting(registry, 'config_path', file)?.data;
  return typeof data === 'string' ? data : '';
}

export function mirrorTables(file: OpenFile): readonly MirrorTable[] {
  return registries(file).flatMap((registry) =>
    members(setting(registry, 'mirrors', file)).map(([name, place]) =>
      mirrorTableAt(place, name, registry),
    ),
  );
}

export function mirrorTableAt(place: Place, name: string, registry: Registry): MirrorTable {
  return {
    name,
    registry,
    data: place.data,
    get node(): Node {
      return place.node;
    },
  };
}

/** The endpoints that stand in lists. */
export function endpointItems(file: OpenFile): readonly EndpointItem[] {
  return mirrorTables(file).flatMap((mirror) => {
    const list = setting(mirror, 'endpoint', file);
    if (!list || nodeKind(list.node) !== 'array') return [];
    const items = elements(list.node);
    return items.flatMap((node, at) => {
      const text = stringOf(node);
      const [last, alone] = [at === items.length - 1, items.length === 1];
      return text === undefined ? [] : [{ text, node, mirror, last, alone }];
    });
  });
}

/** Whether an entry gives the engine any endpoint. */
export function hasEndpoints(mirror: MirrorTable, file: OpenFile): boolean {
  const list = setting(mirror, 'endpoint', file)?.data;
  return Array.isArray(list) && list.length > 0;
}

/** The names of the plugins that the file has settings for. */
export function pluginNames(file: OpenFile): readonly string[] {
  const plugins: TomlValue | undefined = file.data['plugins'];
  return isTable(plugins) ? Object.keys(plugins as TomlTable) : [];
}
