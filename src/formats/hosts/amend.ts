// Puts hosts into a hosts.toml in the one form that every release honours, a `[host."URL"]` header
// that stands with its own sub-tables only, and takes them out (engines.md B.4).
import { refusal } from '../../model/error.ts';
import {
  child,
  type Draft,
  type Effect,
  insertHeaders,
  insertTree,
  type Node,
  removeNodes,
  type TomlTable,
} from '../../toml/index.ts';
import type { Amendment, Insertion, OpenFile, Removal } from '../adapter.ts';
import { hostsOf } from './entries.ts';
import { hostKey, hostTable } from './host.ts';
import { notAHeader } from './obstacles.ts';
import { isSecondGeneration } from './release.ts';

/** There is one registry in the file, so there is at most one insertion. */
export function insertIntoHosts(insertions: readonly Insertion[], file: OpenFile): Amendment {
  const { root } = file.document;
  const host = child(root, 'host');
  const drafts: Draft[] = [];
  const effects: Effect[] = [];
  const places = new Map<string, number>();
  for (const { registry, additions } of insertions) {
    for (const [index, tables] of grouped(additions)) {
      const own = host
        ? insertHeaders(host, tables, hostBehind(index, file))
        : insertTree(root, { host: tables });
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
  const nodes = hostsOf(file).filter(({ range }) => starts.has(range.start));
  return removeNodes(
    file.document,
    nodes.map(({ node }) => node),
  );
}

/**
 * The host before which a header goes to come at `index`. One that is not a header itself stands
 * above all headers: unless the release passes over it, nothing can be put before it.
 */
function hostBehind(index: number, file: OpenFile): Node | undefined {
  const behind = hostsOf(file).slice(index);
  const fixed = behind.find(({ header }) => !header);
  if (fixed && isSecondGeneration(file) !== true) throw refusal([notAHeader(fixed)], file.lines);
  return behind.find(({ header }) => header)?.node;
}

/** The additions that go to one place, together and in order. */
function grouped(additions: Insertion['additions']): ReadonlyMap<number, TomlTable> {
  const byIndex = new Map<number, TomlTable>();
  for (const { index, wanted } of additions) {
    const tables = byIndex.get(index) ?? {};
    tables[hostKey(wanted.endpoint)] = hostTable(wanted);
    byIndex.set(index, tables);
  }
  return byIndex;
}
