// Keys that only containerd 2 reads in the case they are written in.
import { keyRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { renaming } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import {
  isBefore,
  isFrom,
  member,
  members,
  type Place,
  placeAt,
  rootOf,
  versionOf,
} from '../facts.ts';
import { isIdlePath } from '../idle-path.ts';
import { pluginOf, V1_PLUGIN, V2_PLUGIN, V3_PLUGIN } from '../section.ts';

export const keyCase: Rule = {
  code: 'containerd/key-case',
  severity: 'error',
  title: 'A key is not in lower case',
  effect:
    'containerd 2.x reads the keys of a table in any case, 1.x only as they are and all in capitals. The `registry` of a version 1 or 2 section is found by its very name by 2.x too, so `Registry` is lost on every release.',
  remedy: 'Write keys in lower case.',
  source: 'engines.md A.5, T22, CT22',
  blocks: onTheWay,
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  Endpoint = ["https://hub.example.net"]
`,
    target: 'containerd@1.7.24',
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    target: 'containerd@1.7.24',
  },
  fix: 'safe',
  fixed: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
    target: 'containerd@1.7.24',
  },
  check: (file) =>
    [
      ...odd(rootOf(file), ['plugins', 'imports', 'disabled_plugins', 'required_plugins'], file),
      ...[V1_PLUGIN, V2_PLUGIN, V3_PLUGIN].flatMap((plugin) => {
        const section = placeAt(file, ['plugins', plugin]);
        const registry = anyCase(section, 'registry');
        const migrated = plugin !== V3_PLUGIN && !isBefore(file, [2, 0, 0]);
        return [
          ...odd(section, ['registry'], file).map((fault) =>
            migrated ? { ...fault, severity: 'error' as const } : fault,
          ),
          ...odd(registry, ['config_path', 'mirrors', 'configs', 'auths', 'headers'], file),
          ...members(anyCase(registry, 'mirrors')).flatMap(([, mirror]) =>
            odd(mirror, ['endpoint'], file),
          ),
          ...members(anyCase(registry, 'configs')).flatMap(([, config]) =>
            odd(config, ['auth', 'tls'], file),
          ),
        ];
      }),
    ].filter(({ severity }) => severity !== undefined),
};

/**
 * Mirrors that go in would stand beside others of the same section under another key. What is in
 * another case for 1.x, or is lost on every release, is not in their way.
 */
function onTheWay(file: OpenFile): readonly Fault[] {
  const version = versionOf(file);
  if (version === undefined || isBefore(file, [2, 0, 0])) return [];
  const plugin = pluginOf(version);
  const section = placeAt(file, ['plugins', plugin]);
  const anyName = plugin === V3_PLUGIN;
  const registry = anyName ? anyCase(section, 'registry') : member(section, 'registry');
  return [
    ...(anyName ? odd(section, ['registry'], file) : []),
    ...odd(registry, ['mirrors'], file),
  ];
}

function anyCase(place: Place | undefined, name: string): Place | undefined {
  return members(place).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** The keys that equal a known one but for their case; without severity where the release reads it. */
function odd(place: Place | undefined, known: readonly string[], file: OpenFile): readonly Fault[] {
  return members(place).flatMap(([key, { node, data }]) => {
    const name = key.toLowerCase();
    if (key === name || !known.includes(name)) return [];
    const taken = member(place, name) !== undefined;
    const read = !taken && (isFrom(file, [2, 0, 0]) || key === name.toUpperCase());
    const fault: Fault = {
      range: keyRange(node),
      message: `${shown(key, 'key')} is not found by every release: containerd 1.x reads a key as it is or all in capitals, and 2.x finds "registry" of an older section by its very name. Write "${name}".`,
      ...(!taken && { fixes: renaming('Write it in lower case', true, node, name) }),
    };
    if (read) return [fault];
    const lost = isBefore(file, [2, 0, 0]) && !isIdlePath(name, data, place, file);
    return [{ ...fault, severity: lost ? 'error' : 'warning' }];
  });
}
