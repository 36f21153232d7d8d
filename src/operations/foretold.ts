// What the engine model foretells of one file and no rule has said: a file that the target refuses,
// a registry that it can pull nothing from, an entry that it never tries. It only speaks where the
// target's release is known.
import type { OpenFile, RegistryEntry } from '../formats/index.ts';
import { shown } from '../formats/shown.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { Format } from '../model/format.ts';
import type { PullPlan, UnusedEntry } from '../model/tree.ts';
import type { TextRange } from '../text/edit.ts';
import { offsetAt } from '../text/lines.ts';
import {
  comesFrom,
  HOME,
  hasPlainImports,
  INTENDED,
  isStopped,
  probesOf,
  pullsOf,
  RULED,
  treeOf,
} from './probe.ts';

/** Whether the code is one of those that findings of the model have. */
export function isModelCode(code: string): boolean {
  return Object.keys(HOME).some((format) =>
    ['unused', 'refused', 'pull-fails'].some((fault) => code === `${format}/${fault}`),
  );
}

export function modelFindings(
  format: Format,
  file: OpenFile,
  ruled: readonly Finding[],
): readonly Finding[] {
  if (!file.target?.release || hasPlainImports(format, file)) return [];
  // What rules have an error for explains what the model would say, and hides the rest.
  if (ruled.some(({ severity }) => severity === 'error')) return [];
  const tree = treeOf(format, file.document.text, file.data);
  const stops: Finding[] = [];
  const dead: Dead[] = [];
  /** By line, the images that are pulled by what stands there. */
  const users = new Map<number, Set<string>>();
  for (const { image, entry } of probesOf(format, file)) {
    const pulls = pullsOf(tree, image, { target: file.target.text });
    const { byTag, byDigest } = pulls;
    const stop = stopOf(format, image, byTag, file);
    if (stop) stops.push(stop);
    if (byTag.load !== 'ok') return stops;
    if (stop) continue;
    if (RULED.includes(format)) {
      if (!entry) stops.push(...passedOver(format, byTag, file));
      else if (!comesFrom(HOME[format], pulls))
        stops.push(...neverTried(format, entry, byTag, file));
      continue;
    }
    for (const { from } of byTag.attempts) {
      if (from?.path === HOME[format]) {
        users.set(from.line, (users.get(from.line) ?? new Set()).add(image));
      }
    }
    const always = new Set(byDigest.unused.map(entryKey));
    for (const each of byTag.unused) {
      const counts = each.path === HOME[format] && !INTENDED.includes(each.reason);
      if (!counts || !always.has(entryKey(each))) continue;
      const served = byTag.attempts[0]?.from?.path === HOME[format];
      if (!served || !isAskedElsewhere(each, byTag, file)) {
        dead.push({ image, entry: each, served });
      }
    }
  }
  // What another image is pulled by looks unused for this one alone.
  const unused = dead.filter(({ image, entry }) =>
    [...(users.get(entry.line) ?? [])].every((each) => each === image),
  );
  const byEntry = new Map(unused.map((each) => [entryKey(each.entry), each]));
  return [...stops, ...[...byEntry.values()].map((each) => unusedFinding(format, each, file))];
}

/** An entry with mirrors of which none is asked, neither for tags nor for digests. */
function neverTried(
  format: Format,
  { registry, mirrors, range }: RegistryEntry,
  { unused }: PullPlan,
  file: OpenFile,
): readonly Finding[] {
  if (mirrors.length === 0) return [];
  const why = unused.find(({ path }) => path === HOME[format])?.reason;
  const because = why === undefined ? '' : `: ${why}`;
  return [
    {
      code: `${format}/unused`,
      severity: 'error',
      range,
      message: `${file.target?.text} tries no mirror of ${shown(registry, 'registry')}${because}. Mend that, or take the entry out.`,
    },
  ];
}

/** A file without entries that says something all the same, and of which the engine makes nothing. */
function passedOver(format: Format, { unused }: PullPlan, file: OpenFile): readonly Finding[] {
  const whole = unused.find(({ path, entry }) => path === HOME[format] && entry === path);
  if (!whole || Object.keys(file.data).length === 0) return [];
  return [
    {
      code: `${format}/unused`,
      severity: 'error',
      range: lineRange(file, whole.line),
      message: `${file.target?.text} makes nothing of this file: ${whole.reason}. Mend that first.`,
    },
  ];
}

/** An entry that is not tried for an image that it seems to be for. */
interface Dead {
  readonly image: string;
  readonly entry: UnusedEntry;
  /** Whether another entry of the file is asked first: the image has its mirror. */
  readonly served: boolean;
}

/** Whether the same endpoint is asked, as another line of the file has it. */
function isAskedElsewhere({ entry, path }: UnusedEntry, pull: PullPlan, file: OpenFile): boolean {
  return pull.attempts.some(
    ({ from }) => from?.path === path && file.lines.lineText(from.line).includes(entry),
  );
}

function entryKey({ line, entry }: UnusedEntry): string {
  return `${line} ${entry}`;
}

function unusedFinding(
  format: Format,
  { entry: { line, entry, reason }, served }: Dead,
  file: OpenFile,
): Finding {
  return {
    code: `${format}/unused`,
    severity: served ? 'warning' : 'error',
    range: lineRange(file, line),
    message: `${file.target?.text} never tries ${shown(entry, 'entry')}: ${reason}. Mend that, or take the entry out.`,
  };
}

/** Why the engine takes nothing from the file, or can pull nothing from the registry. */
function stopOf(
  format: Format,
  image: string,
  pull: PullPlan,
  file: OpenFile,
): Finding | undefined {
  if (!isStopped(pull)) return undefined;
  const { load, failure } = pull;
  const line = failure?.path === HOME[format] ? (failure.line ?? 1) : 1;
  const why = failure?.message ?? 'it fails to load';
  const [registry = ''] = image.split('/');
  return {
    code: load === 'ok' ? `${format}/pull-fails` : `${format}/refused`,
    severity: 'error',
    range: lineRange(file, line),
    message:
      load === 'ok'
        ? `With this file ${file.target?.text} can pull nothing from ${shown(registry, 'registry')}: ${why}. Mend that first.`
        : `${file.target?.text} does not take this file (${load}): ${why}. Mend that first.`,
  };
}

export function lineRange(file: OpenFile, line: number): TextRange {
  const { text } = file.document;
  const start = offsetAt(text, line, 1);
  const indent = /^[ \t]*/.exec(file.lines.lineText(line))?.[0].length ?? 0;
  return { start: start + indent, end: start + file.lines.lineText(line).length };
}
