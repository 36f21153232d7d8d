// Plans the removal of tables, keys, elements and items: each with the comment glued to it and the
// blank lines that set it apart, and nothing else.
import type { TextRange } from '../text/edit.ts';
import type { Draft } from './draft.ts';
import type { Effect } from './effect.ts';
import { fitsHeader } from './emit.ts';
import { arrayItems, inlineEntries } from './items.ts';
import {
  blankRunAbove,
  bodyEnd,
  gluedStart,
  isBlankLine,
  isCommentLine,
  leadStart,
  lineStart,
} from './layout.ts';
import { nextLine, type Section, skipBlanks } from './scan.ts';
import { type Document, dataPath, isExact, type Node, type Part, valueRange } from './view.ts';

/** Takes the nodes out, wherever and however they are written. */
export function removeNodes(
  document: Document,
  nodes: readonly Node[],
): { readonly drafts: readonly Draft[]; readonly effects: readonly Effect[] } {
  const holders = emptiedHolders(document, nodes);
  return {
    drafts: removalDrafts(document, nodes, holders),
    effects: removalEffects(nodes, holders),
  };
}

/**
 * The headers that stand only to hold names which some parsers take in no header, where all of these
 * go. Under a header that was there such names are dotted keys, so that it is told apart and stays.
 */
function emptiedHolders(document: Document, nodes: readonly Node[]): readonly Part[] {
  const { text } = document;
  const going = new Set(
    nodes
      .filter(({ key }) => key !== undefined && !fitsHeader(key))
      .flatMap(({ parts }) => parts.flatMap(({ entry, holder }) => (holder ? [] : (entry ?? [])))),
  );
  const parents = new Set(nodes.map(({ parent }) => parent));
  const sections = new Map(
    [...parents].flatMap((parent) => (parent?.parts ?? []).map((part) => [part.section, part])),
  );
  return [...sections].flatMap(([section, part]) => {
    const { entries, start, headerEnd } = section;
    const held = entries.every((each) => going.has(each) && text[each.valueStart] === '{');
    if (section.kind !== 'table' || part.kind !== 'section' || entries.length === 0 || !held)
      return [];
    const end = bodyEnd(document, section);
    const around = entries.map((each, index) =>
      text.slice(entries[index - 1]?.valueEnd ?? headerEnd, each.start),
    );
    const comments = [...around, text.slice(entries.at(-1)?.valueEnd, end)].some((each) =>
      each.includes('#'),
    );
    const lead = gluedStart(text, lineStart(text, start));
    return comments || lead !== lineStart(text, start) ? [] : [part];
  });
}

/**
 * The nodes go, and with them the tables around them that nothing else of the text has named: a
 * table that has a header or braces of its own stays.
 */
function removalEffects(nodes: readonly Node[], holders: readonly Part[]): readonly Effect[] {
  const gone = new Set([...nodes.flatMap((node) => node.parts), ...holders]);
  const pruned = new Set<Node>();
  const seen = new Set<Node>();
  for (const node of nodes) {
    for (let above = node.parent; above?.parent && !seen.has(above); above = above.parent) {
      seen.add(above);
      if (!above.parts.every((part) => gone.has(part))) break;
      pruned.add(above);
    }
  }
  return [
    ...nodes.map((node): Effect => ({ op: 'delete', path: dataPath(node) })),
    ...[...pruned]
      .map(dataPath)
      .sort((a, b) => b.length - a.length)
      .map((path): Effect => ({ op: 'prune', path })),
  ];
}

function removalDrafts(
  document: Document,
  nodes: readonly Node[],
  holders: readonly Part[],
): readonly Draft[] {
  const ranges: Span[] = holders.map(({ section }) => sectionRange(document, section));
  const items = new Map<number, { readonly list: TextRange; readonly starts: Set<number> }>();
  const within = (list: TextRange, start: number): void => {
    const known = items.get(list.start) ?? { list, starts: new Set<number>() };
    known.starts.add(start);
    items.set(list.start, known);
  };
  for (const node of nodes) {
    for (const part of node.parts) {
      if (part.kind === 'section') ranges.push(sectionRange(document, part.section));
      else if (part.kind === 'entry' && part.holder) within(part.holder, part.entry?.start ?? -1);
      else if (part.kind === 'entry' && part.entry)
        ranges.push(lineRange(document, part.entry.start, part.entry.valueEnd));
      else if (part.value && node.parent && isExact(node, part)) {
        const list = valueRange(node.parent);
        if (list) within(list, part.value.start);
      }
    }
  }
  for (const { list, starts } of items.values()) ranges.push(...itemRanges(document, list, starts));
  const { text } = document;
  const first = text.search(/[^\s]/);
  const end = text.trimEnd().length;
  return merged(ranges).map((range) => ({
    ...closed(text, opened(text, range, { start: first === -1 ? text.length : first, end })),
    text: '',
    rank: 0,
  }));
}

