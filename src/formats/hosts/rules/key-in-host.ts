// `[host]` with a setting in it.
import type { Fix } from '../../../model/diagnostic.ts';
import { isTable, nodeAt, nodeRange, type TomlValue } from '../../../toml/index.ts';
import type { OpenFile } from '../../adapter.ts';
import { move } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';
import { hostsOf } from '../entries.ts';
import { hostTableOf, SETTINGS } from '../facts.ts';

export const keyInHost: Rule = {
  code: 'hosts/key-in-host',
  severity: 'error',
  title: 'A setting stands in [host] instead of in a host',
  effect:
    'containerd 1.6 and 1.7 panic at the next pull of the registry and the whole daemon dies, when a host stands beside the setting. containerd 2 logs a decode error and passes over the whole file.',
  remedy:
    'Move the setting under the `[host."https://…"]` header that it is for, or to the top of the file for the registry\'s own server.',
  source: 'engines.md B.4, X10, HT02',
  blocks: true,
  bad: {
    text: `[host]
  capabilities = ["pull", "resolve"]

[host."https://hub.example.net"]
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'ask',
  check: (file) => {
    const host = hostTableOf(file);
    return Object.entries(host?.data ?? {}).flatMap(([name, value]) => {
      if (isTable(value) || (Array.isArray(value) && value.some(isTable))) return [];
      const node = nodeAt(host?.node, [name]);
      if (!node) return [];
      return [
        {
          range: nodeRange(node),
          message: `${shown(name, 'key')} stands in [host], where only the tables of hosts belong: containerd 1.x crashes at the next pull, and 2.x passes over the whole file. Move it under a [host."https://…"] header, or to the top for the registry's own server.`,
          fixes: intoOnlyHost(name, value, file),
        },
      ];
    });
  },
};

/** With one host in the file, a setting of hosts is probably meant for it. */
function intoOnlyHost(name: string, value: TomlValue, file: OpenFile): readonly Fix[] {
  const [only, ...others] = hostsOf(file);
  const node = nodeAt(file.document.root, ['host', name]);
  if (!only || !node || others.length > 0) return [];
  if (!SETTINGS.includes(name) || Object.hasOwn(only.data, name)) return [];
  const tree = { host: { [only.key]: { [name]: value } } };
  return move('Move it into the host', false, file.document, [node], tree);
}
