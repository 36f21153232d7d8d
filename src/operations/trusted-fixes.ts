// Which fixes go together, and which of them may be called safe: law 9 is kept here, whatever rules
// say of their own fixes.
import { type Finding, inReadingOrder } from '../model/diagnostic.ts';
import { applyEdits, inTextOrder, type TextEdit } from '../text/edit.ts';

/** How far what one fix brings to light is followed. */
const ROUNDS = 5;
/** How often what comes to light is itself judged by what its fixes bring to light. */
const DEEPEST = 3;

/** What is found in a text; the finding of a text that is no TOML is an error too. */
export type Look = (text: string) => readonly Finding[];

/**
 * The findings, with no fix called safe that would make the text worse: one after which, with the safe
 * fixes of all that it brings to light, an error is left that was not there.
 */
export function withTrustedFixes(
  text: string,
  findings: readonly Finding[],
  look: Look,
): readonly Finding[] {
  return judged(text, findings, remembering(look), 0);
}

function judged(
  text: string,
  findings: readonly Finding[],
  look: Look,
  depth: number,
): readonly Finding[] {
  const together = compatible(findings);
  if (together.length === 0) return findings;
  const known = countErrors(findings);
  const endOf = (some: readonly Finding[]): ErrorCounts => {
    const applied = new Set(some);
    const others = codesOf(together.filter((each) => !applied.has(each)));
    return countErrors(atTheEnd(applyEdits(text, editsOf(some)), others, look, depth));
  };
  // An error that is mended, by them or by what comes to light, makes no room for a new one of its code.
  const isFine = (some: readonly Finding[], kept: readonly Finding[]): boolean => {
    const mended = countErrors(some);
    const without = endOf(kept);
    return [...endOf([...kept, ...some])].every(
      ([code, count]) =>
        count <= Math.min(known.get(code) ?? 0, without.get(code) ?? 0) - (mended.get(code) ?? 0),
    );
  };
  const doubted = new Set(offenders(together, isFine));
  return doubted.size === 0
    ? findings
    : findings.map((finding) => (doubted.has(finding) ? withoutSafety(finding) : finding));
}

/** Different fixes lead to the same texts; so many characters of them are kept. */
function remembering(look: Look): Look {
  const known = new Map<string, readonly Finding[]>();
  let room = 4_000_000;
  return (text) => {
    const there = known.get(text);
    if (there) return there;
    const found = look(text);
    room -= text.length;
    if (room >= 0) known.set(text, found);
    return found;
  };
}

/** What is found when the safe fixes of what comes to light have been applied too, but no other ones. */
function atTheEnd(
  text: string,
  others: ReadonlySet<string>,
  look: Look,
  depth: number,
): readonly Finding[] {
  const lookPast: Look = (changed) =>
    look(changed).map((each) => (others.has(each.code) ? { ...each, fixes: [] } : each));
  let current = text;
  let found = lookPast(current);
  for (let round = 0; round < ROUNDS; round++) {
    // The next round will trust no more of them than this.
    const trusted = depth < DEEPEST ? judged(current, found, lookPast, depth + 1) : found;
    const edits = safeEdits(trusted);
    if (edits.length === 0) break;
    current = applyEdits(current, edits);
    found = lookPast(current);
  }
  return found;
}

/** The edits of as many safe fixes as can be applied at once. */
export function safeEdits(findings: readonly Finding[]): readonly TextEdit[] {
  return editsOf(compatible(findings));
}

/**
 * The findings with safe fixes that touch no other's, earlier places first: the same ones in whatever
 * order they were found, so that what is applied is what was judged.
 */
function compatible(findings: readonly Finding[]): readonly Finding[] {
  const taken: TextEdit[] = [];
  return inReadingOrder(findings).filter((finding) => {
    const edits = safeEditsOf(finding);
    if (edits.length === 0 || edits.some((edit) => touches(taken, edit))) return false;
    for (const edit of edits) taken.splice(indexFor(taken, edit.start), 0, edit);
    return true;
  });
}

/** Those that are not fine beside the ones that are, found by halves. */
function offenders(
  findings: readonly Finding[],
  isFine: (some: readonly Finding[], kept: readonly Finding[]) => boolean,
): readonly Finding[] {
  let kept: readonly Finding[] = [];
  const dropped: Finding[] = [];
  const settle = (some: readonly Finding[]): void => {
    if (isFine(some, kept)) kept = [...kept, ...some];
    else if (some.length === 1) dropped.push(...some);
    else {
      const half = some.length >> 1;
      settle(some.slice(0, half));
      settle(some.slice(half));
    }
  };
  settle(findings);
  return dropped;
}

function editsOf(findings: readonly Finding[]): readonly TextEdit[] {
  return inTextOrder(findings.flatMap(safeEditsOf));
}

function safeEditsOf({ fixes = [] }: Finding): readonly TextEdit[] {
  return fixes.find(({ safe }) => safe)?.edits ?? [];
}

function codesOf(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.map(({ code }) => code));
}

type ErrorCounts = ReadonlyMap<string, number>;

/** By code, how many errors there are. */
function countErrors(findings: readonly Finding[]): ErrorCounts {
  const counts = new Map<string, number>();
  for (const { code, severity } of findings) {
    if (severity === 'error') counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

function withoutSafety(finding: Finding): Finding {
  const fixes = finding.fixes?.map((fix) => ({ ...fix, safe: false })) ?? [];
  return { ...finding, fixes };
}

/** Whether an edit overlaps or meets one of those, which are in text order and do not overlap. */
function touches(taken: readonly TextEdit[], edit: TextEdit): boolean {
  const at = indexFor(taken, edit.start);
  const before = taken[at - 1];
  const after = taken[at];
  if (before && before.end >= edit.start) return true;
  return after !== undefined && after.start <= edit.end;
}

/** How many of the edits start at or before an offset. */
function indexFor(taken: readonly TextEdit[], offset: number): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
