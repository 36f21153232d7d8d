// An entry without endpoints beside an entry for all registries.
import { keyRange } from '../../../toml/index.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { hasEndpoints, mirrorTables } from '../facts.ts';
import { splitHosts } from './unquoted-mirror-host.ts';

export const emptyEntryHidesStar: Rule = {
  code: 'containerd/empty-entry-hides-star',
  severity: 'error',
  title: 'An entry without endpoints hides the one for all registries',
  effect:
    '`"*"` serves only registries that have no entry. One with `endpoint = []`, or without the key, keeps the mirrors of `"*"` from its registry: pulls go there directly.',
  remedy: 'Take the entry out, or give it the endpoints that it should have.',
  source: 'engines.md A.4, C7, CT30',
  bad: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."*"]
  endpoint = ["https://mirror.example.net"]
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."docker.io"]
  endpoint = []
`,
  },
  good: {
    text: `version = 2
[plugins."io.containerd.grpc.v1.cri".registry.mirrors."*"]
  endpoint = ["https://mirror.example.net"]
`,
  },
  fix: 'ask',
  check: (file) => {
    const tables = mirrorTables(file);
    const stars = tables.filter(({ name }) => name === '*');
    return tables.flatMap((mirror) => {
      const { name, node, registry } = mirror;
      const star = stars.find((each) => each.registry === registry);
      if (!star || star === mirror || !hasEndpoints(star, file)) return [];
      if (hasEndpoints(mirror, file) || splitHosts(mirror, file).length > 0) return [];
      return [
        {
          range: keyRange(node),
          message: `The entry for ${shown(name, 'registry')} has no endpoint and hides the mirrors of "*": containerd uses those only for registries without an entry. Take it out, or list its endpoints.`,
          fixes: removal('Take the entry out', false, file.document, [node]),
        },
      ];
    });
  },
};
