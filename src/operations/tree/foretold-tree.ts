// What the engine model foretells of a whole machine and no rule has said: that the engine does not
// take the files, that it can pull nothing from a registry, that it never asks a mirror. It only
// speaks where the target's release is known.
import type { OpenFile } from '../../formats/index.ts';
import { shown } from '../../formats/shown.ts';
import type { Target } from '../../model/target.ts';
import type { ConfigTree, PullPlan, TreeOptions, UnusedEntry } from '../../model/tree.ts';
import { lineRange } from '../foretold.ts';
import {
  HUB_IMAGE,
  INTENDED,
  isStopped,
  MOST_REGISTRIES,
  MOST_TEXT,
  type Probe,
  type Pulls,
  probesOf,
  pullsOf,
  RULED,
} from '../probe.ts';
import type { ReadFile } from './inspection.ts';
import type { TreeFinding } from './rules/tree-rule.ts';

/** A file that is TOML, where it really stands. */
export interface OpenedFile {
  readonly read: ReadFile;
  readonly path: string;
  readonly file: OpenFile;
}

interface Asked extends Pulls {
  readonly image: string;
}

/** What is already said of a pull's end by a finding that is somewhere else. */
const STOPPERS: ReadonlySet<string> = new Set([
  'hosts/not-a-folder',
  'hosts/missing-certificate',
  'buildkitd/missing-certificate',
  'containerd/config-path-missing',
]);

/** What one file does to the settings of another one. */
const MERGES: ReadonlySet<string> = new Set([
  'containerd/import-replaces-plugin',
  'containerd/import-version-mix',
]);

/** Errors by which something is lost, and that keep no file from loading. */
const LOSSES: ReadonlySet<string> = new Set([...MERGES, 'containerd/import-replaces-mirrors']);

export function foretoldOfTree(
  tree: ConfigTree,
  opened: readonly OpenedFile[],
  known: readonly TreeFinding[],
  target: Target,
  options: TreeOptions,
): readonly TreeFinding[] {
  if (!target.release) return [];
  const probes = opened.flatMap(({ read, file }) => probesOf(read.format, file));
  // Each image costs two runs of the model, which read all files.
  const size = opened.reduce((sum, { read }) => sum + read.text.length, 1);
  const most = Math.min(MOST_REGISTRIES, Math.max(2, Math.floor(MOST_TEXT / size)));
  const images = [...new Set(probes.map(({ image }) => image))].slice(0, most);
  const asked: Asked[] = [];
  const stops: TreeFinding[] = [];
  for (const image of images.length > 0 ? images : [HUB_IMAGE]) {
    const pulls = pullsOf(tree, image, options);
    const { byTag } = pulls;
    if (isStopped(byTag)) {
      stops.push(...stopFinding(image, byTag, opened, known, target));
      if (byTag.load !== 'ok') return stops;
      continue;
    }
    asked.push({ image, ...pulls });
  }
  const hasError = new Set(
    known.flatMap(({ path, severity }) => (severity === 'error' ? [path] : [])),
  );
  const quiet = opened.filter(({ path }) => !hasError.has(path));
  const isExplained = known.some(({ code, severity }) => severity === 'error' && MERGES.has(code));
  const unused = quiet.flatMap((each) =>
    RULED.includes(each.read.format)
      ? neverTried(each, opened, asked, target)
      : isExplained
        ? []
        : deadEntries(each, asked, known, target),
  );
  return [...stops, ...unused];
}

