// A `config_path` that is not absolute.
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { configPathOf, registries, setting } from '../facts.ts';

const WINDOWS = /^(?:[A-Za-z]:[\\/]|\\\\)/;

export const configPathRelative: Rule = {
  code: 'containerd/config-path-relative',
  severity: 'error',
  title: 'config_path is not an absolute path',
  effect:
    'A relative folder is looked for where the daemon was started, which is `/` as a rule; `~` and `$HOME` are taken as they are written. A folder that is not there is no error, and no hosts.toml is read.',
  remedy: 'Write the whole path: `/etc/containerd/certs.d`.',
  source: 'engines.md A.6, D4, D5, CT38',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "certs.d"
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`,
  },
  fix: 'none',
  check: (file) =>
    registries(file).flatMap((registry) => {
      const value = configPathOf(registry, file);
      const place = setting(registry, 'config_path', file);
      if (!place || WINDOWS.test(value)) return [];
      const relative = value.split(':').find((root) => root !== '' && !root.startsWith('/'));
      if (relative === undefined) return [];
      return [
        {
          range: nodeRange(place.node),
          message: `containerd looks for ${shown(relative, 'folder')} in the folder that it was started in, and reads no hosts.toml when it is not there. Write the whole path.`,
        },
      ];
    }),
};
