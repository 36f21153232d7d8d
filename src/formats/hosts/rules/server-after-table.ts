// `server = "https://…"` below a header.
import { child, isTable, type Node, nodeRange, type TomlTable } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { move } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { hostsOf } from '../entries.ts';
import { settingOf, urlFault } from '../facts.ts';
import { settingName } from '../release.ts';

export const serverAfterTable: Rule = {
  code: 'hosts/server-after-table',
  severity: 'warning',
  title: 'server stands below a header',
  effect:
    'Everything below a header belongs to its table: `server` is an unknown setting of a host there, or a request header, and every release passes over it. What no mirror has comes from the registry itself.',
  remedy: 'Move `server` to the top, before the first header.',
  source: 'engines.md B.3, F2, HT18',
  bad: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
server = "https://registry.example"
`,
  },
  good: {
    text: `server = "https://registry.example"

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `server = "https://registry.example"

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  check: (file) => {
    const found = misplaced(file);
    const known = settingName(file.data, 'server', file) !== undefined;
    return found.map(({ node, url }) => ({
      range: nodeRange(node),
      message:
        'server stands below a header and belongs to its table, where containerd passes over it: what no mirror has comes from the registry itself. Move it to the top of the file.',
      ...(found.length === 1 &&
        !known &&
        !urlFault(url) && {
          fixes: move('Move it to the top', true, file.document, [node], { server: url }),
        }),
    }));
  },
};

/** In a host, and in the table of its headers where it looks like a URL. */
function misplaced(file: OpenFile): readonly { readonly node: Node; readonly url: string }[] {
  return hostsOf(file).flatMap((host) => {
    const header = settingOf(host, 'header', file);
    const inHeader = isTable(header?.value) ? serverIn(header.node, header.value) : [];
    return [
      ...serverIn(host.node, host.data),
      ...inHeader.filter(({ url }) => /^https?:\/\//.test(url)),
    ];
  });
}

function serverIn(node: Node, data: TomlTable): readonly { node: Node; url: string }[] {
  const own = child(node, 'server');
  const url = data['server'];
  return own && typeof url === 'string' ? [{ node: own, url }] : [];
}
