// `server` and a host with the same URL.

import { sameEndpoint } from '../../../model/endpoint.ts';
import { nodeRange, sameData, type TomlTable } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { removal } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { type Host, hostsOf, serverOf } from '../entries.ts';
import { SETTINGS, settingOf, settingsTable } from '../facts.ts';
import { hostEndpoint } from '../host.ts';

export const serverEqualsHost: Rule = {
  code: 'hosts/server-equals-host',
  severity: 'info',
  title: 'The server is one of the hosts too',
  effect:
    'The server comes last in the list: every release asks such a host twice when it does not have an image. It is the way to keep containerd from the registry itself, and releases before 1.7.32 want a host in the file.',
  remedy: 'Nothing, if the registry itself shall not be asked; otherwise keep one of the two.',
  source: 'engines.md B.3, B.6, F16, HT45',
  bad: {
    text: `server = "https://registry-1.docker.io"

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]

[host."https://registry-1.docker.io"]
`,
  },
  good: {
    text: `server = "https://registry-1.docker.io"

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `server = "https://registry-1.docker.io"

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  check: (file) => {
    const url = serverOf(file);
    const override = settingOf(settingsTable(file), 'override_path', file)?.value === true;
    const server = url === undefined ? undefined : hostEndpoint(url, override);
    if (!server) return [];
    return hostsOf(file)
      .filter(({ endpoint }) => endpoint && sameEndpoint(endpoint, server))
      .map((host) => ({
        range: nodeRange(host.node),
        message: `${shown(host.key, 'host')} is the server too, so that containerd asks it again at the end of the list. Keep one of the two, unless the host is there for containerd before 1.7.32.`,
        ...(isIdenticalLast(host, file) && {
          fixes: removal('Take the host out', true, file.document, [host.node]),
        }),
      }));
  },
};

/** Whether the list without the host makes the same requests in the same order. */
function isIdenticalLast(host: Host, file: OpenFile): boolean {
  const hosts = hostsOf(file);
  if (hosts.length < 2 || hosts.at(-1) !== hosts.find(({ key }) => key === host.key)) return false;
  return sameData(settingsOf(host.data), settingsOf(file.data));
}

function settingsOf(table: TomlTable): TomlTable {
  return Object.fromEntries(Object.entries(table).filter(([key]) => SETTINGS.includes(key)));
}
