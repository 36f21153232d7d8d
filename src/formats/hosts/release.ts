// Where releases of containerd read a hosts.toml differently. An answer is `undefined` while nobody
// has said which release reads the file.
import { before, type Release } from '../../model/target.ts';
import type { TomlTable } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';

/** Whether hosts count only as `[host."…"]` headers, and a byte order mark not at all (B.4, B.7). */
export function isSecondGeneration(file: OpenFile): boolean | undefined {
  return isSince(file, [2, 0, 0]);
}

/** Whether `dial_timeout` is a setting; before, it is an unknown key (engines.md B.5). */
export function readsDialTimeout(file: OpenFile): boolean | undefined {
  return isSince(file, [2, 0, 7]);
}

/** Whether `referrers` is a capability; before, it spoils the file (engines.md B.5). */
export function readsReferrers(file: OpenFile): boolean | undefined {
  return isSince(file, [2, 2, 0]);
}

/**
 * The name that a table has a setting under. containerd 2.x matches names in any case, 1.x only as
 * they are and all in capitals (engines.md A.5, B.4).
 */
export function settingName(table: TomlTable, key: string, file: OpenFile): string | undefined {
  const names = Object.keys(table).filter((name) => name.toLowerCase() === key);
  if (names.includes(key)) return key;
  if (isSecondGeneration(file) === false) return names.find((name) => name === key.toUpperCase());
  return names[0];
}

function isSince({ target }: OpenFile, first: Release): boolean | undefined {
  return target?.release && !before(target.release, first);
}
