// `[registry."m"]` for the mirror `m:5000`.
import { portOf } from '../../../go/net.ts';
import { keyRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { addressOf } from '../address.ts';
import { hasMirrors, hostTables, renamed, writtenMirrors } from '../facts.ts';
import { tableOf } from '../settings.ts';

export const mirrorKeyWithoutPort: Rule = {
  code: 'buildkitd/mirror-key-without-port',
  severity: 'warning',
  title: 'The settings of a mirror stand under its name without the port',
  effect:
    'BuildKit looks for the settings of the mirror `m:5000` under `[registry."m:5000"]` and nowhere else: `http`, `insecure` and certificates under `[registry."m"]` are not its own.',
  remedy: 'Write the host with its port.',
  source: 'engines.md D, K3b, BK04',
  bad: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net:5000"]

[registry."hub.example.net"]
  http = true
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net:5000"]

[registry."hub.example.net:5000"]
  http = true
`,
  },
  fix: 'ask',
  check: (file) => {
    const hosts = new Set(writtenMirrors(file).map(({ text }) => addressOf(text, file).host));
    return hostTables(file).flatMap((table) => {
      const { name, node } = table;
      if (hosts.has(name) || hasMirrors(table, file) || portOf(name) !== '') return [];
      const meant = [...hosts].filter((host) => host === `${name}:${portOf(host)}`);
      const [only] = meant;
      if (meant.length !== 1 || only === undefined || tableOf(only, file)) return [];
      return [
        {
          range: keyRange(node),
          message: `The mirror is "${only}", and BuildKit looks for its settings under that name with the port: "${name}" is another host. Write [registry."${only}"] if they are meant for the mirror.`,
          fixes: renamed(table, false, only, file),
        },
      ];
    });
  },
};
