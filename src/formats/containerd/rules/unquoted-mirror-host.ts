// `mirrors.docker.io` without quotes.
import { isTable, type Node, nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { joining } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { members, mirrorTables, type Place, setting } from '../facts.ts';

export const unquotedMirrorHost: Rule = {
  code: 'containerd/unquoted-mirror-host',
  severity: 'error',
  title: 'A registry below mirrors is not in quotes',
  effect:
    'Without quotes the dots split the name: `mirrors.docker.io` is an entry for a registry called `docker` with a table `io` in it. It is never used; 2.x warns of an unknown key, 1.x says nothing.',
  remedy: 'Put the registry in quotes: `mirrors."docker.io"`.',
  source: 'engines.md A.4, C12, CT17',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors.docker.io]
  endpoint = ["https://hub.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  check: (file) =>
    mirrorTables(file).flatMap((mirror) => {
      const hosts = splitHosts(mirror, file);
      const fixes = joining(
        'Put the registry in quotes',
        true,
        mirror.node,
        hosts.map(({ node }) => node),
      );
      return hosts.map(({ node, name }) => ({
        range: nodeRange(node),
        message: `Without quotes the dots split the name, and containerd looks for no table below ${shown(mirror.name, 'key')}: the entry is never used. Write mirrors.${shown(`${mirror.name}.${name}`, 'registry')}.`,
        fixes,
      }));
    }),
};

/** The entries with endpoints that stand one or more names below an entry of mirrors. */
export function splitHosts(
  place: Place,
  file: OpenFile,
  above: readonly string[] = [],
): readonly { readonly node: Node; readonly name: string }[] {
  if (above.length > 4 || setting(place, 'endpoint', file)) return [];
  return members(place).flatMap(([key, each]) => {
    if (!isTable(each.data)) return [];
    const names = [...above, key];
    if (setting(each, 'endpoint', file)) return [{ node: each.node, name: names.join('.') }];
    return splitHosts(each, file, names);
  });
}
