// Short names of images, and the full names that `[aliases]` may give them (engines.md C.9).
import { fitsName, readImage } from '../../go/reference.ts';

const NAME = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)*$/;

/** Whether the text names a repository without registry, tag and digest. */
export function isShortName(name: string): boolean {
  return fitsName(name) && NAME.test(name) && !hasHost(name);
}

/** Whether the text names registry and repository, without tag and digest. */
export function isFullName(name: string): boolean {
  const image = readImage(name, 'containers-image');
  return hasHost(name) && image !== undefined && image.tag === '' && image.digest === '';
}

function hasHost(name: string): boolean {
  const slash = name.indexOf('/');
  if (slash === -1) return false;
  const first = name.slice(0, slash);
  return /[.:]/.test(first) || first === 'localhost';
}
