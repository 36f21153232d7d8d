// Puts new texts into files so that at every moment each file is the old one or the new one, whole.
// All texts are on the disk beside their files before the first file is replaced.
import type { NoticeObject } from '../schema/place.ts';
import { Fault, fileFault } from './fault.ts';
import type { FileSystem } from './host.ts';
import { notRegular, type Replacement, type Staged, stage } from './stage.ts';
import { systemCode, systemWords } from './system-error.ts';

/** What could not be kept of a file; `file` is as the user named it. */
export interface FileNotice {
  readonly file: string;
  readonly notice: NoticeObject;
}

/**
 * Replaces or creates the files and says what could not be kept.
 *
 * Through a symbolic link its target is written. Mode and owner stay; a new file has mode 0644, and
 * folders that it needs are made. Throws a `Fault` when a file is not what was read any more, is no
 * regular file, or when the system refuses; nothing that was made for it is left behind then.
 */
export async function replaceFiles(
  replacements: readonly Replacement[],
  files: FileSystem,
): Promise<readonly FileNotice[]> {
  const staged: Staged[] = [];
  const done: Staged[] = [];
  try {
    for (const each of replacements) staged.push(await blamed(each, () => stage(each, files)));
    for (const each of staged) await blamed(each.replacement, () => refuseChanged(each, files));
    for (const each of staged) {
      await blamed(each.replacement, () => files.rename(each.temporary, each.target));
      done.push(each);
    }
  } catch (error) {
    for (const each of done.toReversed()) await putBack(each, files);
    for (const each of staged.toReversed()) await each.discard();
    throw error;
  }
  const notices = staged.flatMap((each) =>
    each.notices.map((notice) => ({ file: each.replacement.name, notice })),
  );
  return [...notices, ...(await syncFolders(staged, files))];
}

/** Undoes a rename, so that all files are as they were when one of them cannot be written. */
async function putBack({ replacement, target }: Staged, files: FileSystem): Promise<void> {
  const { before, after } = replacement;
  if (before === undefined) return files.unlink(target).catch(() => {});
  const old = await stage({ ...replacement, before: after, after: before }, files).catch(
    () => undefined,
  );
  if (old) await files.rename(old.temporary, target).catch(() => old.discard());
}

async function refuseChanged({ replacement, target }: Staged, files: FileSystem): Promise<void> {
  const { name, before } = replacement;
  const found = await files.stat(target).catch(() => undefined);
  // Reading a pipe would wait for ever.
  if (found && !found.isFile()) throw notRegular(name);
  const now = await files.readFile(target).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  const same = before === undefined ? now === undefined : now?.equals(before) === true;
  if (same) return;
  throw fileFault(
    name,
    'changed',
    'Something else changed the file since it was read, and nothing was written. Run the command again.',
  );
}

/** A rename is on the disk for sure only when its folder is. */
async function syncFolders(
  staged: readonly Staged[],
  files: FileSystem,
): Promise<readonly FileNotice[]> {
  const notices: FileNotice[] = [];
  const names = staged.flatMap(({ folders, replacement }) =>
    folders.map((folder): [string, string] => [folder, replacement.name]),
  );
  for (const [folder, file] of new Map(names)) {
    try {
      const handle = await files.open(folder, 'r');
      await handle.sync().finally(() => handle.close());
    } catch (error) {
      if (FOLDER_SYNC_UNKNOWN.has(systemCode(error) ?? '')) continue;
      notices.push({
        file,
        notice: {
          code: 'file/not-synced',
          severity: 'warning',
          message: `The file is written, but the system did not confirm that it would survive a power cut: ${systemWords(error)}.`,
        },
      });
    }
  }
  return notices;
}

/** Systems that cannot sync a folder, or not one that may only be written, say one of these. */
const FOLDER_SYNC_UNKNOWN: ReadonlySet<string> = new Set([
  'EACCES',
  'EINVAL',
  'EISDIR',
  'ENOTSUP',
  'EPERM',
]);

async function blamed<T>({ name }: Replacement, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Fault) throw error;
    const advice = ADVICE[systemCode(error) ?? ''] ?? 'Nothing was written.';
    throw fileFault(
      name,
      'unwritable',
      `The file cannot be written: ${systemWords(error)}. ${advice}`,
    );
  }
}

const ADVICE: Readonly<Record<string, string>> = {
  EACCES: 'Run the command as a user who may write in its folder.',
  EPERM: 'Run the command as a user who may write in its folder.',
  EBUSY:
    'It is a mount point, such as a file mounted into a container: change the file where it comes from.',
  EROFS: 'Its file system is read-only: change the file where it comes from.',
};
