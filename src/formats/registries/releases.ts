// Since which releases of containers-image a file is read differently (engines.md C, F).
import { before, type Release } from '../../model/target.ts';
import type { OpenFile } from '../adapter.ts';

/** `pull-from-mirror` exists (C.4). */
export const PULL_FROM_MIRROR_SINCE: Release = [5, 21, 0];
/** An empty list counts when the versions of the format are told apart (C.8). */
export const EMPTY_LISTS_SINCE: Release = [5, 24, 0];
/** `additional-layer-store-auth-helper` exists (C.2). */
export const AUTH_HELPER_SINCE: Release = [5, 32, 0];
/** The slash at the end of a mirror's location is taken off (C.3). */
export const MIRROR_SLASH_SINCE: Release = [5, 35, 0];

/** Whether the file is read by a release that is known to come before another. */
export function isBefore({ target }: OpenFile, release: Release): boolean {
  return target?.release !== undefined && before(target.release, release);
}
