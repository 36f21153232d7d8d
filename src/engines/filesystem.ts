// A config tree seen as a file system: what stands at a path, through links and folders, and what a
// glob finds. Knows no engine.

import { baseName, cleanPath, hasPattern, joinPath, parentPath, partPattern } from '../go/path.ts';
import type { ConfigTree, TreeSurroundings } from '../model/tree.ts';
import { lineIndex } from '../text/lines.ts';

/**
 * What a stat finds. `unreachable`: the path leads through a file or links in a circle, or is too
 * long, which engines treat differently from a path that is missing.
 */
export type Standing = 'file' | 'directory' | 'missing' | 'unreachable';

export interface FileSystem {
  stat(path: string): Standing;
  /** A file's text; `undefined` for anything else. */
  read(path: string): string | undefined;
  /** The path with links followed: the file that a person edits. */
  resolve(path: string): string;
  /** Names in a folder, sorted; empty for anything else. */
  list(path: string): readonly string[];
  /** Whether the path's last name is a link, wherever it leads. */
  isLink(path: string): boolean;
  /** The line of an offset in the file at a path, from 1. */
  lineAt(path: string, offset: number): number;
  /** The existing paths that match, sorted; `undefined` for a pattern that Go calls bad. */
  glob(pattern: string): readonly string[] | undefined;
}

/** Relative paths start at `/`, where service managers start daemons. */
export function fileSystem(tree: ConfigTree, around: TreeSurroundings = {}): FileSystem {
  const files = byPath(tree);
  const links = byPath(around.links ?? {});
  const folders = new Map<string, Set<string>>([['/', new Set()]]);
  for (const path of [...files.keys(), ...links.keys()])
    addFolders(folders, parentPath(path), path);
  for (const path of around.dirs ?? []) {
    if (path.length <= LONGEST) addFolders(folders, absolute(path), absolute(path));
  }

  const sorted = remembered((path) => [...(folders.get(path) ?? [])].sort());
  const lines = remembered((path) => lineIndex(files.get(path) ?? ''));

  const locate = (path: string): { standing: Standing; path: string } => {
    if (path.length > LONGEST) return { standing: 'unreachable', path };
    let parts = absolute(path).split('/').filter(Boolean);
    let at = '/';
    let followed = 0;
    for (let index = 0; index < parts.length; index++) {
      const next = joinPath(at, parts[index] as string);
      const target = links.get(next);
      if (target !== undefined) {
        if (++followed > 40 || target.length > LONGEST)
          return { standing: 'unreachable', path: next };
        const start = target.startsWith('/') ? target : joinPath(at, target);
        parts = [...absolute(start).split('/').filter(Boolean), ...parts.slice(index + 1)];
        at = '/';
        index = -1;
        continue;
      }
      if (files.has(next)) {
        const last = index === parts.length - 1;
        return { standing: last ? 'file' : 'unreachable', path: next };
      }
      if (!folders.has(next)) return { standing: 'missing', path: next };
      at = next;
    }
    return { standing: 'directory', path: at };
  };

  const list = (path: string): readonly string[] => {
    const found = locate(path);
    return found.standing === 'directory' ? sorted(found.path) : [];
  };

  const glob = remembered((pattern): readonly string[] | undefined => {
    const parts = pattern.split('/').filter(Boolean);
    const first = Math.max(parts.findIndex(hasPattern), 0);
    const start = parts.slice(0, first).join('/');
    let found = [pattern.startsWith('/') ? absolute(start) : joinPath(start)];
    const patterns = parts.slice(first).map(partPattern);
    for (const fits of patterns) {
      if (!fits) return undefined;
      found = found.flatMap((folder) =>
        list(folder)
          .filter(fits)
          .map((name) => joinPath(folder, name)),
      );
    }
    return found;
  });

  return {
    stat: (path) => locate(path).standing,
    read: (path) => {
      const found = locate(path);
      return found.standing === 'file' ? files.get(found.path) : undefined;
    },
    resolve: (path) => locate(path).path,
    list,
    glob,
    isLink: (path) => {
      const found = locate(parentPath(absolute(path)));
      return links.has(joinPath(found.path, baseName(absolute(path))));
    },
    lineAt: (path, offset) => lines(locate(path).path).position(offset).line,
  };
}

/** Linux has no longer paths. */
const LONGEST = 4096;

function byPath(record: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const possible = Object.entries(record).filter(([path]) => path.length <= LONGEST);
  return new Map(possible.map(([path, value]) => [absolute(path), value]));
}

function absolute(path: string): string {
  return cleanPath(`/${path}`);
}

/** Makes the folder and those above it, and puts the child's name into it. */
function addFolders(folders: Map<string, Set<string>>, folder: string, child: string): void {
  let above = folder;
  let below = child;
  for (;;) {
    const names = folders.get(above);
    const name = below.slice(below.lastIndexOf('/') + 1);
    if (below !== above) (names ?? new Set<string>()).add(name);
    if (names) return;
    folders.set(above, new Set(below === above ? [] : [name]));
    below = above;
    above = parentPath(above);
  }
}

/** The function, asked only once for each key. */
function remembered<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key) as T;
  };
}
