// What an image is called at a location of the `[[registry]]` that it falls under (engines.md C.5,
// C.6).
import { isWildcard, matchLength } from '../../formats/registries/prefixes.ts';
import { type ImageReference, imageText, readImage } from '../reference.ts';

/** The image with its prefix replaced by a location; `undefined` when that is no full reference. */
export function rewrite(
  image: ImageReference,
  prefix: string,
  location: string,
): ImageReference | undefined {
  const text = imageText(image);
  const end = matchLength(text, prefix);
  if (end === -1) return undefined;
  if (location === '') return isWildcard(prefix) ? image : undefined;
  const renamed = location + text.slice(end);
  const rewritten = readImage(renamed, 'containers-image');
  return rewritten && imageText(rewritten) === renamed ? rewritten : undefined;
}
