// Image references completed the way that all three engines complete them: `latest` without a tag.

import { type Grammar, type ImageReference, readImage } from '../go/reference.ts';
import { MirrorConfError } from '../model/error.ts';

export {
  type Grammar,
  type ImageReference,
  imageName,
  imageObject,
  imageText,
  readImage,
} from '../go/reference.ts';

/** Throws `image/invalid` for what no engine would pull. */
export function parseImage(text: string, grammar: Grammar): ImageReference {
  const image = readImage(text, grammar);
  if (!image) {
    throw new MirrorConfError(
      'image/invalid',
      `"${text}" is no image reference. Write one such as "nginx:1.27", "quay.io/org/app" or "registry.example:5000/app@sha256:…".`,
    );
  }
  return image.tag === '' && image.digest === '' ? { ...image, tag: 'latest' } : image;
}
