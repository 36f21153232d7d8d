// Copies of files as they were, beside them, under names that no engine reads.
import type { FileSystem } from '../host.ts';
import type { Replacement } from '../stage.ts';

/** One copy for each file that is there; an earlier copy is never written over. */
export async function backups(
  replacements: readonly Replacement[],
  files: FileSystem,
): Promise<readonly Replacement[]> {
  const copies: Replacement[] = [];
  for (const { before, path } of replacements) {
    if (before === undefined) continue;
    const name = await freeName(path, files);
    copies.push({ name, path: name, before: undefined, after: before });
  }
  return copies;
}

async function freeName(path: string, files: FileSystem): Promise<string> {
  for (let number = 0; ; number++) {
    const name = `${path}.bak${number === 0 ? '' : `.${number}`}`;
    const taken = await files.lstat(name).then(
      () => true,
      () => false,
    );
    if (!taken) return name;
  }
}
