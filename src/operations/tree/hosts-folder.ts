// Where the hosts.toml of a registry stands below the folders that containerd reads, or belongs
// (engines.md B.1, B.2).

import { folderNames } from '../../engines/containerd/hosts-dir.ts';
import type { FileSystem } from '../../engines/filesystem.ts';
import { formats } from '../../formats/index.ts';
import { joinPath } from '../../go/path.ts';
import { MirrorConfError } from '../../model/error.ts';
import { stringText } from '../../toml/index.ts';

const DEFAULT = '_default';

/**
 * The path of the file that containerd reads for the registry when it looks through `roots`, or of
 * the one that it would read if it were there: in the folder that the registry has, else in a new
 * one that hides no other registry's. Throws `tree/not-a-folder` where a file stands in the way.
 */
export function hostsFileOf(
  fs: FileSystem,
  roots: readonly [string, ...string[]],
  registry: string,
): string {
  const [first] = roots;
  const last = roots.at(-1) ?? first;
  for (const root of roots) {
    const names = registry === '*' ? [joinPath(root, DEFAULT)] : folderNames(root, registry);
    const folder = names.find((path) => fs.stat(path) !== 'missing');
    if (folder === undefined) continue;
    const shared = registry !== '*' && folder === joinPath(root, DEFAULT);
    return checked(fs, shared ? newFile(root, registry) : joinPath(folder, 'hosts.toml'));
  }
  // What is for all registries comes last, or it would hide the folders of the roots behind it.
  return checked(fs, newFile(registry === '*' ? last : first, registry));
}

/** Where the folder of all registries takes the pulls that the registry's new file is for. */
export function sharedFile(
  fs: FileSystem,
  roots: readonly string[],
  registry: string,
): string | undefined {
  for (const root of roots) {
    const folder = folderNames(root, registry).find((path) => fs.stat(path) !== 'missing');
    if (folder === undefined) continue;
    if (folder !== joinPath(root, DEFAULT)) return undefined;
    const path = joinPath(folder, 'hosts.toml');
    return fs.stat(path) === 'file' ? path : undefined;
  }
  return undefined;
}

/**
 * The beginning of a new hosts.toml. Certificates that lie in the folder count only while there is
 * no such file, so the file names them for the registry's own server.
 */
export function newHostsText(fs: FileSystem, path: string): string {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const files = fs.list(folder).filter((name) => fs.stat(joinPath(folder, name)) === 'file');
  const quoted = (name: string): string => stringText(joinPath(folder, name), '"');
  const authorities = files.filter((name) => name.endsWith('.crt')).map(quoted);
  const pairs = files
    .filter((name) => name.endsWith('.cert'))
    .map((name) => {
      const key = name.replace(/cert$/, 'key');
      return `[${quoted(name)}, ${files.includes(key) ? quoted(key) : '""'}]`;
    });
  return [
    ...(authorities.length > 0 ? [`ca = [${authorities.join(', ')}]\n`] : []),
    ...(pairs.length > 0 ? [`client = [${pairs.join(', ')}]\n`] : []),
  ].join('');
}

function newFile(root: string, registry: string): string {
  return joinPath(root, formats.hosts.pathOf(registry).replace(/^certs\.d\//, ''));
}

function checked(fs: FileSystem, path: string): string {
  const standing = fs.stat(path);
  if (standing === 'file' || standing === 'missing') return path;
  const what = standing === 'directory' ? 'is a folder' : 'has a file where a folder belongs';
  throw new MirrorConfError(
    'tree/not-a-folder',
    `${path} ${what}, and containerd fails every pull that leads there. Take it away first.`,
  );
}
