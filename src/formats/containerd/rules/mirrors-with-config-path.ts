// `mirrors` and `config_path` in one registry table.
import { child, children, type Node, nodeRange, ownSection } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Fault, Rule } from '../../rule.ts';
import {
  configPathOf,
  hasMembers,
  type Place,
  placeAt,
  registries,
  setting,
  versionOf,
} from '../facts.ts';
import { registryPath } from '../section.ts';

export const mirrorsWithConfigPath: Rule = {
  code: 'containerd/mirrors-with-config-path',
  severity: 'error',
  title: 'Both mirrors and config_path are set',
  effect:
    'Every release refuses the combination, and does it quietly: the CRI plugin is not loaded, the daemon keeps running, and its log has one line at level warning. Kubernetes then finds no image service, and no image can be pulled. An empty `mirrors` table and `config_path = ""` do no harm.',
  remedy:
    'Put the mirrors into hosts.toml files below `config_path`, or take `config_path` out. `migrateToHosts` does the first.',
  source: 'engines.md A.6, X3, CT01',
  blocks: (file) => (versionOf(file) === undefined ? [] : blocking(file)),
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = ""
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = ["https://hub.example.net"]
`,
  },
  fix: 'none',
  check: (file) =>
    registries(file).flatMap((registry) => {
      const set = configPathOf(registry, file) !== '' && hasMembers(registry, 'mirrors', file);
      const place = set ? setting(registry, 'config_path', file) : undefined;
      return place ? [fault(place.node, setting(registry, 'mirrors', file)?.node, file)] : [];
    }),
};

/** A mirror that is added would stand beside `config_path`, whether or not others do. */
function blocking(file: OpenFile): readonly Fault[] {
  const registry: Place | undefined = placeAt(file, registryPath(file.data));
  const place = setting(registry, 'config_path', file);
  if (!place || typeof place.data !== 'string' || place.data === '') return [];
  return [fault(place.node, child(registry?.node, 'mirrors'), file)];
}

function fault(configPath: Node, mirrors: Node | undefined, file: OpenFile): Fault {
  const line = (node: Node): number => file.lines.position(nodeRange(node).start).line;
  const named = mirrors && [...children(mirrors).values()].at(0);
  const owner = mirrors && ownSection(mirrors) ? mirrors : named;
  const where = owner ? `mirrors (line ${line(owner)})` : 'mirrors';
  return {
    range: nodeRange(configPath),
    message: `config_path (line ${line(configPath)}) is set, and containerd does not load its CRI plugin when ${where} are set too: no image could be pulled any more. Put the mirror into a hosts.toml below config_path, or take config_path out.`,
  };
}
