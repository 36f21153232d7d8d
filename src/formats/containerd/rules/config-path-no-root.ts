// `config_path = "/etc/containerd/certs.d/docker.io"`.
import { nodeRange } from '../../../toml/index.ts';
import { valueReplacement } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { configPathOf, registries, setting } from '../facts.ts';

export const configPathNoRoot: Rule = {
  code: 'containerd/config-path-no-root',
  severity: 'error',
  title: 'config_path is not the folder of all registries',
  effect:
    'containerd looks below `config_path` for a folder with the name of the registry, and there for hosts.toml. In the folder of one registry it finds no other; below a file every pull fails; a `*` is taken as it is written.',
  remedy: 'Write the folder that has the registries’ folders in it: `/etc/containerd/certs.d`.',
  source: 'engines.md A.6, B.1',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d/docker.io"
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = "/etc/containerd/certs.d"
`,
  },
  fix: 'ask',
  check: (file) =>
    registries(file).flatMap((registry) => {
      const value = configPathOf(registry, file);
      const place = setting(registry, 'config_path', file);
      const inner = /^(.*?)(?:\/hosts\.toml|\/\*+|(?<=\/certs\.d)\/[^/:]*[.*][^/:]*)+\/*$/.exec(
        value,
      );
      if (!place || inner?.[1] === undefined) return [];
      const root = inner[1].replace(/(?<=\/certs\.d)\/[^/:]+$/, '');
      return [
        {
          range: nodeRange(place.node),
          message:
            'containerd looks for the folder of each registry below config_path, and this is not the folder that they stand in. Write that one, such as "/etc/containerd/certs.d".',
          fixes:
            root === '' ? [] : valueReplacement(`Write "${root}"`, false, place.node, `"${root}"`),
        },
      ];
    }),
};
