// `mirrors."ghcr.io:443"`.
import { hubName } from '../../../model/registry.ts';
import { keyRange } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { member, mirrorTables, setting } from '../facts.ts';
import { keyFault } from '../mirror-keys.ts';

export const keyDefaultPort: Rule = {
  code: 'containerd/key-default-port',
  severity: 'error',
  title: 'A registry below mirrors has a port that images leave out',
  effect:
    'A port belongs to the name that containerd looks for. An entry for `ghcr.io:443` is used only for images that are written with that port, not for `ghcr.io/…`; one for Docker Hub with any port likewise.',
  remedy: 'Leave the port out, as image references do.',
  source: 'engines.md A.4, C8',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."ghcr.io:443"]
  endpoint = ["https://ghcr.example.net"]
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."ghcr.io"]
  endpoint = ["https://ghcr.example.net"]
`,
  },
  fix: 'ask',
  check: (file) =>
    mirrorTables(file).flatMap(({ name, node, registry }) => {
      if (keyFault(name) !== 'default-port') return [];
      const host = hubName(name.replace(/:[0-9]*$/, ''));
      const taken = member(setting(registry, 'mirrors', file), host);
      return [
        {
          range: keyRange(node),
          message: `"${name}" is found only for images that are written with the port; "${host}/…" does not get these mirrors. Write "${host}".`,
          ...(!taken && { fixes: renaming(`Write "${host}"`, false, node, host) }),
        },
      ];
    }),
};
