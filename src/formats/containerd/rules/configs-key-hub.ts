// `configs."docker.io"`.
import { keyRange } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { readEndpoint } from '../endpoint-url.ts';
import { endpointItems, member, registries, setting } from '../facts.ts';

const API = 'registry-1.docker.io';

export const configsKeyHub: Rule = {
  code: 'containerd/configs-key-hub',
  severity: 'warning',
  title: 'Settings for Docker Hub are under its reference name',
  effect:
    'containerd compares the key with the host that it connects to, and for Docker Hub that is registry-1.docker.io. Settings under `docker.io` are not used.',
  remedy: `Write \`configs."${API}"\`.`,
  source: 'engines.md A.7, refinement 8',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.configs."docker.io".auth]
  username = "puller"
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.configs."registry-1.docker.io".auth]
  username = "puller"
`,
  },
  fix: 'ask',
  check: (file) =>
    registries(file).flatMap((registry) => {
      const configs = setting(registry, 'configs', file);
      const place = member(configs, 'docker.io');
      const asked = endpointItems(file).some(
        ({ text }) => readEndpoint(text)?.url.host === 'docker.io',
      );
      if (!place || asked) return [];
      const taken = member(configs, API);
      return [
        {
          range: keyRange(place.node),
          message: `containerd connects to ${API} for Docker Hub and looks settings up by that name: these are not used. Write configs."${API}".`,
          ...(!taken && { fixes: renaming(`Write "${API}"`, false, place.node, API) }),
        },
      ];
    }),
};
