// `skip_verify = true` at the top of the file, above hosts that would need it.
import type { Fix } from '../../../model/diagnostic.ts';
import { nodeRange, type TomlTable } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { insertion } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { type Host, hostsOf, serverOf } from '../entries.ts';
import { type Setting, setsTls, settingOf, settingsTable } from '../facts.ts';

export const rootTls: Rule = {
  code: 'hosts/root-tls',
  severity: 'warning',
  title: 'Certificate settings at the top are not those of the hosts',
  effect:
    'In every release `ca`, `client` and `skip_verify` at the top of the file are for the registry itself alone. No `[host."…"]` inherits them, so that a mirror with a certificate of its own is not trusted.',
  remedy: 'Write them under the header of each host that needs them.',
  source: 'engines.md B.3, B17, HT22',
  bad: {
    text: `ca = "/etc/certs/ca.pem"

[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
  ca = "/etc/certs/ca.pem"
`,
  },
  fix: 'ask',
  check: (file) => {
    const hosts = hostsOf(file).filter(
      (host) => host.endpoint?.scheme === 'https' && !setsTls({ ...host, host }, file),
    );
    // With a server the settings are for a host that the file names.
    if (hosts.length === 0 || serverOf(file) !== undefined) return [];
    const root = settingsTable(file);
    return ['ca', 'client', 'skip_verify'].flatMap((key) => {
      const setting = settingOf(root, key, file);
      if (!setting || setting.value === false) return [];
      return [
        {
          range: nodeRange(setting.node),
          message: `"${key}" at the top of the file is for the registry itself, and no host inherits it. Write it under each [host."…"] header that needs it.`,
          fixes: intoHosts(setting, hosts, file),
        },
      ];
    });
  },
};

function intoHosts(
  { name, value }: Setting,
  hosts: readonly Host[],
  file: OpenFile,
): readonly Fix[] {
  const tables: TomlTable = Object.fromEntries(hosts.map(({ key }) => [key, { [name]: value }]));
  return insertion('Copy it into the hosts', false, file.document.root, { host: tables });
}
