// addMirrors: puts mirrors into a text by insertions alone.
import type { Insertion, MirrorEntry, RegistryEntry, WantedMirror } from '../formats/index.ts';
import type { Finding } from '../model/diagnostic.ts';
import { sameEndpoint } from '../model/endpoint.ts';
import { MirrorConfError, placed, refusal } from '../model/error.ts';
import type { MirrorMap } from '../model/mirror.ts';
import type { Change, Plan } from '../model/plan.ts';
import type { LineIndex } from '../text/lines.ts';
import { openFile } from './open.ts';
import type { AddOptions } from './options.ts';
import { amend } from './verify.ts';
import { nameFindings, satisfies, type Wanted, wantedMirrors } from './wanted.ts';

/**
 * Adds mirrors to a text, each where its engine will use it.
 *
 * Only ever inserts: the original is the result without the insertions, byte for byte. What the
 * result means is checked by another parser before it is returned. A mirror that is there in
 * another spelling is kept as it is; when all are there, `text` is the very string given.
 *
 * Throws a `MirrorConfError` when the text is no TOML (`toml/syntax`, `toml/template`), when its
 * format is unknown (`format/unknown`), when a name or URL is none (`registry/…`, `mirror/…`),
 * when the format cannot say what is asked (`not-expressible`), and when the engine would refuse
 * the result or ignore the mirror (codes of the format, such as
 * `containerd/mirrors-with-config-path`).
 */
export function addMirrors(text: string, mirrors: MirrorMap, options: AddOptions = {}): Plan {
  const { adapter, file } = openFile(text, options, Object.keys(mirrors));
  const wanted = wantedMirrors(mirrors, adapter, file).filter((each) => each.mirrors.length > 0);
  const [obstacle, ...obstacles] = adapter.obstacles(file);
  if (obstacle) throw refusal([obstacle, ...obstacles], file.lines);
  const position = options.position ?? 'last';
  const planned = wanted.map((each) =>
    plannedEntry(each, adapter.entry(each.registry, file), position, file.lines),
  );
  const insertions = planned
    .map(({ insertion }) => insertion)
    .filter((each) => each.additions.length > 0);
  const findings = [
    ...nameFindings(wanted),
    ...planned.flatMap((each) => each.findings),
    ...adapter.remarks(insertions, file),
  ];
  const amendment = adapter.insert(insertions, file);
  const { text: after, edits } = amend(text, file.data, amendment);
  return {
    format: adapter.format,
    text: after,
    changed: edits.length > 0,
    edits,
    changes: planned.flatMap(({ changes, insertion }) =>
      changes.map((change) => located(change, amendment.places.get(insertion.registry))),
    ),
    diagnostics: placed(findings, file.lines),
  };
}

interface PlannedEntry {
  readonly insertion: Insertion;
  readonly changes: readonly Change[];
  readonly findings: readonly Finding[];
}

const NOWHERE = { start: 0, end: 0 };

function plannedEntry(
  wanted: Wanted,
  entry: RegistryEntry | undefined,
  position: 'last' | 'first',
  lines: LineIndex,
): PlannedEntry {
  const there = entry?.mirrors ?? [];
  const at = wanted.mirrors.map((each) => indexOf(each, there, wanted.registry, lines));
  const additions = wanted.mirrors.flatMap((each, index) =>
    at[index] === -1 ? [{ index: slot(index, at, there, position), wanted: each }] : [],
  );
  const changes = wanted.mirrors.map((each, index): Change => {
    const { registry } = wanted;
    const kept = there[at[index] ?? -1];
    return kept
      ? { registry, mirror: kept.mirror, action: 'kept', range: kept.range }
      : { registry, mirror: each.mirror, action: 'added', range: NOWHERE };
  });
  return {
    insertion: { registry: wanted.registry, entry, additions },
    changes,
    findings: orderFindings(wanted, entry, at),
  };
}

/** Where the mirror is already; one that is there unusable or with other settings is refused. */
function indexOf(
  wanted: WantedMirror,
  there: readonly MirrorEntry[],
  registry: string,
  lines: LineIndex,
): number {
  const same = there.map(
    ({ endpoint }) => endpoint !== undefined && sameEndpoint(endpoint, wanted.endpoint),
  );
  const index = there.findIndex(({ fault }, at) => same[at] && fault === undefined);
  const found = there[index];
  const fault = found ? undefined : there[same.indexOf(true)]?.fault;
  if (fault) throw refusal([fault], lines);
  if (found && !satisfies(found.mirror, wanted.mirror)) {
    throw new MirrorConfError(
      'mirror/other-settings',
      `"${wanted.mirror.url}" is a mirror of "${registry}" already, with other settings than asked for. Use setMirrors to replace it, or ask for it by its URL alone.`,
    );
  }
  return index;
}

/**
 * The position of a new mirror: next to the ones it is asked to follow or precede if they are
 * there, else last or first, but always before the upstream's own endpoint unless it is asked to
 * follow that.
 */
function slot(
  index: number,
  at: readonly number[],
  there: readonly MirrorEntry[],
  position: 'last' | 'first',
): number {
  const ahead = at.slice(0, index);
  const upstream = there.findIndex((each, place) => each.upstream && !ahead.includes(place));
  const end = upstream === -1 ? there.length : upstream;
  const later = at.slice(index + 1).find((each) => each !== -1);
  const earlier = ahead.findLast((each) => each !== -1);
  if (position === 'first') return earlier === undefined ? 0 : Math.min(earlier + 1, end);
  return later === undefined || later > end ? end : later;
}

/** An order that insertions cannot make: said, not enforced. */
function orderFindings(
  wanted: Wanted,
  entry: RegistryEntry | undefined,
  at: readonly number[],
): readonly Finding[] {
  const kept = at.filter((each) => each !== -1);
  if (!entry || kept.every((each, index) => index === 0 || each > (kept[index - 1] ?? -1)))
    return [];
  return [
    {
      code: `mirror/other-order`,
      severity: 'info',
      range: entry.range,
      message: `The mirrors of "${wanted.registry}" that are there already stand in another order than asked for. Adding moves nothing; use setMirrors for an exact order.`,
    },
  ];
}

function located(change: Change, place: number | undefined): Change {
  if (change.action !== 'added' || place === undefined) return change;
  return { ...change, range: { start: place, end: place } };
}
