// `[plugins.io.containerd.grpc.v1.cri]` without quotes.
import type { Fix } from '../../../model/diagnostic.ts';
import {
  children,
  dataAt,
  isTable,
  type Node,
  nodeRange,
  type TomlValue,
} from '../../../toml/index.ts';
import { joining } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { isFrom, placeAt, versionOf } from '../facts.ts';
import { pluginOf } from '../section.ts';

export const unquotedPluginName: Rule = {
  code: 'containerd/unquoted-plugin-name',
  severity: 'error',
  title: 'A plugin name is not in quotes',
  effect:
    'Without quotes the dots split the name, and the plugin is called `io`. containerd 1.x refuses to start (`invalid plugin key URI "io"`); 2.x passes over the table without a warning.',
  remedy: 'Put the whole name in quotes.',
  source: 'engines.md A.2, T25, CT15',
  blocks: true,
  bad: {
    text: `version = 2
[plugins.io.containerd.grpc.v1.cri.registry]
  config_path = "/etc/containerd/certs.d"
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`,
  },
  fix: 'safe',
  fixed: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`,
  },
  check: (file) => {
    const node = placeAt(file, ['plugins', 'io', 'containerd'])?.node;
    if (!node) return [];
    const version = versionOf(file) ?? 2;
    const harmless = isFrom(file, [2, 0, 0]) && !hasRegistry(dataAt(file.data, ['plugins', 'io']));
    return [
      {
        range: nodeRange(node),
        severity: harmless ? 'warning' : 'error',
        message: `A plugin's name has dots and must be in quotes: containerd 1.x refuses this header, 2.x passes over it. Write [plugins."${pluginOf(version)}"…].`,
        fixes: fixes(node),
      },
    ];
  },
};

/** `io.containerd.TYPE.vN.NAME`. */
function fixes(containerd: Node): readonly Fix[] {
  const io = containerd.parent;
  const names = [...children(containerd).values()].flatMap((type) =>
    [...children(type).values()]
      .filter(({ key = '' }) => /^v[0-9]+$/.test(key))
      .flatMap((version) => [...children(version).values()]),
  );
  return io ? joining('Put the name in quotes', true, io, names) : [];
}

/** However it is spelt. */
function hasRegistry(data: TomlValue | undefined, depth = 0): boolean {
  if (!isTable(data) || depth > 5) return false;
  return Object.entries(data).some(
    ([key, value]) => /regist|mirror/i.test(key) || hasRegistry(value, depth + 1),
  );
}
