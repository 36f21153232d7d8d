// `mirrors` and `registry` outside the tables that containerd looks for them in.
import { isTable, keyRange, type TomlValue } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Fault, Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import {
  hasSettings,
  members,
  type Place,
  placeAt,
  registries,
  rootOf,
  versionOf,
} from '../facts.ts';
import { pluginOf, V1_PLUGIN, V2_PLUGIN, V3_PLUGIN } from '../section.ts';

const OWN_TABLES = ['mirrors', 'configs', 'auths', 'headers'];

export const registryMisplaced: Rule = {
  code: 'containerd/registry-misplaced',
  severity: 'error',
  title: 'Registry settings stand in the wrong table',
  effect:
    'containerd looks for `registry` in the plugin that pulls images, for `mirrors` in `registry`, and for a registry’s entry in `mirrors`. Anywhere else they are unknown keys: nothing on 1.x, a warning in the log on 2.x.',
  remedy:
    'Write the whole header: `[plugins."io.containerd.cri.v1.images".registry.mirrors."docker.io"]` in a version 3 file.',
  source: 'engines.md A.1, A.9',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  fix: 'none',
  check: (file) => {
    const plugins = [V1_PLUGIN, V2_PLUGIN, V3_PLUGIN].flatMap((name) => {
      const place = placeAt(file, ['plugins', name]);
      return place ? [place] : [];
    });
    return [
      ...among(rootOf(file), (key, data) => isRegistry(key, data), file),
      ...plugins.flatMap((plugin) =>
        among(plugin, (key, data) => key === 'mirrors' && isRegistry(key, data), file),
      ),
      ...registries(file).flatMap((registry) =>
        among(registry, (key, data) => !OWN_TABLES.includes(key) && isEntry(data), file),
      ),
    ];
  },
};

function among(
  place: Place,
  isMisplaced: (key: string, data: TomlValue) => boolean,
  file: OpenFile,
): readonly Fault[] {
  const used = registries(file).some((registry) => hasSettings(registry, file));
  const header = `[plugins."${pluginOf(versionOf(file) ?? 2)}".registry.mirrors."…"]`;
  return members(place).flatMap(([key, { node, data }]) => {
    if (!isMisplaced(key, data)) return [];
    return [
      {
        range: keyRange(node),
        severity: used ? ('warning' as const) : ('error' as const),
        message: `containerd does not look for ${shown(key, 'table')} here, and it has no effect. Write mirrors under ${header}.`,
      },
    ];
  });
}

/** A table of entries, or a table with such a table in it. */
function isRegistry(key: string, data: TomlValue): boolean {
  if (!isTable(data)) return false;
  if (key === 'mirrors') return Object.values(data).some(isEntry);
  const mirrors = key === 'registry' ? data['mirrors'] : undefined;
  return isTable(mirrors) && Object.values(mirrors).some(isEntry);
}

function isEntry(data: TomlValue): boolean {
  return isTable(data) && Object.hasOwn(data, 'endpoint');
}
