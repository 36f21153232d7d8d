// `location = "https://docker.io"`.
import type { Fix } from '../../../model/diagnostic.ts';
import { withoutTrailingSlashes } from '../../../text/trailing.ts';
import { insertTree, nodeRange, settle } from '../../../toml/index.ts';
import type { Rule } from '../../rule.ts';
import { type Name, namesOf, respelling } from '../facts.ts';
import { withoutScheme } from '../names.ts';
import { isSet, setting } from '../tables.ts';

export const uriScheme: Rule = {
  code: 'registries/uri-scheme',
  severity: 'error',
  title: 'A prefix or location has a scheme',
  effect:
    'Engines refuse the file: "URI schemes are not supported". Every operation that reads it fails. HTTPS is what they use anyway, and HTTP after it where `insecure = true` stands beside the location.',
  remedy: 'Take `https://` out; for `http://` write `insecure = true` beside the location.',
  source: 'engines.md C.3, R6, RC01',
  blocks: true,
  bad: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "https://hub.example.net"
`,
  },
  good: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  fix: 'safe',
  fixed: {
    text: `[[registry]]
location = "docker.io"

[[registry.mirror]]
location = "hub.example.net"
`,
  },
  check: (file) =>
    namesOf(file).flatMap((name) => {
      if (!/^https?:\/\//.test(withoutTrailingSlashes(name.text))) return [];
      const way = name.text.startsWith('https')
        ? 'Take "https://" out.'
        : 'Take "http://" out and write insecure = true beside the location.';
      return [
        {
          range: nodeRange(name.node),
          message: `The ${name.key} has a scheme, and engines refuse the file. ${way}`,
          fixes: schemeFixes(name),
        },
      ];
    }),
};

/** The name without its scheme; HTTP stays allowed where it was asked for. */
export function schemeFixes(name: Name): readonly Fix[] {
  const { key, table, text } = name;
  const plain = /^\s*http:/i.test(text) && key === 'location' && !isSet(table, 'insecure');
  const [fix] = respelling('Take the scheme out', !plain, name, withoutScheme(text).trim());
  if (!fix || !plain) return fix ? [fix] : [];
  if (setting(table, 'insecure') !== undefined) return [];
  const insecure = settle(insertTree(table.node, { insecure: true }));
  const title = 'Take the scheme out and write insecure = true';
  return [{ title, safe: false, edits: [...fix.edits, ...insecure] }];
}
