// `mirrors` and `registry` outside the tables that containerd looks for them in.
import { keyRange } from '../../../toml/index.ts';
import { nearest } from '../../nearest.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { member, members, type Place, placeAt, registries, rootOf, versionOf } from '../facts.ts';
import { isEntry, mirrorsIn } from '../mirrors-like.ts';
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
    const found = [
      ...[rootOf(file), ...plugins, ...registries(file)].flatMap(strayList),
      ...below(rootOf(file), ['plugins']),
      ...plugins.flatMap((plugin) => below(plugin, ['registry'])),
      ...registries(file).flatMap((registry) => [
        ...below(registry, OWN_TABLES),
        ...members(registry).flatMap(([key, place]) =>
          isEntry(place.data) && !OWN_TABLES.includes(key) ? [place] : [],
        ),
      ]),
    ];
    const header = `[plugins."${pluginOf(versionOf(file) ?? 2)}".registry.mirrors."…"]`;
    return found.map(({ node }) => ({
      range: keyRange(node),
      message: `containerd does not look for ${shown(node.key ?? '', 'table')} here, and it has no effect. Write mirrors under ${header}.`,
    }));
  },
};

/** Endpoints that belong to no registry. */
function strayList(place: Place): readonly Place[] {
  const endpoint = member(place, 'endpoint');
  return endpoint && Array.isArray(endpoint.data) ? [endpoint] : [];
}

/** What looks like mirrors below a table, but for the members that have their own rules. */
function below(place: Place, own: readonly string[]): readonly Place[] {
  return members(place).flatMap(([key, each]) =>
    own.includes(key.toLowerCase()) || nearest(key, own) !== undefined ? [] : mirrorsIn(key, each),
  );
}
