// Looks for what shows how a document is written, from a place outwards.
import type { Entry, Section } from './scan.ts';
import type { Document } from './view.ts';

/** A place's style shows close by; looking further would cost time on huge files. */
export const NEAR: number = 20;

/** What the section closest to `center` that shows anything shows. */
export function nearby<T>(
  document: Document,
  center: number,
  pick: (section: Section) => T | undefined,
): T | undefined {
  const { sections } = document;
  for (let distance = 0; distance < NEAR; distance++) {
    const above = sections[center - distance];
    const below = distance === 0 ? undefined : sections[center + distance];
    const found = (above && pick(above)) ?? (below && pick(below));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a word stands anywhere in the sections that `nearby` looks at. */
export function isNear({ text, sections }: Document, center: number, word: string): boolean {
  const start = sections[Math.max(0, center - NEAR + 1)]?.start ?? 0;
  const end = sections[center + NEAR]?.start ?? text.length;
  const at = text.indexOf(word, start);
  return at !== -1 && at < end;
}

/** What the first item that shows anything shows. */
export function firstOf<T, R>(
  items: readonly T[],
  pick: (item: T) => R | undefined,
): R | undefined {
  for (const item of items) {
    const picked = pick(item);
    if (picked !== undefined) return picked;
  }
  return undefined;
}

/** So many entries of a section show how it is written. */
const SHOWN = 8;

/** What the last entry of a section that shows anything shows. */
export function lastOf<T>(
  entries: readonly Entry[],
  pick: (entry: Entry) => T | undefined,
): T | undefined {
  for (let at = entries.length - 1; at >= Math.max(0, entries.length - SHOWN); at--) {
    const picked = pick(entries[at] as Entry);
    if (picked !== undefined) return picked;
  }
  return undefined;
}
