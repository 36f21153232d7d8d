// `[hosts."https://…"]` and `[Host."https://…"]`.
import { child, isTable, keyRange, type TomlValue } from '../../../toml/index.ts';
import { renaming } from '../../fixes.ts';
import { nearest } from '../../nearest.ts';
import type { Rule } from '../../rule.ts';
import { shown } from '../../shown.ts';

export const hostMisspelt: Rule = {
  code: 'hosts/host-misspelt',
  severity: 'error',
  title: 'The table of hosts has another name than "host"',
  effect:
    'Hosts below `[hosts."…"]` or `[Host."…"]` are never tried: containerd 2 says nothing, 1.6 and 1.7 before 1.7.32 pass over the whole file ("invalid host tree").',
  remedy: 'Write `[host."https://…"]`, in lower case and without an s.',
  source: 'engines.md B.4, F3, F4, HT06',
  bad: {
    text: `[hosts."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `[host."https://hub.example.net"]
  capabilities = ["pull", "resolve"]
`,
  },
  check: ({ document, data }) => {
    const names = Object.keys(data).filter((name) => isMisspelt(name) && hasTables(data[name]));
    return names.flatMap((name) => {
      const node = child(document.root, name);
      if (!node) return [];
      const only = names.length === 1 && !Object.hasOwn(data, 'host');
      return [
        {
          range: keyRange(node),
          message: `containerd looks for hosts below "host" and not below ${shown(name, 'name')}: none of these is tried. Write [host."https://…"].`,
          ...(only && { fixes: renaming('Write "host"', true, node, 'host') }),
        },
      ];
    });
  },
};

/** Whether the hosts of a file probably stand under the name. */
export function isMisspelt(name: string): boolean {
  return name !== 'host' && nearest(name, ['host', 'header', 'server']) === 'host';
}

/** Hosts as tables, or as elements of arrays, which two mistakes make of them. */
export function hasTables(value: TomlValue | undefined): boolean {
  return (
    isTable(value) &&
    Object.values(value).some(
      (each) => isTable(each) || (Array.isArray(each) && each.some(isTable)),
    )
  );
}
