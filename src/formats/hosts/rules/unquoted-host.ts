// `[host.mirror.example]`.
import {
  dataAt,
  isTable,
  type Node,
  nodeAt,
  nodeRange,
  type TomlTable,
} from '../../../toml/index.ts';
import { joining } from '../../fixes.ts';
import type { Rule } from '../../rule.ts';
import { type Host, hostsOf } from '../entries.ts';
import { SETTINGS } from '../facts.ts';

export const unquotedHost: Rule = {
  code: 'hosts/unquoted-host',
  severity: 'error',
  title: 'A host is not in quotes',
  effect:
    'Without quotes the dots split the name: `[host.mirror.example]` is a host `mirror` with a table `example` in it. Every release sends requests to `https://mirror/…`.',
  remedy: 'Put the URL in quotes: `[host."https://mirror.example"]`.',
  source: 'engines.md B.4, F7, HT07',
  bad: {
    text: `[host.mirror.example]
  capabilities = ["pull", "resolve"]
`,
  },
  good: {
    text: `[host."https://mirror.example"]
  capabilities = ["pull", "resolve"]
`,
  },
  fix: 'safe',
  fixed: {
    text: `[host."mirror.example"]
  capabilities = ["pull", "resolve"]
`,
  },
  check: (file) =>
    hostsOf(file).flatMap((host) => {
      if (!isUnquoted(host)) return [];
      const { key, node, data } = host;
      const ends = innermost(node, data, [key]);
      const taken = ends.some(({ names }) => dataAt(file.data, ['host', names.join('.')]));
      const nodes = ends.map((end) => end.node);
      const fixes = taken ? [] : joining('Put the host in quotes', true, node, nodes);
      return ends.map(({ node: end, names }) => ({
        range: nodeRange(end),
        message: `Without quotes "${key}" is the host and the rest of the name tables in it: containerd asks https://${key}, and looks at nothing below. Write [host."${names.join('.')}"], with its scheme.`,
        fixes,
      }));
    }),
};

/** Whether dots have probably split the host's name. */
export function isUnquoted({ key, data }: Pick<Host, 'key' | 'data'>): boolean {
  return isBare(key) && !SETTINGS.some((name) => Object.hasOwn(data, name));
}

/** Whether the name can stand in a header without quotes. */
export function isBare(name: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(name);
}

interface End {
  readonly node: Node;
  readonly names: readonly string[];
}

/** The tables at the ends of the names that dots split. */
function innermost(node: Node, data: TomlTable, names: readonly string[]): readonly End[] {
  if (names.length > 8) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const below = nodeAt(node, [key]);
    if (!below || !isTable(value) || !isBare(key)) return [];
    const path = [...names, key];
    const deeper = Object.keys(value).some((name) => SETTINGS.includes(name))
      ? []
      : innermost(below, value, path);
    return deeper.length > 0 ? deeper : [{ node: below, names: path }];
  });
}
