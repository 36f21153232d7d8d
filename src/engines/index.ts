// Each engine's model of a pull.
import type { EngineFamily } from '../model/target.ts';
import { buildkitPull } from './buildkit/pull.ts';
import { containerdPull } from './containerd/pull.ts';
import { containersImagePull } from './containers-image/pull.ts';
import type { EnginePull, PullQuestion } from './engine-pull.ts';

export const PULLS: Readonly<Record<EngineFamily, (question: PullQuestion) => EnginePull>> = {
  containerd: ({ fs, image, target }) => containerdPull(fs, image, target),
  'containers-image': containersImagePull,
  buildkit: ({ fs, image, target }) => buildkitPull(fs, image, target),
};
