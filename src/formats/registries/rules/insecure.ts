// `insecure = true`.
import { isLocalhost } from '../../../go/net.ts';
import { nodeRange } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { registriesOf } from '../facts.ts';
import { bareName, hostOf } from '../names.ts';
import { isSet, locationOf, settingNode, type Table } from '../tables.ts';

export const insecure: Rule = {
  code: 'registries/insecure',
  severity: 'warning',
  title: '`insecure = true`',
  effect:
    'Any certificate is accepted, and without an answer over HTTPS plain HTTP is tried: whoever is on the way can read and change images that are pulled by tag.',
  remedy:
    'Give the registry a valid certificate, or put its certificate authority into `/etc/containers/certs.d/HOST/ca.crt`, and take `insecure` out.',
  source: 'engines.md C.3, S2, RC25',
  bad: { text: '[[registry]]\nlocation = "registry.example:5000"\ninsecure = true\n' },
  good: { text: '[[registry]]\nlocation = "localhost:5000"\ninsecure = true\n' },
  fix: 'none',
  check: (file) =>
    registriesOf(file)
      .flatMap((registry): readonly Table[] => [registry, ...registry.mirrors])
      .flatMap((table) => {
        const node = settingNode(table, 'insecure');
        const host = hostOf(bareName(locationOf(table, 'location')));
        if (!node || !isSet(table, 'insecure') || isLocalhost(host)) return [];
        return [
          {
            range: nodeRange(node),
            message:
              'Any certificate is accepted, and plain HTTP too: whoever is on the way can change the images. Put the certificate authority into /etc/containers/certs.d instead where there is one.',
          },
        ];
      }),
};
