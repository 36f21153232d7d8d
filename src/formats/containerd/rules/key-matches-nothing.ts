// A key below mirrors that no image reference can have as its registry.
import { keyRange } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { member, mirrorTables, setting } from '../facts.ts';
import { keyFault } from '../mirror-keys.ts';
import { splitHosts } from './unquoted-mirror-host.ts';

export const keyMatchesNothing: Rule = {
  code: 'containerd/key-matches-nothing',
  severity: 'error',
  title: 'A key below mirrors is no registry',
  effect:
    'A registry has a dot or a port in its name, or is `localhost`: to containerd `myregistry/app` is an image of Docker Hub. `_default` means all registries in a folder of hosts.toml files, not here. Such an entry is never found.',
  remedy: 'Write the host with its domain or port, or `"*"` for all registries without an entry.',
  source: 'engines.md A.4',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."_default"]
  endpoint = ["https://mirror.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."*"]
  endpoint = ["https://mirror.example.net"]
`,
  },
  fix: 'ask',
  check: (file) =>
    mirrorTables(file).flatMap((mirror) => {
      const { name, node, registry } = mirror;
      if (keyFault(name) !== 'no-registry' || splitHosts(mirror, file).length > 0) return [];
      const all = name === '_default';
      const taken = member(setting(registry, 'mirrors', file), '*');
      return [
        {
          range: keyRange(node),
          message: all
            ? '"_default" is the name for all registries among hosts.toml folders; here no image has it, and the entry is never used. Write "*".'
            : `No image reference names ${shown(name, 'key')} as its registry, so the entry is never used: a registry has a dot or a port, or is localhost. Write its full name.`,
          ...(all && !taken && { fixes: renaming('Write "*"', false, node, '*') }),
        },
      ];
    }),
};
