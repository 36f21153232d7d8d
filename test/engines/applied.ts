// Knows what the built command writes, as a person on the machine would have it written.

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Files } from './room.ts';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** The files after `mirrorconf WORDS --root FOLDER --write`, where the folder has the given ones. */
export async function filesAfter(words: readonly string[], files: Files): Promise<Files> {
  const root = await mkdtemp(join(tmpdir(), 'mirrorconf-root-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    await run(process.execPath, [main, ...words, '--root', root, '--write']);
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const written = entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }): Promise<readonly [string, string]> => {
        const path = join(parentPath, name);
        return [path.slice(root.length), await readFile(path, 'utf8')];
      });
    return Object.fromEntries(await Promise.all(written));
  } finally {
    await rm(root, { recursive: true });
  }
}
