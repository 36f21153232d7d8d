// Which releases have a change that was made on several branches at once.
import { before, type Release } from './target.ts';

/**
 * Whether a release has a change that came with the given releases, one per branch, in order: from
 * `['1.6.25', '1.7.7']` on are 1.6.25, 1.7.7 and all of 1.8, but not 1.7.0. An unknown release counts
 * as the newest.
 */
export function since(release: Release | undefined, ...changes: readonly string[]): boolean {
  if (!release) return true;
  const parsed = changes.map(parse);
  const same = parsed.find((change) => change[0] === release[0] && change[1] === release[1]);
  if (same) return !before(release, same);
  const last = parsed.at(-1);
  return last !== undefined && !before(release, last);
}

function parse(text: string): Release {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
  return [major, minor, patch];
}
