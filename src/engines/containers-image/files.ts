// Which files containers-image reads for a user, in which order (engines.md C.1).

import { joinPath } from '../../go/path.ts';
import type { FileSystem } from '../filesystem.ts';

const SYSTEM = '/etc/containers';
const MAIN = 'registries.conf';
const DROP_INS = 'registries.conf.d';

export interface RegistryFiles {
  /** The main file, whether or not it is there. */
  readonly main: string;
  /** In the order in which they are laid over it. */
  readonly dropIns: readonly string[];
  /** Files that look as if they were read, and why they are not. */
  readonly left: readonly { readonly path: string; readonly reason: string }[];
  /** Those of them that are the system's and not read because the user has a main file. */
  readonly hidden: readonly string[];
}

export function registryFiles(fs: FileSystem, home: string): RegistryFiles {
  const own = joinPath(home, '.config/containers');
  const userMain = joinPath(own, MAIN);
  const system = [joinPath(SYSTEM, MAIN), ...dropIns(fs, SYSTEM)];
  const user = dropIns(fs, own);
  const left = [...otherFiles(fs, SYSTEM), ...otherFiles(fs, own)];
  const isThere = fs.stat(userMain) === 'file' || fs.stat(userMain) === 'directory';
  if (!isThere)
    return {
      main: joinPath(SYSTEM, MAIN),
      dropIns: [...system.slice(1), ...user],
      left,
      hidden: [],
    };
  const hidden = system.filter((path) => fs.stat(path) === 'file');
  const reason = `hidden by ${userMain}, which is read instead of all system files`;
  return {
    main: userMain,
    dropIns: user,
    left: [...hidden.map((path) => ({ path, reason })), ...left],
    hidden,
  };
}

/** Where Podman keeps what was chosen at its prompts; of root's there is one for the machine. */
export function shortNamesFile(home: string): string {
  const cache = home === '/root' ? '/var/cache' : joinPath(home, '.cache');
  return joinPath(cache, 'containers/short-name-aliases.conf');
}

function dropIns(fs: FileSystem, folder: string): readonly string[] {
  const path = joinPath(folder, DROP_INS);
  if (fs.isLink(path)) return [];
  return fs
    .list(path)
    .map((name) => joinPath(path, name))
    .filter((file) => file.endsWith('.conf') && isDropIn(fs, file));
}

/** Any file; a link too, even to a folder, which then can't be read. */
function isDropIn(fs: FileSystem, path: string): boolean {
  return fs.isLink(path) || fs.stat(path) === 'file';
}

function otherFiles(fs: FileSystem, folder: string): RegistryFiles['left'] {
  const path = joinPath(folder, DROP_INS);
  const isLink = fs.isLink(path);
  return fs.list(path).flatMap((name) => {
    const file = joinPath(path, name);
    if (isLink)
      return [{ path: file, reason: 'a link in place of registries.conf.d is not followed' }];
    if (name.endsWith('.conf') && isDropIn(fs, file)) return [];
    if (fs.stat(file) === 'directory') {
      return fs.list(file).map((inner) => ({
        path: joinPath(file, inner),
        reason: 'folders below registries.conf.d are not read',
      }));
    }
    return [{ path: file, reason: 'only files whose names end in ".conf" are read' }];
  });
}
