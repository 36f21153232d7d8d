// What each engine's model is asked, and what it returns before that is put into the words of the
// public result.

import type { Target } from '../model/target.ts';
import type { PullAttempt } from '../model/tree.ts';
import type { Skipped } from './candidate.ts';
import type { FileSystem } from './filesystem.ts';
import type { Stop } from './outcome.ts';
import type { ImageReference } from './reference.ts';

/** What a model is asked with. */
export interface PullQuestion {
  readonly fs: FileSystem;
  /** As it was asked for. */
  readonly written: string;
  readonly image: ImageReference;
  readonly target: Target;
  /** Home of the user that runs the engine. */
  readonly home: string;
}

export interface EnginePull {
  /** As the engine completes it. */
  readonly image: ImageReference;
  /** Why there are no attempts. */
  readonly stop?: Stop;
  readonly attempts: readonly PullAttempt[];
  readonly skipped: readonly Skipped[];
}
