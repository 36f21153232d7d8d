// Puts hosts into a hosts.toml in the one form that every release honours, a `[host."URL"]` header
// that stands with its own sub-tables only, and takes them out (engines.md B.4).
import { refusal } from '../../model/error.ts';
import {
  child,
  type Draft,
  type Effect,
  insertHeaders,
  type Node,
  removeNodes,
  type TomlTable,
} from '../../toml/index.ts';
import type { Amendment, Insertion, OpenFile, Removal, WantedMirror } from '../adapter.ts';
import { byPlace } from '../shared.ts';
import { hostsOf } from './entries.ts';
import { hostKey, hostTable } from './host.ts';
import { isSecondGeneration } from './release.ts';
import { isHeader, notAHeader, otherMeaning } from './standing.ts';

/** There is one registry in the file, so there is at most one insertion. */
export function insertIntoHosts(insertions: readonly Insertion[], file: OpenFile): Amendment {
  const { root } = file.document;
  const host = child(root, 'host');
  const drafts: Draft[] = [];
  const effects: Effect[] = [];
  const places = new Map<string, number>();
  for (const { registry, additions } of insertions) {
    for (const [index, wanted] of byPlace(additions, (each) => each)) {
      const tables = newTables(wanted, file);
      const own = host
        ? insertHeaders(host, tables, hostBehind(index, file))
        : insertHeaders(root, { host: tables });
      drafts.push(...own);
      for (const [key, value] of Object.entries(tables)) {
        effects.push({ op: 'set', path: ['host', key], value });
      }
    }
    places.set(registry, Math.min(...drafts.map(({ start }) => start)));
  }
  return { drafts, effects, places };
}

export function removeFromHosts(
  removals: readonly Removal[],
  file: OpenFile,
): Omit<Amendment, 'places'> {
  const starts = new Set(
    removals.flatMap(({ mirrors }) => mirrors.map(({ range }) => range.start)),
  );
  const hosts = hostsOf(file).filter(({ range }) => starts.has(range.start));
  return removeNodes(
    file.document,
    hosts.map(({ node }) => node),
  );
}

/** By key; throws where a host that means something else has the key. */
function newTables(added: readonly WantedMirror[], file: OpenFile): TomlTable {
  const tables: TomlTable = {};
  const hosts = hostsOf(file);
  for (const wanted of added) {
    const key = hostKey(wanted.endpoint);
    const taken = hosts.find((host) => host.key === key);
    if (taken) throw refusal([otherMeaning(taken.node, taken.mirror)], file.lines);
    tables[key] = hostTable(wanted);
  }
  return tables;
}

/**
 * The host before which a header goes to come at `index`. One that is not a header itself stands
 * above all headers: unless the release passes over it, nothing can be put before it.
 */
function hostBehind(index: number, file: OpenFile): Node | undefined {
  const behind = hostsOf(file)
    .slice(index)
    .map(({ node }) => node);
  const fixed = behind.find((node) => !isHeader(node));
  if (fixed && isSecondGeneration(file) !== true) throw refusal([notAHeader(fixed)], file.lines);
  return behind.find(isHeader);
}
