// Each engine's model of a pull.
import type { EngineFamily, Target } from '../model/target.ts';
import { buildkitPull } from './buildkit/pull.ts';
import { containerdPull } from './containerd/pull.ts';
import { containersImagePull } from './containers-image/pull.ts';
import type { EnginePull } from './engine-pull.ts';
import type { FileSystem } from './filesystem.ts';
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

export const PULLS: Readonly<Record<EngineFamily, (question: PullQuestion) => EnginePull>> = {
  containerd: ({ fs, image, target }) => containerdPull(fs, image, target),
  'containers-image': containersImagePull,
  buildkit: ({ fs, image, target }) => buildkitPull(fs, image, target),
};
