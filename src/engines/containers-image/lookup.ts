// Which `[[registry]]` an image falls under, and what an image is called at a location
// (engines.md C.5, C.6).
import { type ImageReference, imageText, readImage } from '../reference.ts';
import type { Registry } from './registries.ts';

/** The registry with the longest prefix that matches a name; of two as long, the first. */
export function findRegistry(registries: readonly Registry[], name: string): Registry | undefined {
  let found: Registry | undefined;
  for (const registry of registries) {
    if (matchLength(name, registry.prefix) === -1) continue;
    if (registry.prefix.length > (found?.prefix.length ?? 0)) found = registry;
  }
  return found;
}

/** How much of a reference a prefix stands for; -1 when it does not match. */
export function matchLength(reference: string, prefix: string): number {
  const end = prefix.startsWith('*.')
    ? wildcardEnd(reference, prefix)
    : plainEnd(reference, prefix);
  return end === -1 || end === reference.length || /[:/@]/.test(reference[end] ?? '') ? end : -1;
}

/** The image with its prefix replaced by a location; `undefined` when that is no full reference. */
export function rewrite(
  image: ImageReference,
  prefix: string,
  location: string,
): ImageReference | undefined {
  const text = imageText(image);
  const end = matchLength(text, prefix);
  if (end === -1) return undefined;
  if (location === '') return prefix.startsWith('*.') ? image : undefined;
  const renamed = location + text.slice(end);
  const rewritten = readImage(renamed, 'containers-image');
  return rewritten && imageText(rewritten) === renamed ? rewritten : undefined;
}

function plainEnd(reference: string, prefix: string): number {
  return reference.startsWith(prefix) ? prefix.length : -1;
}

/** The first place where the part after `*` stands, if it is in the host. */
function wildcardEnd(reference: string, prefix: string): number {
  const tail = prefix.slice(1);
  const at = reference.indexOf(tail);
  return at === -1 || reference.slice(0, at).includes('/') ? -1 : at + tail.length;
}
