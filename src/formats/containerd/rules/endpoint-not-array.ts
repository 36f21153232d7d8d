// `endpoint = "https://…"`.
import { isTable, nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { wrapping } from '../../fixes.ts';
import type { Fault, Rule } from '../../rule.ts';
import { isTextList } from '../../shared.ts';
import { shown } from '../../shown.ts';
import {
  type MirrorTable,
  member,
  mirrorTableAt,
  mirrorTables,
  placeAt,
  registryAt,
  setting,
  versionOf,
} from '../facts.ts';
import { registryPath } from '../section.ts';

export const endpointNotArray: Rule = {
  code: 'containerd/endpoint-not-array',
  severity: 'error',
  title: 'An endpoint is no list of strings',
  effect:
    'Every release refuses to start with an `endpoint` that is a string, or a list with anything but strings in it.',
  remedy: 'Put the URL in brackets: `endpoint = ["https://…"]`.',
  source: 'engines.md A.5, C11, CT21',
  blocks: blocking,
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = "https://hub.example.net"
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
  check: (file) => mirrorTables(file).flatMap((mirror) => faults(mirror, file)),
};

/** Of the one table that mirrors go into; the data tells, and nodes are looked up for faults alone. */
function blocking(file: OpenFile): readonly Fault[] {
  const path = [...registryPath(file.data), 'mirrors'];
  const mirrors = versionOf(file) === undefined ? undefined : placeAt(file, path);
  if (!mirrors || !isTable(mirrors.data)) return [];
  const wrong = Object.entries(mirrors.data).filter(
    ([, entry]) =>
      isTable(entry) && entry['endpoint'] !== undefined && !isTextList(entry['endpoint']),
  );
  const registry = placeAt(file, registryPath(file.data));
  return wrong.flatMap(([name]) => {
    const place = member(mirrors, name);
    if (!place || !registry) return [];
    return faults(mirrorTableAt(place, name, registryAt(registry, '')), file);
  });
}

function faults(mirror: MirrorTable, file: OpenFile): readonly Fault[] {
  const endpoint = setting(mirror, 'endpoint', file);
  if (!endpoint || isTextList(endpoint.data)) return [];
  const text = typeof endpoint.data === 'string';
  return [
    {
      range: nodeRange(endpoint.node),
      message: `The endpoint of ${shown(mirror.name, 'registry')} is no array of strings, and no containerd starts with it. Write endpoint = ["https://…"].`,
      ...(text && { fixes: wrapping('Put it in brackets', endpoint.node) }),
    },
  ];
}
