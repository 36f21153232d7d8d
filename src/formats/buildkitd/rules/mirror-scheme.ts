// `mirrors = ["http://hub.example.net:5000"]`.

import { isLocalhost } from '../../../go/net.ts';
import type { Fix } from '../../../model/diagnostic.ts';
import { insertTree, nodeRange, settle, type TomlTable } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { stringEdit } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { addressOf } from '../address.ts';
import { type WrittenMirror, writtenMirrors } from '../facts.ts';
import { settingsOf, tableOf } from '../settings.ts';

export const mirrorScheme: Rule = {
  code: 'buildkitd/mirror-scheme',
  severity: 'warning',
  title: 'A mirror has a scheme, which BuildKit throws away',
  effect:
    "BuildKit 0.12 and later take a URL and drop its scheme: `http://hub.example.net:5000` is asked over HTTPS. Only the table of the mirror's own host makes it plain HTTP.",
  remedy:
    'Write the host without the scheme; for plain HTTP add `[registry."hub.example.net:5000"]` with `http = true`.',
  source: 'engines.md D, K1, K20, BK01',
  releases: [{ from: [0, 12, 0] }],
  bad: {
    text: `[registry."docker.io"]
  mirrors = ["https://hub.example.net"]
`,
  },
  good: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `[registry."docker.io"]
  mirrors = ["hub.example.net"]
`,
  },
  check: (file) =>
    writtenMirrors(file).flatMap((mirror) => {
      const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(mirror.text) ?? [];
      if (scheme === undefined || rest === '') return [];
      return [
        {
          range: nodeRange(mirror.node),
          message: `BuildKit throws the scheme of ${shown(mirror.text, 'mirror')} away and asks it as the table of its own host says, over HTTPS without one. Write the host alone, and http = true in a table of its own for plain HTTP.`,
          fixes: withoutScheme(mirror, scheme.toLowerCase(), rest, file),
        },
      ];
    }),
};

/** Nothing changes where the scheme is the one that the mirror is asked with anyway. */
function withoutScheme(
  { text, node }: WrittenMirror,
  scheme: string,
  rest: string,
  file: OpenFile,
): readonly Fix[] {
  const { host } = addressOf(text, file);
  const edit = { ...stringEdit(node, rest), rank: 0 };
  const same = settingsOf(host, file).scheme === scheme;
  // Without its scheme a name that has a colon could be read as a URL with another one.
  if (host === '' || text.includes('@') || addressOf(rest, file).host !== host) return [];
  const title = 'Take the scheme off';
  if (same || scheme !== 'http') return [{ title, safe: same, edits: settle([edit]) }];
  if (tableOf(host, file) || isLocalhost(host)) return [];
  const tree: TomlTable = { registry: { [host]: { http: true } } };
  const edits = settle([edit, ...insertTree(file.document.root, tree)]);
  return [{ title: 'Use plain HTTP for the mirror', safe: false, edits }];
}
