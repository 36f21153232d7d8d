// `server` with `capabilities = ["resolve"]` above hosts that may only pull.
import { nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import type { Rule } from '../../rule.ts';
import { hostsOf, serverOf } from '../entries.ts';
import { capabilitiesOf, type SettingsTable, settingOf, settingsTable } from '../facts.ts';

export const noTags: Rule = {
  code: 'hosts/no-tags',
  severity: 'error',
  title: 'Neither the server nor any host may look tags up',
  effect:
    'Every release looks a tag up only where both `pull` and `resolve` are allowed, in one place: a server that may resolve and a host that may pull do not make up for each other. With no such place every pull by tag fails before its first request.',
  remedy:
    'Give the server or a host `capabilities = ["pull", "resolve"]`, or leave `server` out, so that the registry itself is asked.',
  source: 'engines.md B.3, B.5, F17, D8',
  bad: {
    text: `server = "https://registry-1.docker.io"
capabilities = ["resolve"]

[host."https://hub.example.net"]
  capabilities = ["pull"]
`,
  },
  good: {
    text: `server = "https://registry-1.docker.io"
capabilities = ["pull", "resolve"]

[host."https://hub.example.net"]
  capabilities = ["pull"]
`,
  },
  fix: 'none',
  check: (file) => {
    const root = settingsTable(file);
    const list = settingOf(root, 'capabilities', file);
    // Without a server the registry itself is asked, whatever the list says.
    if (!list || serverOf(file) === undefined) return [];
    const tables = [root, ...hostsOf(file).map((host) => ({ ...host, host }))];
    if (tables.some((table) => may(['pull', 'resolve'], table, file))) return [];
    const none = !tables.some((table) => may(['pull'], table, file));
    return [
      {
        range: nodeRange(list.node),
        message: `Neither the server nor any host may both pull and resolve: ${none ? 'every pull of the registry' : 'every pull by tag'} fails before its first request. Add what is missing to one of them.`,
      },
    ];
  },
};

/** A missing or empty list means everything. */
function may(names: readonly string[], table: SettingsTable, file: OpenFile): boolean {
  const list = capabilitiesOf(table, file) ?? [];
  return list.length === 0 || names.every((name) => list.includes(name));
}
