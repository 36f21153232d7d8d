// Looks for what shows how a document is written, from a place outwards.
import type { Section } from './scan.ts';
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
