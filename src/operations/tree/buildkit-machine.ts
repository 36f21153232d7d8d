// A machine's files as rules for BuildKit look at them.
import {
  BUILDKIT_FILE,
  type BuildkitConfig,
  loadBuildkitConfig,
} from '../../engines/buildkit/config.ts';
import { parserOf } from '../../engines/dialect.ts';
import { type FileSystem, fileSystem } from '../../engines/filesystem.ts';
import type { Stop } from '../../engines/outcome.ts';
import type { Target } from '../../model/target.ts';
import type { ConfigTree, TreeOptions } from '../../model/tree.ts';

export interface BuildkitMachine {
  readonly fs: FileSystem;
  readonly target: Target;
  readonly config: BuildkitConfig | Stop;
}

export { BUILDKIT_FILE };

export function buildkitMachine(
  tree: ConfigTree,
  target: Target,
  options: TreeOptions,
): BuildkitMachine {
  const fs = fileSystem(tree, options);
  return { fs, target, config: loadBuildkitConfig(fs, parserOf(target)) };
}
