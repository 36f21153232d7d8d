// From the endpoints that an engine may ask to the requests that it makes of them for one image.
// For containerd's resolver, which BuildKit has too (engines.md A.5, B.5, B.6, D).
import type { PullAttempt } from '../model/tree.ts';
import { type Candidate, NO_PULL, SAME_REQUEST, type Skipped } from './candidate.ts';
import type { FileSystem } from './filesystem.ts';
import { placeOf, pullFails, type Stop } from './outcome.ts';
import type { ImageReference } from './reference.ts';
import { type ManifestRequest, manifestRequest } from './requests.ts';
import type { Origin } from './toml/data.ts';

export interface Attempts {
  readonly attempts: readonly PullAttempt[];
  readonly skipped: readonly Skipped[];
  /** Only where there are no attempts. */
  readonly stop?: Stop;
}

/**
 * The requests for the manifest. A digest that no endpoint has is then looked for as a blob at the
 * same endpoints, which says nothing more about them and is left out.
 */
export function resolverAttempts(
  fs: FileSystem,
  candidates: readonly Candidate[],
  image: ImageReference,
): Attempts {
  const byTag = image.digest === '';
  const skipped: Skipped[] = [];
  const attempts: PullAttempt[] = [];
  for (const candidate of candidates) {
    if (!candidate.pulls || (byTag && !candidate.resolves)) {
      skip(skipped, candidate, missingCapability(candidate));
      continue;
    }
    const { endpoint, keptBack } = candidate;
    const request =
      keptBack === undefined ? manifestRequest(endpoint, image) : { reason: keptBack };
    if ('reason' in request) {
      skip(skipped, candidate, `no request leaves: ${request.reason}`);
      continue;
    }
    for (const attempt of attemptsOf(fs, candidate, image, request)) {
      const before = attempts.at(-1);
      if (!before || !sameRequest(before, attempt)) attempts.push(attempt);
      else skip(skipped, candidate, SAME_REQUEST);
    }
  }
  return attempts.length > 0 ? { attempts, skipped } : { attempts, skipped, stop: nobodyToAsk() };
}

/** Everything that could be asked is left out. */
export const NOBODY_LEFT = 'no host is left that may be asked for this image';

export function nobodyToAsk(): Stop {
  return pullFails(NOBODY_LEFT);
}

export function sameRequest(a: PullAttempt, b: PullAttempt): boolean {
  return a.scheme === b.scheme && a.host === b.host && a.path === b.path && a.ns === b.ns;
}

/** The place of an origin, as results show it; nothing for what no file says. */
export function fromPlace(fs: FileSystem, origin: Origin | undefined): Pick<PullAttempt, 'from'> {
  return origin ? { from: placeOf(fs, origin) } : {};
}

function attemptsOf(
  fs: FileSystem,
  candidate: Candidate,
  image: ImageReference,
  request: ManifestRequest,
): readonly PullAttempt[] {
  const attempt: PullAttempt = {
    ...request,
    servesTags: candidate.pulls && candidate.resolves,
    fallback: false,
    ...fromPlace(fs, candidate.origin),
  };
  if (!candidate.fallsBack) return [attempt];
  const plain = manifestRequest({ ...candidate.endpoint, scheme: 'http' }, image);
  return 'reason' in plain ? [attempt] : [attempt, { ...attempt, ...plain, fallback: true }];
}

function missingCapability(candidate: Candidate): string {
  if (!candidate.pulls) return NO_PULL;
  return 'a host that may only be pulled from is not asked for a tag';
}

function skip(skipped: Skipped[], candidate: Candidate, reason: string): void {
  if (!candidate.origin) return;
  skipped.push({ entry: candidate.entry, reason, origin: candidate.origin });
}
