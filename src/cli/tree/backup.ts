// Copies of files as they were, beside them, under names that the engine does not read.
import { fileFault } from '../fault.ts';
import type { FileSystem } from '../host.ts';
import type { Replacement } from '../stage.ts';

/**
 * One copy for each file that is there; an earlier copy is never written over. Throws a `Fault` when
 * the engine would read one, as it does where `imports` end in `*`.
 */
export async function backups(
  replacements: readonly Replacement[],
  findRead: (paths: readonly string[]) => string | undefined,
  files: FileSystem,
): Promise<readonly Replacement[]> {
  const copies: Replacement[] = [];
  for (const { before, path } of replacements) {
    if (before === undefined) continue;
    const name = await freeName(path, files);
    copies.push({ name, path: name, before: undefined, after: before });
  }
  const read = findRead(copies.map(({ name }) => name));
  if (read === undefined) return copies;
  throw fileFault(
    read,
    'backup-is-read',
    'The engine would read the copy too, and what it says could win. Leave --backup out, or end the pattern in `imports` with "*.toml".',
  );
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
