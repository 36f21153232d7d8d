// Which engines a machine has files of, where each looks for them by itself.
import { BUILDKIT_FILE, userBuildkitFile } from '../../engines/buildkit/config.ts';
import { registryFiles } from '../../engines/containers-image/files.ts';
import { type FileSystem, fileSystem } from '../../engines/filesystem.ts';
import type { EngineFamily } from '../../model/target.ts';
import type { ConfigTree, TreeSurroundings } from '../../model/tree.ts';

const SIGNS: Readonly<Record<EngineFamily, (fs: FileSystem, home: string) => boolean>> = {
  containerd: (fs) => fs.list('/etc/containerd').length > 0,
  'containers-image': (fs, home) => {
    const { main, dropIns, left } = registryFiles(fs, home);
    return fs.stat(main) !== 'missing' || dropIns.length + left.length > 0;
  },
  buildkit: (fs, home) =>
    [BUILDKIT_FILE, userBuildkitFile(home)].some((path) => fs.stat(path) !== 'missing'),
};

export function enginesThere(
  tree: ConfigTree,
  home: string,
  around: TreeSurroundings,
): readonly EngineFamily[] {
  const fs = fileSystem(tree, around);
  const families = Object.keys(SIGNS) as EngineFamily[];
  return families.filter((family) => SIGNS[family](fs, home));
}
