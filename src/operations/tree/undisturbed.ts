// Whether a plan leaves alone what nobody asked about: the settings of all plugins but the mirrors
// of the asked registries and the switch between the two ways of having mirrors.

import { CRI_IMAGES, CRI_V1, CRI_V2 } from '../../engines/containerd/names.ts';
import type { Data } from '../../engines/toml/data.ts';
import type { ContainerdTree } from './containerd-tree.ts';

/** What may change: mirrors by registry, and `tls` of the hosts that they are at. */
export interface Asked {
  readonly registries: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
}

/** The first setting that is another one afterwards; `undefined` when there is none. */
export function disturbedSetting(
  before: ContainerdTree,
  after: ContainerdTree,
  asked: Asked,
): string | undefined {
  const old = settingsOf(before, asked);
  const now = settingsOf(after, asked);
  for (const path of new Set([...old.keys(), ...now.keys()])) {
    if (old.get(path) !== now.get(path)) return path;
  }
  return undefined;
}

/** Values by path. Empty tables mean nothing to the plugins in question. */
function settingsOf({ config }: ContainerdTree, asked: Asked): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const [plugin, data] of config.plugins) {
    const isCri = plugin === CRI_V1 || plugin === CRI_V2 || plugin === CRI_IMAGES;
    collect(data, [plugin], (path) => isCri && mayChange(path, asked), result);
  }
  return result;
}

function collect(
  data: Data,
  path: readonly string[],
  isFree: (path: readonly string[]) => boolean,
  result: Map<string, string>,
): void {
  if (isFree(path)) return;
  if (data.kind === 'table') {
    for (const [key, value] of data.entries) collect(value, [...path, key], isFree, result);
  } else result.set(path.join('.'), valueText(data));
}

function valueText(data: Data): string {
  if (data.kind === 'list') return `[${data.items.map(valueText).join()}]`;
  if (data.kind === 'table') {
    return `{${[...data.entries].map(([key, value]) => `${key}=${valueText(value)}`).join()}}`;
  }
  return 'value' in data ? JSON.stringify(data.value) : data.kind;
}

function mayChange(path: readonly string[], { registries, hosts }: Asked): boolean {
  const [, table, key, name, setting] = path;
  if (path.length === 2 && table === 'use_local_image_pull') return true;
  if (table !== 'registry') return false;
  if (path.length === 3 && key === 'config_path') return true;
  if (path.length === 4) return key === 'mirrors' && registries.has(name ?? '');
  return path.length === 5 && key === 'configs' && setting === 'tls' && hosts.has(name ?? '');
}
