// What stands below the folders of `config_path`: which registry each name is for, and whether
// containerd takes another one for it (engines.md B.1).
import { folderNames } from '../../engines/containerd/hosts-dir.ts';
import type { FileSystem, Standing } from '../../engines/filesystem.ts';
import { registryOfPath } from '../../formats/hosts/folder.ts';
import { joinPath } from '../../go/path.ts';

export const DEFAULT_FOLDER = '_default';
export const HOSTS_FILE = 'hosts.toml';

/** A name below a root, whatever stands there. */
export interface HostsFolder {
  readonly root: string;
  readonly name: string;
  readonly path: string;
  /** As image references name it; `*` for all; `undefined` where no reference does. */
  readonly registry: string | undefined;
  readonly standing: Standing;
  /** What containerd takes for the registry instead. */
  readonly hiddenBy: string | undefined;
  /** Where its hosts.toml is, or would be. */
  readonly file: string;
  /** The text of that file; `undefined` where there is none. */
  readonly text: string | undefined;
}

export function hostsFolders(fs: FileSystem, roots: readonly string[]): readonly HostsFolder[] {
  return roots.flatMap((root) =>
    fs.list(root).map((name): HostsFolder => {
      const path = joinPath(root, name);
      const registry = registryOfPath(`${name}/${HOSTS_FILE}`);
      const taken = registry && candidates(roots, registry).find((each) => isThere(fs, each));
      const file = joinPath(path, HOSTS_FILE);
      return {
        root,
        name,
        path,
        registry,
        standing: fs.stat(path),
        hiddenBy: taken === path ? undefined : taken,
        file,
        text: fs.read(file),
      };
    }),
  );
}

/** The folders whose hosts.toml containerd reads. */
export function readFolders(folders: readonly HostsFolder[]): readonly HostsFolder[] {
  return folders.filter(
    ({ registry, hiddenBy, text }) =>
      registry !== undefined && hiddenBy === undefined && text !== undefined,
  );
}

function candidates(roots: readonly string[], registry: string): readonly string[] {
  return roots.flatMap((root) =>
    registry === '*' ? [joinPath(root, DEFAULT_FOLDER)] : folderNames(root, registry),
  );
}

function isThere(fs: FileSystem, path: string): boolean {
  return fs.stat(path) !== 'missing';
}