/** What goes; `lead` is where its first section begins, after the blank lines above. */
interface Span extends TextRange {
  readonly lead?: number;
}

function sectionRange(document: Document, section: Section): Span {
  const { text } = document;
  const lead = leadStart(document, section);
  return { start: blankRunAbove(text, lead).start, end: bodyEnd(document, section), lead };
}

/**
 * At the head of a text, the blank lines below sections go with them instead of those above; `said`
 * is the text without blanks around it. Those above stay where they keep a comment from what follows.
 */
function opened(text: string, { start, end, lead }: Span, said: TextRange): TextRange {
  if (lead === undefined) return { start, end };
  if (said.start < start) {
    const under = isCommentLine(text, lineStart(text, start - 1));
    const followed = end < text.length && !isBlankLine(text, end);
    return { start: under && followed ? lead : start, end };
  }
  let below = end;
  if (end < said.end) while (isBlankLine(text, below)) below = nextLine(text, below);
  return { start: lead, end: below };
}

/** Whole lines, with the comment lines glued above them. */
function lineRange(document: Document, from: number, to: number): TextRange {
  const { text } = document;
  return { start: gluedStart(text, lineStart(text, from)), end: nextLine(text, to) };
}

/** At the end of a text without final line end, the line end before goes instead. */
function closed(text: string, range: TextRange): TextRange {
  if (range.end < text.length || text.endsWith('\n') || range.start === 0) return range;
  const start = range.start - (text.slice(0, range.start).endsWith('\r\n') ? 2 : 1);
  return text[range.start - 1] === '\n' ? { start, end: range.end } : range;
}

/** Runs of what goes between commas, so that the commas that are left fit what is left. */
function itemRanges(document: Document, list: TextRange, starts: ReadonlySet<number>): TextRange[] {
  const { text } = document;
  const all =
    text[list.start] === '['
      ? arrayItems(text, list)
      : inlineEntries(text, list).map((entry) => ({ ...entry, end: entry.valueEnd }));
  const ranges: TextRange[] = [];
  for (let from = 0; from < all.length; from++) {
    if (!starts.has(all[from]?.start ?? -1)) continue;
    let to = from;
    while (to + 1 < all.length && starts.has(all[to + 1]?.start ?? -1)) to++;
    const before = all[from - 1];
    const first = all[from];
    const final = all[to];
    const after = all[to + 1];
    if (!first || !final) continue;
    const limit = after?.start ?? list.end - 1;
    const whole = nextLine(text, Math.max(final.end, final.comma + 1));
    const ownLines =
      text.slice(lineStart(text, first.start), first.start).trim() === '' && whole <= limit;
    if (ownLines) {
      const line = lineStart(text, first.start);
      // The comments of a list that is left empty may be about the list.
      const glued = before || after ? gluedStart(text, line) : line;
      const lead = Math.max(glued, nextLine(text, list.start));
      ranges.push({ start: lead, end: whole });
      if (!after && before && final.comma === -1)
        ranges.push({ start: before.comma, end: before.comma + 1 });
    } else if (before && text.slice(before.end, first.start).includes('#')) {
      ranges.push(
        { start: before.comma, end: before.comma + 1 },
        { start: first.start, end: final.end },
      );
    } else if (before) ranges.push({ start: before.end, end: final.end });
    else if (after) ranges.push({ start: first.start, end: after.start });
    else {
      const end = Math.max(final.end, final.comma + 1);
      const padded = skipBlanks(text, list.start + 1) === first.start;
      const both = padded && first.start > list.start + 1 && text[list.start] === '{';
      const start = padded ? list.start + 1 : first.start;
      ranges.push({ start, end: both ? skipBlanks(text, end) : end });
    }
    from = to;
  }
  return ranges;
}

function merged(ranges: readonly Span[]): readonly Span[] {
  const result: { start: number; end: number; lead?: number }[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const before = result.at(-1);
    if (before && range.start <= before.end) before.end = Math.max(before.end, range.end);
    else result.push({ ...range });
  }
  return result;
}
