// A file with a `server` and no host.
import type { Fix } from '../../../model/diagnostic.ts';
import { children, nodeRange } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { insertion } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { serverOf } from '../entries.ts';
import { SETTINGS, settingOf, settingsTable, urlFault } from '../facts.ts';
import { settingFaults } from '../faults.ts';
import { hasTables, isMisspelt } from './host-misspelt.ts';

export const serverOnly: Rule = {
  code: 'hosts/server-only',
  severity: 'error',
  title: 'The file has no host, which older releases refuse',
  effect:
    'containerd 1.6 and 1.7.0 to 1.7.31 pass over a file without a host ("invalid host tree"): its `server` and its certificates have no effect. 1.7.32 and 2.x read it.',
  remedy: 'Add the server as a host too: `[host."https://…"]`.',
  source: 'engines.md B.3, B2, F13, HT17',
  releases: [{ before: [1, 7, 32] }],
  bad: {
    text: 'server = "https://reg.example.net"\n',
    target: 'containerd@1.7.24',
  },
  good: {
    text: `server = "https://reg.example.net"

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
    target: 'containerd@1.7.24',
  },
  fix: 'safe',
  fixed: {
    text: `server = "https://reg.example.net"

[host."https://reg.example.net"]
`,
    target: 'containerd@1.7.24',
  },
  check: (file) => {
    if (Object.hasOwn(file.data, 'host')) return [];
    const [first] = children(file.document.root).values();
    // Where the hosts only have a wrong name, that is what is wrong.
    const misspelt = Object.keys(file.data).some(
      (name) => isMisspelt(name) && hasTables(file.data[name]),
    );
    if (!first || misspelt) return [];
    return [
      {
        range: nodeRange(first),
        message:
          'The file has no host: containerd 1.6 and 1.7 before 1.7.32 pass over the whole of it and go straight to the registry. Add the server as a [host."https://…"] too if one of them reads this file.',
        fixes: serverAsHost(file),
      },
    ];
  },
};

/** Later releases would ask the server twice, so that nothing is added without a release. */
function serverAsHost(file: OpenFile): readonly Fix[] {
  const url = serverOf(file);
  if (url === undefined || urlFault(url) || settingFaults(file.data, file).length > 0) return [];
  const own = SETTINGS.flatMap((key) => settingOf(settingsTable(file), key, file) ?? []);
  const table = Object.fromEntries(own.map(({ name, value }) => [name, value]));
  const safe = file.target?.release !== undefined;
  const tree = { host: { [url]: table } };
  return insertion('Add the server as a host', safe, file.document.root, tree);
}
