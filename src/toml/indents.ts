// The indents and blank lines of a document's headers and entries. Read, never imposed.
import { blankLinesAbove, indentAt, leadStart } from './layout.ts';
import { firstOf, NEAR, nearby } from './nearby.ts';
import type { Section } from './scan.ts';
import { arrayStyle, DEFAULT_UNIT } from './style.ts';
import type { Document, Part } from './view.ts';

/** The indent that one level of headers adds, as most nested headers have it; none may be nested. */
export function indentUnit(document: Document): string | undefined {
  const votes = new Map<string, number>();
  const open: Part[] = [];
  for (const part of document.root.parts.slice(1, 1 + 10 * NEAR)) {
    const { section, names } = part;
    while (open.length > 0 && !isPrefix(open.at(-1)?.names ?? [], names)) open.pop();
    const above = open.at(-1);
    if (above && section.kind === 'table') {
      const levels = names.length - above.names.length;
      const unit = unitBetween(document.text, above.section, section, levels);
      if (unit !== undefined) votes.set(unit, (votes.get(unit) ?? 0) + 1);
    }
    open.push(part);
  }
  const [best] = [...votes].sort((a, b) => b[1] - a[1]);
  return best?.[0];
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
  const gap = blankLinesAbove(document.text, lead);
  const bom = document.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return document.text.slice(bom, lead).trim() === '' ? undefined : gap;
}

function isPrefix(prefix: readonly string[], names: readonly string[]): boolean {
  return prefix.length < names.length && prefix.every((name, at) => name === names[at]);
}

function unitBetween(
  text: string,
  above: Section,
  below: Section,
  levels: number,
): string | undefined {
  const outer = indentAt(text, above.start);
  const inner = indentAt(text, below.start);
  const added = inner.startsWith(outer) ? inner.slice(outer.length) : undefined;
  if (added === undefined || added.length % levels !== 0) return undefined;
  return added.slice(0, added.length / levels);
}
