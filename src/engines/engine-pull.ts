// What each engine's model returns, before it is put into the words of the public result.
import type { PullAttempt } from '../model/tree.ts';
import type { Skipped } from './candidate.ts';
import type { Stop } from './outcome.ts';
import type { ImageReference } from './reference.ts';

export interface EnginePull {
  /** As the engine completes it. */
  readonly image: ImageReference;
  /** Why there are no attempts. */
  readonly stop?: Stop;
  readonly attempts: readonly PullAttempt[];
  readonly skipped: readonly Skipped[];
}
