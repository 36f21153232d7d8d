// Where releases of BuildKit read buildkitd.toml differently (engines.md D). An answer is `undefined`
// while nobody has said which release reads the file.
import { before, type Release } from '../../model/target.ts';
import type { TomlTable } from '../../toml/index.ts';
import type { OpenFile } from '../adapter.ts';
import { settingName as nameOfSetting } from '../shared.ts';

/** Whether a mirror may have a path; before, the path was taken for a part of the host. */
export function readsPaths(file: OpenFile): boolean | undefined {
  return isSince(file, [0, 12, 0]);
}

/** Whether a mirror's settings stand under its host; 0.12 looked for its path there too. */
export function looksUpHosts(file: OpenFile): boolean | undefined {
  return isSince(file, [0, 13, 0]);
}

/** Whether version 2 of the TOML library reads the file, to which a byte order mark is fatal. */
export function isSecondGeneration(file: OpenFile): boolean | undefined {
  return isSince(file, [0, 28, 0]);
}

/** Whether the TOML library takes the names of settings in any case. */
function takesAnyCase(file: OpenFile): boolean {
  return isSecondGeneration(file) !== false || isSince(file, [0, 10, 0]) === false;
}

/** The name that a table has a setting under. */
export function settingName(table: TomlTable, key: string, file: OpenFile): string | undefined {
  return nameOfSetting(table, key, takesAnyCase(file));
}

function isSince({ target }: OpenFile, first: Release): boolean | undefined {
  return target?.release && !before(target.release, first);
}
