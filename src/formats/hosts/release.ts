// Where releases of containerd read a hosts.toml differently. An answer is `undefined` while nobody
// has said which release reads the file.
import { before, type Release } from '../../model/target.ts';
import type { TomlTable } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { settingName as nameOfSetting } from '../shared.ts';

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

/** Whether a file without hosts counts; before, it was thrown away (engines.md B.3). */
export function readsServerAlone(file: OpenFile): boolean | undefined {
  return isSince(file, [1, 7, 32]);
}

/**
 * The name that a table has a setting under. Of several spellings containerd 2 takes the last, as it
 * decodes this file as it stands; while nobody has said which release reads it, the usual one counts.
 */
export function settingName(table: TomlTable, key: string, file: OpenFile): string | undefined {
  if (isSecondGeneration(file) !== true) {
    return nameOfSetting(table, key, isSecondGeneration(file) === undefined);
  }
  return Object.keys(table).findLast((name) => name.toLowerCase() === key.toLowerCase());
}

function isSince({ target }: OpenFile, first: Release): boolean | undefined {
  return target?.release && !before(target.release, first);
}
