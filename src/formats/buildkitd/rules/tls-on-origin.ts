// `ca` and `insecure` beside the mirrors of a public registry.
import { nodeRange } from '../../../toml/index.ts';
import { isPublicRegistry } from '../../public-registries.ts';
import type { Rule } from '../../rule.ts';
import { hasMirrors, hostTables, moveToMirrors, settingOf } from '../facts.ts';

export const tlsOnOrigin: Rule = {
  code: 'buildkitd/tls-on-origin',
  severity: 'warning',
  title: 'Certificate settings beside mirrors are not for them',
  effect:
    '`insecure`, `ca` and `keypair` in the table of a registry are for the registry itself: a mirror with a certificate of its own fails all the same. A `ca` that cannot be read fails every pull of the registry.',
  remedy: 'Move them to a table of the mirror: `[registry."hub.example.net"]`.',
  source: 'engines.md D, K11c, BK03',
  bad: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
  ca = ["/etc/buildkit/ca.pem"]
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]

[registry."hub.example.net"]
  ca = ["/etc/buildkit/ca.pem"]
`,
  },
  fix: 'ask',
  check: (file) =>
    hostTables(file).flatMap((table) => {
      if (!isPublicRegistry(table.name) || !hasMirrors(table, file)) return [];
      return ['insecure', 'ca', 'keypair'].flatMap((key) => {
        const setting = settingOf(table, key, file);
        if (!setting || setting.value === false) return [];
        return [
          {
            range: nodeRange(setting.node),
            message: `"${key}" is for ${table.name} itself, which needs none, and not for its mirrors. Move it to a table of the mirror: [registry."HOST:PORT"].`,
            fixes: moveToMirrors([setting], table, file),
          },
        ];
      });
    }),
};