function stopFinding(
  image: string,
  { load, failure }: PullPlan,
  opened: readonly OpenedFile[],
  known: readonly TreeFinding[],
  target: Target,
): readonly TreeFinding[] {
  const lineOf = ({ path, range }: TreeFinding): number | undefined =>
    opened.find((each) => each.path === path)?.file.lines.position(range.start).line;
  const isSaid = known.some((each) => {
    if (each.severity !== 'error' || LOSSES.has(each.code)) return false;
    if (failure?.path === undefined || STOPPERS.has(each.code)) return true;
    // One fault more in a file that does not load anyway is not why it does not.
    const isThere = load === 'ok' || failure.line === undefined || lineOf(each) === failure.line;
    return each.path === failure.path && isThere;
  });
  const place = opened.find(({ path }) => path === failure?.path) ?? opened[0];
  if (isSaid || !place) return [];
  const { format } = place.read;
  const own = place.path === failure?.path;
  const why = failure?.message ?? 'they fail to load';
  const [registry = ''] = image.split('/');
  return [
    {
      code: load === 'ok' ? `${format}/pull-fails` : `${format}/refused`,
      severity: 'error',
      path: place.path,
      range: lineRange(place.file, own ? (failure?.line ?? 1) : 1),
      message:
        load === 'ok'
          ? `With these files ${target.text} can pull nothing from ${shown(registry, 'registry')}: ${why}. Mend that first.`
          : `${target.text} does not take these files (${load}): ${why}. Mend that first.`,
    },
  ];
}

/** Entries with mirrors of which none is asked, while no other file has mirrors for the image. */
function neverTried(
  { read, path, file }: OpenedFile,
  opened: readonly OpenedFile[],
  asked: readonly Asked[],
  target: Target,
): readonly TreeFinding[] {
  const sources = new Set(opened.map((each) => each.path));
  return probesOf(read.format, file).flatMap(({ image, entry }: Probe): readonly TreeFinding[] => {
    const pulls = asked.find((each) => each.image === image);
    if (!pulls || !entry || entry.mirrors.length === 0) return [];
    const isTried = [pulls.byTag, pulls.byDigest].some(({ attempts }) =>
      attempts.some(({ from }) => from && sources.has(from.path)),
    );
    if (isTried) return [];
    const why = pulls.byTag.unused.find((each) => each.path === path)?.reason;
    const because = why === undefined ? '' : `: ${why}`;
    const finding = {
      code: `${read.format}/unused`,
      severity: 'error',
      path,
      range: { start: entry.range.start, end: entry.range.end },
      message: `${target.text} tries no mirror of ${shown(entry.registry, 'registry')}${because}. Mend that, or take the entry out.`,
    } as const;
    return read.holds(finding) ? [finding] : [];
  });
}

/** Endpoints that no image is pulled by, though one seems to be meant. */
function deadEntries(
  { read, path, file }: OpenedFile,
  asked: readonly Asked[],
  known: readonly TreeFinding[],
  target: Target,
): readonly TreeFinding[] {
  const users = new Map<number, Set<string>>();
  for (const { image, byTag } of asked) {
    for (const { from } of byTag.attempts) {
      if (from?.path === path) users.set(from.line, (users.get(from.line) ?? new Set()).add(image));
    }
  }
  const dead = new Map<string, UnusedEntry>();
  for (const { image, byTag, byDigest } of asked) {
    const always = new Set(byDigest.unused.map(entryKey));
    for (const each of byTag.unused) {
      const others = [...(users.get(each.line) ?? [])].filter((user) => user !== image);
      const counts = each.path === path && !INTENDED.includes(each.reason);
      if (counts && always.has(entryKey(each)) && others.length === 0) {
        dead.set(entryKey(each), each);
      }
    }
  }
  return [...dead.values()]
    .map(({ line, entry, reason }) => ({
      code: `${read.format}/unused`,
      severity: 'error' as const,
      path,
      range: lineRange(file, line),
      message: `${target.text} never tries ${shown(entry, 'entry')}: ${reason}. Mend that, or take the entry out.`,
    }))
    .filter((finding) => read.holds(finding))
    .filter(({ range }) => !known.some((each) => each.path === path && meets(each.range, range)));
}

function meets(a: TreeFinding['range'], b: TreeFinding['range']): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function entryKey({ line, entry, path }: UnusedEntry): string {
  return `${path} ${line} ${entry}`;
}
