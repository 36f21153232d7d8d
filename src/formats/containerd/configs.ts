// The tables `configs."host".tls` that mirrors with TLS settings need beside `mirrors`: which are new,
// where they stand, and which have nobody left to serve (engines.md A.7).
import type { Finding } from '../../model/diagnostic.ts';
import { MirrorConfError, refusal } from '../../model/error.ts';
import type { TextRange } from '../../text/edit.ts';
import {
  child,
  elements,
  findLastChild,
  type Node,
  nodeAt,
  nodeData,
  nodeRange,
  sameData,
  stringOf,
  type TomlTable,
  tableForm,
} from '../../toml/index.ts';
import type { Insertion, OpenFile, Removal, WantedMirror } from '../adapter.ts';
import { endpointText } from './endpoint-url.ts';
import { containerdEntries, endpointNode } from './entries.ts';
import { registryPath } from './section.ts';
import { configsKey, hasTls, readsTls, tlsOf, tlsTable } from './tls.ts';

/**
 * The `tls` tables that new mirrors bring with them, by host. One that is there is never changed, as
 * it serves whatever else is pulled from the host: where it is not what a mirror asks for, this
 * throws `containerd/other-settings`.
 */
export function newConfigs(
  insertions: readonly Insertion[],
  registry: Node | undefined,
  file: OpenFile,
): ReadonlyMap<string, TomlTable> {
  const tables = new Map<string, TomlTable>();
  const additions = insertions.flatMap((each) => each.additions);
  if (readsTls(file) !== true || !additions.some(({ wanted }) => hasTls(wanted.mirror))) {
    return tables;
  }
  const inUse = new Map(endpointsOf(file).map(({ host, range }) => [host, range] as const));
  for (const { wanted } of additions) {
    const text = endpointText(wanted);
    const host = configsKey(text);
    const table = tlsTable(wanted.mirror);
    const earlier = tables.get(host);
    const there = tlsNode(registry, host);
    const standing = there ? nodeRange(there) : inUse.get(host);
    if (standing) checkStanding(wanted, text, standing, registry, file);
    else if (!earlier) tables.set(host, table);
    else if (!sameData(earlier, table)) throw askedTwice(wanted);
  }
  return new Map([...tables].filter(([, table]) => Object.keys(table).length > 0));
}

/**
 * Whether new entries of `mirrors` would stand among their siblings before settings that they find
 * there, which taking them out again could not tell from settings of their own.
 */
export function precedeSettings(
  insertions: readonly Insertion[],
  registry: Node | undefined,
  file: OpenFile,
): boolean {
  const mirrors = child(registry, 'mirrors');
  const fresh = insertions.filter(({ entry }) => !entry);
  if (!mirrors || readsTls(file) === false || hasBracket(fresh.map((each) => each.registry))) {
    return false;
  }
  const nodes = fresh
    .flatMap(({ additions }) => additions)
    .flatMap(({ wanted }) => tlsNode(registry, configsKey(endpointText(wanted))) ?? []);
  if (nodes.length === 0) return false;
  const last = lastStart(mirrors);
  return nodes.some((node) => nodeRange(node).start > last) && tableForm(mirrors) === 'header';
}

/**
 * Whether new `configs` would stand among their siblings before the mirrors that bring them, which
 * are the last of the table if `last` says so.
 */
export function precedeMirrors(
  hosts: readonly string[],
  registry: Node | undefined,
  last: boolean,
): boolean {
  const configs = child(registry, 'configs');
  const mirrors = child(registry, 'mirrors');
  if (!configs || hasBracket(hosts)) return false;
  const place = mirrors && !last ? lastStart(mirrors) : Number.POSITIVE_INFINITY;
  return lastStart(configs) < place && tableForm(configs) === 'header';
}

/**
 * The `tls` tables that only the mirrors that go have needed: what mirrors bring with them says
 * nothing else, and stands behind the first of them.
 */
export function orphanedConfigs(removals: readonly Removal[], file: OpenFile): readonly Node[] {
  const registry = nodeAt(file.document.root, registryPath(file.data));
  if (readsTls(file) === false || !child(registry, 'configs')) return [];
  const going = new Map(
    removals.flatMap(({ entry, mirrors }) =>
      mirrors.map(({ range }) => [range.start, nodeRange(entry.node).start] as const),
    ),
  );
  const needed = new Set<string>();
  const gone = new Map<string, { readonly text: string; readonly first: number }>();
  for (const { text, host, range } of endpointsOf(file)) {
    const first = going.get(range.start);
    if (first === undefined) needed.add(host);
    else gone.set(host, { text, first: Math.min(first, gone.get(host)?.first ?? first) });
  }
  return [...gone].flatMap(([host, { text, first }]) => {
    const node = tlsNode(registry, host);
    if (!node || needed.has(host) || nodeRange(node).start < first) return [];
    const own = tlsTable({ url: text, ...tlsOf(registry, text, file) });
    return Object.keys(own).length > 0 && sameData(nodeData(node), own) ? [node] : [];
  });
}

interface Used {
  readonly text: string;
  readonly host: string;
  readonly range: TextRange;
}

/** Every endpoint of the file as it is written, with the key of its settings. */
function endpointsOf(file: OpenFile): readonly Used[] {
  return containerdEntries(file).flatMap(({ node }) => {
    const list = endpointNode(node, file);
    return (list ? elements(list) : []).flatMap((element) => {
      const text = stringOf(element);
      return text === undefined
        ? []
        : [{ text, host: configsKey(text), range: nodeRange(element) }];
    });
  });
}

function tlsNode(registry: Node | undefined, host: string): Node | undefined {
  return nodeAt(registry, ['configs', host, 'tls']);
}

/** Where the last thing below a table begins, or the table itself. */
function lastStart(table: Node): number {
  const last = findLastChild(table, () => true);
  return Math.max(nodeRange(table).start, last ? nodeRange(last).start : 0);
}

/** 1.x cannot read a header with a bracket inside (engines.md B.6). */
function hasBracket(names: readonly string[]): boolean {
  return names.some((name) => name.includes(']'));
}

/** Throws where the host of a mirror is reached in another way than the mirror asks for. */
function checkStanding(
  { mirror }: WantedMirror,
  text: string,
  range: TextRange,
  registry: Node | undefined,
  file: OpenFile,
): void {
  const there = tlsOf(registry, text, file);
  const agrees = (['skipVerify', 'ca', 'client'] as const).every(
    (key) =>
      mirror[key] === undefined || JSON.stringify(there[key]) === JSON.stringify(mirror[key]),
  );
  if (agrees) return;
  const host = configsKey(text);
  const finding: Finding = {
    code: 'containerd/other-settings',
    severity: 'error',
    range,
    message: `containerd has one set of TLS settings for each host, and "${host}" is in the file already, to be reached in another way than "${mirror.url}" asks for. What is there is left as it is: change configs."${host}".tls by hand if all that comes from it should change.`,
  };
  throw refusal([finding], file.lines);
}

function askedTwice({ endpoint }: WantedMirror): MirrorConfError {
  return new MirrorConfError(
    'containerd/other-settings',
    `containerd has one set of TLS settings for each host, and "${endpoint.host}" is asked for with two. Give all mirrors on it the same.`,
  );
}
