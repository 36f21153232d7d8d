// Which table of a config.toml owns `registry`, by the file's version (engines.md A.1, A.2).
import { type Node, nodeAt, type TomlTable, type TomlValue } from '../../toml/index.ts';

/** The names of the plugin that pulls images, by config version. */
export const V1_PLUGIN = 'cri';
export const V2_PLUGIN = 'io.containerd.grpc.v1.cri';
export const V3_PLUGIN = 'io.containerd.cri.v1.images';

/** The newest config version that any engine reads (2.3 and later). */
export const NEWEST_VERSION = 4;

/** The version as the engine counts it: 1 where it is missing or 0. */
export function configVersion(version: TomlValue | undefined): number | undefined {
  if (version === undefined || version === 0) return 1;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) return undefined;
  return version;
}

export function pluginOf(version: number): string {
  if (version <= 1) return V1_PLUGIN;
  return version === 2 ? V2_PLUGIN : V3_PLUGIN;
}

/** The names from the root to the `registry` table that a file of this version is read by. */
export function registryPath(data: TomlTable): readonly string[] {
  return ['plugins', pluginOf(configVersion(data['version']) ?? 2), 'registry'];
}

/** The `registry` table of one plugin, whether or not the file's version reads it. */
export function registryOf(root: Node, plugin: string): Node | undefined {
  return nodeAt(root, ['plugins', plugin, 'registry']);
}
