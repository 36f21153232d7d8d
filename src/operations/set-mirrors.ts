// setMirrors: exactly these mirrors, in this order, for the registries that are named.
import type { MirrorEntry, Removal } from '../formats/index.ts';
import type { Finding } from '../model/diagnostic.ts';
import { sameEndpoint } from '../model/endpoint.ts';
import { placed } from '../model/error.ts';
import type { Mirror, MirrorMap } from '../model/mirror.ts';
import type { Change, Plan } from '../model/plan.ts';
import { composeEdits, originalOffset } from '../text/compose.ts';
import type { TextEdit, TextRange } from '../text/edit.ts';
import { lineIndex } from '../text/lines.ts';
import { sameData } from '../toml/index.ts';
import { addMirrors } from './add-mirrors.ts';
import { type Opened, openFile } from './open.ts';
import type { AddOptions } from './options.ts';
import { removalPlan } from './remove-mirrors.ts';
import { satisfies, type Wanted, wantedMirrors } from './wanted.ts';

/**
 * Gives each named registry exactly the named mirrors, in that order; an empty list takes all of
 * its mirrors away. Registries that are not named stay as they are, and so does a registry's own
 * server where it is listed among its mirrors.
 *
 * What is there and stays keeps its place and its comments; what stands in another order or has
 * other settings is taken out and written anew. Throws as `addMirrors` does.
 */
export function setMirrors(text: string, mirrors: MirrorMap, options: AddOptions = {}): Plan {
  const names = Object.keys(mirrors);
  const start = openFile(text, options, names);
  const wanted = wantedMirrors(mirrors, start.adapter, start.file);
  const misplaced = removalPlan(text, start, removals(start, wanted, misplacedMirrors));
  const named = wanted.filter((each) => each.mirrors.length > 0);
  const added = addMirrors(
    misplaced.text,
    Object.fromEntries(
      named.map((each) => [each.registry, each.mirrors.map(({ mirror }) => mirror)]),
    ),
    options,
  );
  const then = openFile(added.text, options, names);
  const surplus = removalPlan(added.text, then, removals(then, wanted, surplusMirrors));
  const before = (): Opened => openFile(text, options, names);
  const inVain = (): boolean => saysTheSame(before(), openFile(surplus.text, options, names));
  if (surplus.text === text || (misplaced.changed && inVain())) {
    return { ...added, text, changed: false, edits: [], changes: keptMirrors(before(), wanted) };
  }
  const both = composeEdits(text, misplaced.edits, added.edits);
  return {
    ...added,
    text: surplus.text,
    changed: true,
    edits: composeEdits(text, both, surplus.edits),
    changes: [
      ...misplaced.changes,
      ...moved(added.changes, misplaced.edits),
      ...moved(surplus.changes, both),
    ],
    diagnostics: placed(
      moved(
        remaining(added.diagnostics, moved(surplus.edits.map(rangeOf), added.edits)),
        misplaced.edits,
      ),
      lineIndex(text),
    ),
  };
}

/**
 * Whether two texts have the same data and, for each registry, the same mirrors in the same order.
 * What a file cannot say otherwise, as it serves others too, is there again after every removal and
 * addition.
 */
function saysTheSame(a: Opened, b: Opened): boolean {
  const lists = ({ adapter, file }: Opened): string =>
    adapter
      .entries(file)
      .map(({ registry, mirrors }) =>
        JSON.stringify([registry, mirrors.map(({ mirror }) => mirror)]),
      )
      .sort()
      .join();
  return sameData(a.file.data, b.file.data) && lists(a) === lists(b);
}

function keptMirrors({ adapter, file }: Opened, wanted: readonly Wanted[]): readonly Change[] {
  return wanted.flatMap((each) =>
    (adapter.entry(each.registry, file)?.mirrors ?? [])
      .filter((mirror) => isWanted(mirror, each))
      .map(({ mirror, range }) => ({ registry: each.registry, mirror, action: 'kept', range })),
  );
}

type Choice = (
  there: readonly MirrorEntry[],
  wanted: Wanted,
  opened: Opened,
) => readonly MirrorEntry[];

function removals(opened: Opened, wanted: readonly Wanted[], choose: Choice): readonly Removal[] {
  return wanted.flatMap((each) => {
    const entry = opened.adapter.entry(each.registry, opened.file);
    const mirrors = entry ? choose(entry.mirrors, each, opened) : [];
    return entry && mirrors.length > 0 ? [{ entry, mirrors }] : [];
  });
}

/**
 * Mirrors that are wanted, but elsewhere in the order or with other settings, and those that a
 * wanted one cannot stand beside or would not be asked for.
 */
function misplacedMirrors(
  there: readonly MirrorEntry[],
  wanted: Wanted,
  { adapter, file }: Opened,
): readonly MirrorEntry[] {
  const at = wanted.mirrors.map((each) =>
    there.findIndex(
      ({ endpoint, mirror, fault }) =>
        endpoint !== undefined &&
        fault === undefined &&
        sameEndpoint(endpoint, each.endpoint) &&
        satisfies(mirror, each.mirror) &&
        satisfies(each.mirror, ownSettings(mirror)),
    ),
  );
  // New ones go before the registry's own server, so what stands behind it stands out of order.
  const server = there.findIndex((each) => each.upstream && !isWanted(each, wanted));
  const end = server === -1 ? there.length : server;
  const kept = new Set(longestRise(at.filter((each) => each !== -1 && each < end)));
  const excludes = (each: MirrorEntry): boolean =>
    wanted.mirrors.some((mirror) => adapter.excludes?.(each, mirror, file));
  return there.filter((each, index) =>
    isWanted(each, wanted)
      ? !kept.has(index)
      : !each.upstream && (each.fault !== undefined || excludes(each)),
  );
}

/** Without what the registry as a whole may decide for all of its mirrors. */
function ownSettings({ capabilities: _, ...settings }: Mirror): Mirror {
  return settings;
}

function surplusMirrors(there: readonly MirrorEntry[], wanted: Wanted): readonly MirrorEntry[] {
  return there.filter((each) => !each.upstream && !isWanted(each, wanted));
}

function isWanted({ endpoint }: MirrorEntry, { mirrors }: Wanted): boolean {
  return endpoint !== undefined && mirrors.some((each) => sameEndpoint(each.endpoint, endpoint));
}

/** The most numbers that rise from left to right: what need not move. */
function longestRise(numbers: readonly number[]): readonly number[] {
  const best: (readonly number[])[] = [];
  for (const [at, number] of numbers.entries()) {
    const before = numbers
      .slice(0, at)
      .map((each, index) => (each < number ? (best[index] ?? []) : []))
      .reduce((a, b) => (b.length > a.length ? b : a), []);
    best.push([...before, number]);
  }
  return best.reduce((a, b) => (b.length > a.length ? b : a), []);
}

/** The findings about what is not taken out after all. */
function remaining(
  findings: readonly Finding[],
  removed: readonly { readonly range: TextRange }[],
): readonly Finding[] {
  return findings.filter(
    ({ range: { start } }) =>
      !removed.some(({ range }) => range.start <= start && start < range.end),
  );
}

function rangeOf({ start, end }: TextEdit): { readonly range: TextRange } {
  return { range: { start, end } };
}

/** The same with ranges against the text before the edits. */
function moved<T extends { readonly range: TextRange }>(
  located: readonly T[],
  edits: readonly TextEdit[],
): readonly T[] {
  return located.map((each) => ({
    ...each,
    range: {
      start: originalOffset(edits, each.range.start),
      end: originalOffset(edits, each.range.end),
    },
  }));
}
