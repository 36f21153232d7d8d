// Writing on a real file system: the file is the old one or the new one, and nothing else is left.
import { promises as fs } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FileSystem } from '../../src/cli/host.ts';
import { addMirrors } from '../../src/index.ts';
import { mirrorconf, type Outcome, temporaryFolder } from './support.ts';

const before = '# mine\nunqualified-search-registries = []\n';
const mirrors = { 'docker.io': 'https://hub.example.net' };
const after = addMirrors(before, mirrors).text;
const posix = process.platform !== 'win32';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  file = join(folder, 'registries.conf');
  await fs.writeFile(file, before);
});

function write(
  path: string,
  files: Partial<FileSystem> = {},
  argv: readonly string[] = [],
): Promise<Outcome> {
  const mirror = ['-m', 'docker.io=https://hub.example.net'];
  return mirrorconf(['add', path, ...mirror, '--write', ...argv], { folder, files });
}

async function entries(): Promise<readonly string[]> {
  return (await fs.readdir(folder, { recursive: true })).sort();
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: no such luck, call '/x'`), { code });
}

function failing(code: string): () => Promise<never> {
  return async () => {
    throw systemError(code);
  };
}

/** Files whose handles have other methods, where `applies` to the path. */
function handles(
  methods: (real: FileHandle) => Partial<FileHandle>,
  applies: (path: string) => boolean = (path) => path.includes('.mirrorconf-'),
): Partial<FileSystem> {
  const open = async (path: string, ...rest: [string, number]): Promise<FileHandle> => {
    const real = await fs.open(path, ...rest);
    if (!applies(path)) return real;
    const others = methods(real);
    return new Proxy(real, {
      get(target, name) {
        const value: unknown = Reflect.get(name in others ? others : target, name);
        return typeof value === 'function' && !(name in others) ? value.bind(target) : value;
      },
    });
  };
  return { open: open as FileSystem['open'] };
}

describe('a file that is there', () => {
  test('is replaced, silently', async () => {
    const old = await fs.stat(file);
    expect(await write(file)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(await fs.readFile(file, 'utf8')).toBe(after);
    expect(await entries()).toEqual(['registries.conf']);
    expect((await fs.stat(file)).ino).not.toBe(old.ino);
  });

  test('is not touched when nothing changes', async () => {
    await fs.writeFile(file, after);
    await fs.utimes(file, 1000, 1000);
    const old = await fs.stat(file);
    expect(await write(file)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    const now = await fs.stat(file);
    expect([now.mtimeMs, now.ctimeMs, now.ino]).toEqual([old.mtimeMs, old.ctimeMs, old.ino]);
  });

  test.runIf(posix).each([0o600, 0o640, 0o444, 0o755])('keeps its mode %o', async (mode) => {
    await fs.chmod(file, mode);
    expect((await write(file)).exitCode).toBe(0);
    expect((await fs.stat(file)).mode & 0o7777).toBe(mode);
  });

  test.runIf(posix && process.getuid?.() === 0)('keeps its owner', async () => {
    await fs.chown(file, 1234, 5678);
    expect((await write(file)).stderr).toBe('');
    const { uid, gid } = await fs.stat(file);
    expect([uid, gid]).toEqual([1234, 5678]);
  });

  test.runIf(posix)('tells when its owner cannot be kept', async () => {
    const stat = async (): Promise<unknown> => ({ uid: 4242, gid: 4243 });
    const files = handles(() => ({ stat: stat as never, chown: failing('EPERM') }));
    const { exitCode, stderr } = await write(file, files);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('belongs to user 4242 and group 4243 now. [file/owner-not-kept]');
    expect(await fs.readFile(file, 'utf8')).toBe(after);
  });

  test.runIf(posix)('keeps its group when only its user cannot be kept', async () => {
    const { gid } = await fs.stat(file);
    const files = handles(() => ({
      stat: (async () => ({ uid: 4242, gid: gid + 1 })) as never,
      chown: async (user) => {
        if (user !== 4242) throw systemError('EPERM');
      },
    }));
    expect((await write(file, files)).stderr).toContain(
      `belongs to user 4242 and group ${gid} now. [file/owner-not-kept]`,
    );
  });

  test.runIf(posix)('that is a symbolic link stays one; its target is written', async () => {
    await fs.mkdir(join(folder, 'real'));
    await fs.rename(file, join(folder, 'real', 'r.conf'));
    await fs.symlink(join('real', 'r.conf'), file);
    expect((await write(file)).exitCode).toBe(0);
    expect(await fs.readlink(file)).toBe(join('real', 'r.conf'));
    expect(await fs.readFile(join(folder, 'real', 'r.conf'), 'utf8')).toBe(after);
    expect(await entries()).toEqual(['real', join('real', 'r.conf'), 'registries.conf']);
  });

  test.runIf(posix)('with other names is written under this one, and that is told', async () => {
    await fs.link(file, join(folder, 'other'));
    expect((await write(file)).stderr).toContain('[file/hard-links]');
    expect(await fs.readFile(join(folder, 'other'), 'utf8')).toBe(before);
  });

  test('is on the disk before it gets its name, and its folder after', async () => {
    const steps: string[] = [];
    const note =
      (step: string, action: () => Promise<void>): (() => Promise<void>) =>
      async () => {
        steps.push(step);
        await action();
      };
    const all = handles(
      (real) => ({
        sync: note('sync', () => real.sync()),
        close: note('close', () => real.close()),
      }),
      () => true,
    );
    const rename: FileSystem['rename'] = async (from, to) => {
      steps.push('rename');
      await fs.rename(from, to);
    };
    await write(file, { ...all, rename });
    expect(steps).toEqual(['sync', 'close', 'rename', 'sync', 'close']);
  });
});

describe('a failure leaves the old file and nothing else', () => {
  test.each<[string, Partial<FileSystem>]>([
    ['opening', { open: failing('EACCES') }],
    ['writing', handles(() => ({ writeFile: failing('ENOSPC') }))],
    ['setting the mode', handles(() => ({ chmod: failing('EPERM') }))],
    ['setting the owner', handles(() => ({ stat: failing('EIO') }))],
    ['syncing', handles(() => ({ sync: failing('EIO') }))],
    ['renaming', { rename: failing('EBUSY') }],
    ['following links', { realpath: failing('ELOOP') }],
  ])('%s', async (_, files) => {
    const { exitCode, stdout, stderr } = await write(file, files);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /: error: The file cannot be written: E[A-Z]+: no such luck\. .*\.? \[file\/unwritable\]\n$/,
    );
    expect(await fs.readFile(file, 'utf8')).toBe(before);
    expect(await entries()).toEqual(['registries.conf']);
  });

  test('advice goes with it', async () => {
    expect((await write(file, { rename: failing('EBUSY') })).stderr).toContain('mount point');
    expect((await write(file, { open: failing('EROFS') })).stderr).toContain('read-only');
    expect((await write(file, { open: failing('EACCES') })).stderr).toContain('as a user who may');
  });

  test('a folder that cannot be synced is told only when that means something', async () => {
    const isFolder = (path: string): boolean => !path.includes('.mirrorconf-');
    const quiet = await write(
      file,
      handles(() => ({ sync: failing('EINVAL') }), isFolder),
    );
    expect(quiet).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    await fs.writeFile(file, before);
    const told = await write(
      file,
      handles(() => ({ sync: failing('EIO') }), isFolder),
    );
    expect([told.exitCode, told.stderr]).toEqual([0, expect.stringContaining('[file/not-synced]')]);
    expect(await fs.readFile(file, 'utf8')).toBe(after);
  });

  test('a file that was changed meanwhile is not overwritten', async () => {
    const theirs = `${before}# theirs\n`;
    const files = handles((real) => ({
      sync: async () => {
        await fs.writeFile(file, theirs);
        await real.sync();
      },
    }));
    const { exitCode, stderr } = await write(file, files);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('[file/changed]')]);
    expect(await fs.readFile(file, 'utf8')).toBe(theirs);
    expect(await entries()).toEqual(['registries.conf']);
  });

  test('a file that was removed meanwhile does not come back', async () => {
    const files = handles((real) => ({
      sync: async () => {
        await fs.unlink(file);
        await real.sync();
      },
    }));
    expect((await write(file, files)).stderr).toContain('[file/changed]');
    expect(await entries()).toEqual([]);
  });

  test.runIf(posix)('what is no file is not replaced', async () => {
    const outcome = await write('/dev/null', {}, ['--format', 'registries']);
    expect([outcome.exitCode, outcome.stderr]).toEqual([
      2,
      expect.stringContaining('[file/not-regular]'),
    ]);
  });
});

