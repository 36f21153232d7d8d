// How containerd reads a hosts.toml: which hosts it lists in which order, and what makes it throw the
// whole file away (engines.md B.2 to B.7).

import { baseName, joinPath } from '../../go/path.ts';
import { type LineIndex, lineIndex } from '../../text/lines.ts';
import type { Skipped } from '../candidate.ts';
import { isStop, panic, type Stop } from '../outcome.ts';
import { type Data, field, mapEntries, type Origin, spellings } from '../toml/data.ts';
import { type ReadToml, readToml } from '../toml/read.ts';
import { fields, mismatch, type Shape } from '../toml/shape.ts';
import { type Discarded, type HostSettings, readHost } from './host-settings.ts';
import { CRASH, crashes, hostsKeyRule } from './imports.ts';
import type { ContainerdRules } from './versions.ts';

/** The hosts to try, the server last; without a server its `url` is empty. */
export interface HostsFile {
  readonly hosts: readonly HostSettings[];
  readonly server: HostSettings;
  /** Hosts that the file describes and the release does not list. */
  readonly unlisted: readonly Skipped[];
}

export function readHostsFile(
  text: string,
  path: string,
  rules: ContainerdRules,
): HostsFile | Discarded | Stop {
  const read = readToml(text, path, rules.parser);
  if ('message' in read) {
    if (crashes(read, rules)) return panic('pull', CRASH, { path, offset: read.offset });
    return { discarded: read.message, origin: { path, offset: read.offset } };
  }
  const names = rules.has('generation2') ? headerHosts(read) : lineHosts(read, rules);
  if ('discarded' in names || isStop(names)) return names;
  const wrong = mismatch(read.root, hostsShape(rules), hostsKeyRule(rules));
  if (wrong) return { discarded: wrong.message, origin: wrong.origin };
  const tables = hostTables(read, rules);
  const folder = joinPath(path.slice(0, -baseName(path).length));
  const hosts: HostSettings[] = [];
  for (const { name, origin } of names.list) {
    const host = readHost(name, tables.get(name), origin, folder, rules);
    if ('discarded' in host) return host;
    hosts.push(host);
  }
  const server = field(read.root, 'server', hostsKeyRule(rules));
  const url = server?.kind === 'string' ? server.value : '';
  const last = readHost(url, read.root, server?.origin ?? read.root.origin, folder, rules);
  if ('discarded' in last) return last;
  const listed = new Set(names.list.map(({ name }) => name));
  const unlisted = [...tables].flatMap(([name, { origin }]): readonly Skipped[] =>
    listed.has(name) ? [] : [{ entry: name, reason: NOT_LISTED, origin }],
  );
  return { hosts, server: last, unlisted };
}

/** A decoder puts what stands below each spelling into the one map, in text order. */
function hostTables({ root }: ReadToml, rules: ContainerdRules): ReadonlyMap<string, Data> {
  const all = spellings(root, 'host', hostsKeyRule(rules)).flatMap((each) => [...mapEntries(each)]);
  const tables = new Map<string, Data>();
  for (const [name, host] of all.sort(([, a], [, b]) => a.origin.offset - b.origin.offset)) {
    const there = tables.get(name);
    const both = there?.kind === 'table' && host.kind === 'table';
    tables.set(
      name,
      both ? { ...host, entries: new Map([...there.entries, ...host.entries]) } : host,
    );
  }
  return tables;
}

const NOT_LISTED = 'containerd 2 takes only hosts with a header of their own, [host."…"]';

interface Names {
  readonly list: readonly { readonly name: string; readonly origin: Origin }[];
}

/** containerd 2: headers only, in text order; a host whose headers are apart comes twice (B.4). */
function headerHosts(read: ReadToml): Names {
  const list: { name: string; origin: Origin }[] = [];
  let last = '';
  for (const statement of read.statements.list) {
    const [first, name] = statement.keys;
    if (statement.kind !== 'table' || first !== 'host' || name === undefined || name === last)
      continue;
    last = name;
    list.push({ name, origin: { path: read.root.origin.path, offset: statement.offset } });
  }
  return { list };
}

/**
 * containerd 1: all members of `host` by the line of their header; inline tables count as line 0, and
 * several of them come in an order that changes from pull to pull (B.4). A member that is no table,
 * beside another member, crashes the daemon.
 */
function lineHosts(read: ReadToml, rules: ContainerdRules): Names | Discarded | Stop {
  const host = read.root.entries.get('host');
  if (host?.kind !== 'table') {
    if (rules.has('serverOnly')) return { list: [] };
    const origin = host?.origin ?? read.root.origin;
    return { discarded: 'this release wants a host table in the file', origin };
  }
  const members = [...host.entries];
  const plain = members.find(([, member]) => member.kind !== 'table');
  if (plain && members.length > 1) {
    return panic(
      'pull',
      `"${plain[0]}" beside the tables of \`host\` crashes the daemon at the next pull`,
      plain[1].origin,
    );
  }
  const lines = lineIndex(read.statements.text);
  const list = members
    .map(([name, member]) => ({ name, origin: member.origin, line: lineOf(member, lines) }))
    .sort((a, b) => a.line - b.line);
  return { list };
}

function lineOf(member: Data, lines: LineIndex): number {
  if (member.kind === 'table' && member.inline) return 0;
  return lines.position(member.origin.offset).line;
}

function hostsShape(rules: ContainerdRules): Shape {
  const host = {
    ...fields({ list: 'string' }, 'capabilities'),
    ...fields('boolean', 'skip_verify override_path'),
    ...(rules.has('dialTimeout') && fields('string', 'dial_timeout')),
    header: { map: 'anything' },
  } as const;
  return { struct: { ...host, server: 'string', host: { map: { struct: host } } } };
}
