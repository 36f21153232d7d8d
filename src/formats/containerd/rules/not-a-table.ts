// Something else where the way to the mirrors wants a table.
import { isTable, keyRange, type Node } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Fault, Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { members, placeAt, versionOf } from '../facts.ts';
import { registryPath, V1_PLUGIN, V2_PLUGIN, V3_PLUGIN } from '../section.ts';

export const notATable: Rule = {
  code: 'containerd/not-a-table',
  severity: 'error',
  title: 'A value stands where a table belongs',
  effect:
    'A plugin, its `registry`, `mirrors` or an entry of it that is no table: containerd 1.x refuses to start, 2.x crashes or refuses to start. `[[…]]` makes a list of tables, which is none either.',
  remedy: 'Write it as a `[table]` with single brackets.',
  source: 'engines.md A.3, I14, CT50',
  blocks: (file) => (versionOf(file) === undefined ? [] : faults(registryPath(file.data), file)),
  bad: {
    text: `version = 2
[[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]]
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
    const found = [V1_PLUGIN, V2_PLUGIN, V3_PLUGIN].flatMap((plugin) =>
      faults(['plugins', plugin, 'registry'], file),
    );
    return found.filter(
      ({ range }, at) => found.findIndex((each) => each.range.start === range.start) === at,
    );
  },
};

/** The first thing on the way that is no table, or all such entries of `mirrors`. */
function faults(path: readonly string[], file: OpenFile): readonly Fault[] {
  for (let length = 1; length <= path.length; length++) {
    const place = placeAt(file, path.slice(0, length));
    if (place && !isTable(place.data)) return [fault(place.node)];
  }
  const mirrors = placeAt(file, [...path, 'mirrors']);
  if (!mirrors) return [];
  if (!isTable(mirrors.data)) return [fault(mirrors.node)];
  if (Object.values(mirrors.data).every(isTable)) return [];
  return members(mirrors).flatMap(([, { data, node }]) => (isTable(data) ? [] : [fault(node)]));
}

function fault(node: Node): Fault {
  return {
    range: keyRange(node),
    message: `${shown(node.key ?? '', 'key')} is no table: containerd 1.x refuses the file and 2.x crashes or refuses it. Write it as a [table].`,
  };
}