describe('a file that is not there', () => {
  const name = join('registries.conf.d', '50-mirrors.conf');

  test('is made with its folders, and that is told', async () => {
    const outcome = await write(name);
    expect(outcome).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: `${name}: info: The file was not there and is made, with mode 0644. [file/created]\n`,
    });
    const path = join(folder, name);
    expect(await fs.readFile(path, 'utf8')).toBe(
      addMirrors('', mirrors, { format: 'registries' }).text,
    );
    if (posix) expect((await fs.stat(path)).mode & 0o7777).toBe(0o644);
    expect(await entries()).toEqual(['registries.conf', 'registries.conf.d', name]);
  });

  test.runIf(posix)('may be read by other users in spite of the umask', async () => {
    const mkdir = ((path: string) =>
      fs.mkdir(path, { recursive: true, mode: 0o700 })) as FileSystem['mkdir'];
    const deep = join('a', 'b', 'registries.conf');
    expect((await write(deep, { mkdir })).exitCode).toBe(0);
    for (const name of ['a', join('a', 'b')]) {
      expect((await fs.stat(join(folder, name))).mode & 0o7777).toBe(0o755);
    }
  });

  test('is an empty text without --write', async () => {
    const argv = ['add', name, '-m', 'docker.io=https://hub.example.net'];
    const { exitCode, stdout, stderr } = await mirrorconf([...argv, '--diff'], { folder });
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('[file/new]')]);
    expect(stdout.startsWith(`--- /dev/null\n+++ ${name}\n@@ -0,0 +1,`)).toBe(true);
    expect(await entries()).toEqual(['registries.conf']);
  });

  test.each(['remove', 'list'])('is refused by %s', async (command) => {
    const selection = command === 'remove' ? ['-m', 'docker.io'] : [];
    const { exitCode, stderr } = await mirrorconf([command, name, ...selection], { folder });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('[file/not-found]')]);
  });

  test('leaves no folder behind when it fails', async () => {
    for (const files of [{ rename: failing('EIO') }, { open: failing('EIO') }]) {
      expect((await write(name, files)).exitCode).toBe(2);
      expect(await entries()).toEqual(['registries.conf']);
    }
  });

  test('leaves a folder that something else came into', async () => {
    const other = join(folder, 'registries.conf.d', 'other.conf');
    const rename = async (): Promise<never> => {
      await fs.writeFile(other, '');
      throw systemError('EIO');
    };
    expect((await write(name, { rename })).exitCode).toBe(2);
    expect(await fs.readFile(other, 'utf8')).toBe('');
  });

  test('and came to be meanwhile is not overwritten', async () => {
    const files = handles((real) => ({
      sync: async () => {
        await fs.writeFile(join(folder, name), 'theirs');
        await real.sync();
      },
    }));
    expect((await write(name, files)).stderr).toContain('[file/changed]');
    expect(await fs.readFile(join(folder, name), 'utf8')).toBe('theirs');
  });

  test.runIf(posix)('but that a link points to is refused', async () => {
    await fs.mkdir(join(folder, 'registries.conf.d'));
    await fs.symlink('nowhere', join(folder, name));
    expect((await write(name)).stderr).toContain('[file/dangling-link]');
  });
});
