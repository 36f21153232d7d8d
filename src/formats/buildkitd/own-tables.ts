// The tables `[registry."HOST"]` that mirrors with settings need beside the registry's own: which are
// new, and which have nobody left to serve.

import type { Finding } from '../../model/diagnostic.ts';
import { MirrorConfError, refusal } from '../../model/error.ts';
import type { TextRange } from '../../text/edit.ts';
import {
  type Node,
  nodeAt,
  nodeRange,
  ownSection,
  sameData,
  type TomlTable,
} from '../../toml/index.ts';
import type { Insertion, OpenFile, Removal, WantedMirror } from '../adapter.ts';
import { mirrorsNode, mirrorTexts, settingsKey } from './entries.ts';
import { settingName } from './release.ts';
import { settingsOf, settingsTable, tableOf } from './settings.ts';

const START: TextRange = { start: 0, end: 0 };

/**
 * The tables that new mirrors bring with them, by host. Settings that are there are never changed, as
 * they serve whatever else is pulled from the host: where they are not what a mirror asks for, this
 * throws `buildkitd/other-settings`.
 */
export function newTables(
  insertions: readonly Insertion[],
  file: OpenFile,
): ReadonlyMap<string, TomlTable> {
  const inUse = new Map(
    mirrorTexts(file).map(({ text, range }) => [settingsKey(text, file), range] as const),
  );
  const tables = new Map<string, TomlTable>();
  for (const { wanted } of insertions.flatMap(({ additions }) => additions)) {
    const { host } = wanted.endpoint;
    const table = settingsTable(wanted.mirror, wanted.endpoint);
    const earlier = tables.get(host);
    const standing = tableOf(host, file) ? START : inUse.get(host);
    if (standing) checkStanding(wanted, standing, file);
    else if (!earlier) tables.set(host, table);
    else if (!sameData(earlier, table)) throw askedTwice(wanted);
  }
  return new Map([...tables].filter(([, table]) => Object.keys(table).length > 0));
}

/**
 * The hosts whose tables only the mirrors that go have needed: what mirrors bring with them says
 * nothing else, and stands behind the first `mirrors` that goes; or before it, without
 * a header, where the host has brackets, which some parsers read in none.
 */
export function orphanedHosts(removals: readonly Removal[], file: OpenFile): ReadonlySet<string> {
  const going = new Map(
    removals.flatMap(({ mirrors }) => mirrors.map((mirror) => [mirror.range.start, mirror])),
  );
  const keys = mirrorTexts(file).map(({ text, range }) => ({
    key: settingsKey(text, file),
    mirror: going.get(range.start),
  }));
  const needed = new Set(keys.filter(({ mirror }) => !mirror).map(({ key }) => key));
  const emptied = new Set(removals.filter(isWhole).map(({ entry }) => entry.registry));
  const first = Math.min(
    ...removals.map(
      ({ entry }) => nodeRange(mirrorsNode(entry.registry, file) ?? entry.node).start,
    ),
  );
  const orphaned = keys.filter(({ key, mirror }) => {
    if (!mirror?.endpoint || needed.has(key)) return false;
    const { data, nodes } = settingsIn(key, emptied.has(key), file);
    return (
      nodes.length > 0 &&
      nodes.every((node) => nodeRange(node).start > first || hasNoHeader(node)) &&
      sameData(data, settingsTable(mirror.mirror, mirror.endpoint))
    );
  });
  return new Set(orphaned.map(({ key }) => key));
}

/** Whether a setting is one of a host with brackets, which is named in no header. */
function hasNoHeader({ parent }: Node): boolean {
  return parent?.key?.includes(']') === true && ownSection(parent) === undefined;
}

/** Whether all mirrors of the entry go. */
export function isWhole({ entry, mirrors }: Removal): boolean {
  return mirrors.length === entry.mirrors.length;
}

/** What a host's table says, and where; `mirrors` counts unless they all go. */
function settingsIn(
  host: string,
  emptied: boolean,
  file: OpenFile,
): { readonly data: TomlTable; readonly nodes: readonly Node[] } {
  const table = tableOf(host, file) ?? {};
  const mirrors = emptied ? settingName(table, 'mirrors', file) : undefined;
  const entries = Object.entries(table).filter(([key]) => key !== mirrors);
  const nodes = entries.flatMap(([key]) => {
    const node = nodeAt(file.document.root, ['registry', host, key]);
    return node ? [node] : [];
  });
  return { data: Object.fromEntries(entries), nodes };
}

/** Throws where the host of a mirror is reached in another way than the mirror asks for. */
function checkStanding({ mirror, endpoint }: WantedMirror, inUse: TextRange, file: OpenFile): void {
  const { host, scheme } = endpoint;
  const there = settingsOf(host, file);
  const asked = ['skipVerify', 'ca', 'client'] as const;
  const agrees =
    there.scheme === scheme &&
    asked.every((key) => mirror[key] === undefined || isSame(there.tls[key], mirror[key]));
  if (agrees) return;
  const own = nodeAt(file.document.root, ['registry', host]);
  const finding: Finding = {
    code: 'buildkitd/other-settings',
    severity: 'error',
    range: own ? nodeRange(own) : inUse,
    message: `BuildKit has one set of settings for each host, and "${host}" is in the file already, to be reached in another way than "${mirror.url}" asks for. What is there is left as it is: change [registry."${host}"] by hand if all that comes from it should change.`,
  };
  throw refusal([finding], file.lines);
}

function isSame(there: unknown, asked: unknown): boolean {
  return JSON.stringify(there) === JSON.stringify(asked);
}

function askedTwice({ endpoint }: WantedMirror): MirrorConfError {
  return new MirrorConfError(
    'buildkitd/other-settings',
    `BuildKit has one set of settings for each host, and "${endpoint.host}" is asked for with two. Give all mirrors on it the same.`,
  );
}
