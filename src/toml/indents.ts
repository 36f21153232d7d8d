// The indents and blank lines of a document's headers and entries. Read, never imposed.
import { keyAt, nextName } from './keys.ts';
import { blankLinesAbove, indentAt, isBlank, leadStart } from './layout.ts';
import { firstOf, NEAR, nearby } from './nearby.ts';
import type { Section } from './scan.ts';
import type { Document } from './view.ts';
import { arrayStyle, DEFAULT_UNIT } from './written.ts';

/** The indent that one level of headers adds, as most nested headers have it; none may be nested. */
export function indentUnit({ text, sections }: Document): string | undefined {
  const votes: string[] = [];
  const open: Section[] = [];
  for (let at = 1; at < sections.length && at <= 10 * NEAR && votes.length < ENOUGH; at++) {
    const section = sections[at] as Section;
    let levels = 0;
    for (let above = open.at(-1); above && levels === 0; above = open.at(-1)) {
      levels = levelsBelow(text, above, section);
      if (levels === 0) open.pop();
      else if (section.kind === 'table') votes.push(...unitBetween(text, above, section, levels));
    }
    open.push(section);
  }
  return mostFrequent(votes);
}

/** So many nested headers show what the author's habit is. */
const ENOUGH = 8;

function mostFrequent(votes: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const vote of votes) counts.set(vote, (counts.get(vote) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best?.[0];
}

/** By how many names a header goes on from one above it, spelled alike; 0 where it does not. */
function levelsBelow(text: string, above: Section, below: Section): number {
  const length = above.keyEnd - above.keyStart;
  if (!text.startsWith(text.slice(above.keyStart, above.keyEnd), below.keyStart)) return 0;
  let levels = 0;
  let next = nextName(text, below.keyStart + length);
  for (; next !== -1; levels++) next = nextName(text, keyAt(text, next).end);
  return levels;
}

/** The indent that entries have under their header near `center`. */
export function entryIndent(document: Document, center: number): string {
  const { text } = document;
  const found = nearby(document, center, (section) => {
    const first = section.entries[0];
    if (section.kind === 'root' || !first) return undefined;
    const header = indentAt(text, section.start);
    const own = indentAt(text, first.start);
    return own.startsWith(header) ? own.slice(header.length) : '';
  });
  return found ?? itemIndent(document, center) ?? headerUnit(document, center) ?? DEFAULT_UNIT;
}

/** A header's own indent at least shows whether the author uses tabs. */
function headerUnit(document: Document, center: number): string | undefined {
  return nearby(document, center, (section) =>
    indentAt(document.text, section.start).startsWith('\t') ? '\t' : undefined,
  );
}

/** Where no entry stands under a header, the items of arrays show how much the author indents. */
function itemIndent(document: Document, center: number): string | undefined {
  const { text } = document;
  return nearby(document, center, (section) =>
    firstOf(section.entries.slice(0, 8), (entry) => {
      const style = arrayStyle(text, entry);
      return style?.manyLines ? style.itemIndent : undefined;
    }),
  );
}

/** Moves an indent in or out by levels. */
export function shiftIndent(indent: string, unit: string, levels: number): string {
  if (levels >= 0) return indent + unit.repeat(levels);
  return indent.slice(0, Math.max(0, indent.length + levels * unit.length));
}

/** The blank lines above a section; `undefined` when nothing stands above it. */
export function gapAbove(document: Document, section: Section): number | undefined {
  const lead = leadStart(document, section);
  return isBlank(document.text, lead) ? undefined : blankLinesAbove(document.text, lead);
}

/** What one level adds; nothing where the headers show none. */
function unitBetween(text: string, above: Section, below: Section, levels: number): string[] {
  const outer = indentAt(text, above.start);
  const inner = indentAt(text, below.start);
  const added = inner.length - outer.length;
  if (!inner.startsWith(outer) || added % levels !== 0) return [];
  return [inner.slice(outer.length, outer.length + added / levels)];
}
