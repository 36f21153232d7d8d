// Writes a file's new text beside it, with the mode and owner that the file shall have: all that
// is left to do is a rename.
import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { NoticeObject } from '../schema/place.ts';
import { type Fault, fileFault } from './fault.ts';
import type { FileSystem } from './host.ts';
import { systemCode } from './system-error.ts';

/** A file and what shall be in it. */
export interface Replacement {
  /** As the user named it. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** What was read from it; `undefined` when it was not there. */
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array;
}

/** A replacement that is on the disk under another name. */
export interface Staged {
  readonly replacement: Replacement;
  /** The file itself, links followed. */
  readonly target: string;
  readonly temporary: string;
  /** The folders whose entries change. */
  readonly folders: readonly string[];
  readonly notices: readonly NoticeObject[];
  /** Takes away what staging made. Never fails. */
  readonly discard: () => Promise<void>;
}

/** Leaves nothing behind when it fails. */
export function stage(replacement: Replacement, files: FileSystem): Promise<Staged> {
  return replacement.before === undefined
    ? stageNew(replacement, files)
    : stageExisting(replacement, files);
}

/** Whatever the umask: what engines of other users may not read ends every pull of theirs. */
const NEW_FILE_MODE = 0o644;
const NEW_FOLDER_MODE = 0o755;
const PERMISSIONS = 0o7777;

async function stageExisting(replacement: Replacement, files: FileSystem): Promise<Staged> {
  const target = await files.realpath(replacement.path);
  const old = await files.stat(target);
  if (!old.isFile()) throw notRegular(replacement.name);
  const notices: NoticeObject[] = [];
  if (old.nlink > 1) notices.push(HARD_LINKS);
  const folder = dirname(target);
  const temporary = temporaryIn(folder);
  const discard = (): Promise<void> => files.unlink(temporary).catch(() => {});
  await undone(discard, async () => {
    await writeTemporary(temporary, replacement.after, files, async (handle) => {
      notices.push(...(await keepOwner(handle, old)));
      await handle.chmod(old.mode & PERMISSIONS);
    });
  });
  return { replacement, target, temporary, folders: [folder], notices, discard };
}

async function stageNew(replacement: Replacement, files: FileSystem): Promise<Staged> {
  const { name, path: target } = replacement;
  await refuseDanglingLink(name, target, files);
  const folder = dirname(target);
  const made = await files.mkdir(folder, { recursive: true });
  const temporary = temporaryIn(folder);
  const discard = async (): Promise<void> => {
    await files.unlink(temporary).catch(() => {});
    if (made !== undefined) await removeFolders(folder, made, files);
  };
  await undone(discard, async () => {
    if (made !== undefined) await openFolders(folder, made, files);
    await writeTemporary(temporary, replacement.after, files, (handle) =>
      handle.chmod(NEW_FILE_MODE),
    );
  });
  const folders = made === undefined ? [folder] : [folder, dirname(made)];
  return { replacement, target, temporary, folders, notices: [], discard };
}

/** The fault of a path at which something else than a file stands. */
export function notRegular(name: string): Fault {
  return fileFault(
    name,
    'not-regular',
    'This is no regular file and cannot be replaced. Leave --write out to get the text on standard output.',
  );
}

/** No engine reads a file of this name: they take `*.conf`, `*.toml` and `hosts.toml`. */
function temporaryIn(folder: string): string {
  return join(folder, `.mirrorconf-${randomBytes(8).toString('hex')}`);
}

/** For nobody's eyes until `settle` has given it its owner and mode. */
async function writeTemporary(
  path: string,
  bytes: Uint8Array,
  files: FileSystem,
  settle: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  const handle = await files.open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await settle(handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function keepOwner(handle: FileHandle, old: Stats): Promise<readonly NoticeObject[]> {
  const own = await handle.stat();
  if (own.uid === old.uid && own.gid === old.gid) return [];
  if (await chowned(handle, old.uid, old.gid)) return [];
  const group = own.gid === old.gid || (await chowned(handle, own.uid, old.gid));
  return [
    {
      code: 'file/owner-not-kept',
      severity: 'warning',
      message: `The file belonged to user ${old.uid} and group ${old.gid}; the system lets only root give a file away, so that it belongs to user ${own.uid} and group ${group ? old.gid : own.gid} now.`,
    },
  ];
}

async function chowned(handle: FileHandle, user: number, group: number): Promise<boolean> {
  try {
    await handle.chown(user, group);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EPERM') return false;
    throw error;
  }
}

const HARD_LINKS: NoticeObject = {
  code: 'file/hard-links',
  severity: 'warning',
  message:
    'The file has other names (hard links), which keep the old text: a file is replaced whole, not written over.',
};

async function refuseDanglingLink(name: string, path: string, files: FileSystem): Promise<void> {
  const link = await files.lstat(path).catch(() => undefined);
  if (!link?.isSymbolicLink()) return;
  throw fileFault(
    name,
    'dangling-link',
    'This is a symbolic link to a file that is not there. Make that file first, or remove the link.',
  );
}

/** A system that opens no folders has no modes of them either. */
async function openFolders(folder: string, last: string, files: FileSystem): Promise<void> {
  for (let at = folder; at.length >= last.length; at = dirname(at)) {
    const handle = await files.open(at, 'r').catch(() => undefined);
    await handle?.chmod(NEW_FOLDER_MODE).finally(() => handle.close());
  }
}

async function removeFolders(folder: string, last: string, files: FileSystem): Promise<void> {
  try {
    for (let at = folder; at.length >= last.length; at = dirname(at)) await files.rmdir(at);
  } catch {
    // Something else is in it by now, so that it has to stay.
  }
}

async function undone(undo: () => Promise<void>, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    await undo();
    throw error;
  }
}
