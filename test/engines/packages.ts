// Knows which engines there are to run and how to have them on this machine: unpacked, with the
// libraries that they load, into one root file system for each Debian suite, and never installed.

import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Apt, openSuite, type Suite } from './apt.ts';

export type Program = 'containerd' | 'podman' | 'skopeo';

/** An engine that runs on this machine. `tree` is a root file system with its own libc. */
export interface Engine {
  readonly available: true;
  readonly program: Program;
  readonly suite: Suite;
  readonly version: string;
  readonly tree: string;
}

/** Why an engine cannot be run here: it is said in the test output, and its cases are skipped. */
export interface Unavailable {
  readonly available: false;
  readonly program: Program;
  readonly suite: Suite;
  readonly reason: string;
}

/** Of each suite, what the others do not have in about the same release. */
export const programsOf: Readonly<Record<Suite, readonly Program[]>> = {
  bookworm: ['containerd', 'skopeo', 'podman'],
  trixie: ['containerd', 'podman'],
  sid: ['containerd', 'skopeo', 'podman'],
};

type Found = Engine | Unavailable;

const run = promisify(execFile);

/** Downloads and unpacks on the first call; later calls, in any process, use the cache. Never rejects. */
export async function obtainSuite(suite: Suite): Promise<readonly Found[]> {
  try {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) {
      throw new Error('engines run as root on Linux only');
    }
    const folder = join(cacheFolder(), suite);
    const list = join(folder, 'engines.json');
    if (!(await exists(list))) await fill(folder, suite);
    const found = JSON.parse(await readFile(list, 'utf8')) as readonly Found[];
    return found.map((each) => (each.available ? { ...each, tree: join(folder, 'tree') } : each));
  } catch (error) {
    return programsOf[suite].map((program) => missing(program, suite, error));
  }
}

function missing(program: Program, suite: Suite, error: unknown): Unavailable {
  const cause = error instanceof Error ? error.message : String(error);
  return { available: false, program, suite, reason: `${program} of ${suite}: ${cause}` };
}

function cacheFolder(): string {
  const usual = '../../node_modules/.cache/mirrorconf-engines';
  return process.env.MIRRORCONF_ENGINE_CACHE ?? fileURLToPath(new URL(usual, import.meta.url));
}

// Everything is made in a folder beside the final one and renamed at the end, so that an interrupted
// or concurrent download never leaves half a suite.
async function fill(folder: string, suite: Suite): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  const draft = await mkdtemp(`${folder}.`);
  try {
    const apt = await openSuite(join(draft, 'apt'), suite);
    const { names, faults } = await resolve(apt, suite);
    const archives = await apt.download(names.filter(isNeeded));
    const tree = await unpack(join(draft, 'tree'), archives);
    const found: Found[] = [];
    for (const program of programsOf[suite]) {
      const fault = faults.get(program);
      found.push(fault ?? (await tryOut(tree, program, suite)));
    }
    await writeFile(join(draft, 'engines.json'), JSON.stringify(found));
    await rm(join(draft, 'apt'), { recursive: true });
    await rename(draft, folder).catch(async (error: unknown) => {
      if (!(await exists(join(folder, 'engines.json')))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

interface Resolved {
  readonly names: readonly string[];
  readonly faults: ReadonlyMap<Program, Unavailable>;
}

// All at once is faster; but in sid one of them may be uninstallable for a while.
async function resolve(apt: Apt, suite: Suite): Promise<Resolved> {
  const faults = new Map<Program, Unavailable>();
  const names = await apt.resolve(programsOf[suite]).catch(async () => {
    const each = new Set<string>();
    for (const program of programsOf[suite]) {
      try {
        for (const name of await apt.resolve([program])) each.add(name);
      } catch (error) {
        faults.set(program, missing(program, suite, error));
      }
    }
    return [...each];
  });
  return { names, faults };
}

// What a pull executes, loads or reads; the rest is for installing and for networks.
function isNeeded(name: string): boolean {
  const programs = ['containerd', 'podman', 'skopeo', 'conmon', 'crun', 'runc', 'netavark'];
  const isLibrary = name.startsWith('lib') && !name.includes('perl');
  return programs.includes(name) || isLibrary || name.endsWith('containers-common');
}

async function unpack(tree: string, archives: readonly string[]): Promise<string> {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    await mkdir(join(tree, 'usr', name), { recursive: true });
    await symlink(`usr/${name}`, join(tree, name));
  }
  // As dpkg -x, which would put a folder in the place of a link.
  const extract = 'dpkg --fsys-tarfile "$1" | tar -x --keep-directory-symlink -C "$2"';
  for (const archive of archives) await run('sh', ['-c', extract, 'sh', archive, tree]);
  await mkdir(join(tree, 'proc'), { recursive: true });
  return tree;
}

async function tryOut(tree: string, program: Program, suite: Suite): Promise<Found> {
  const proc = `--mount-proc=${join(tree, 'proc')}`;
  const inside = ['--mount', '--pid', '--fork', proc, 'chroot', tree];
  try {
    const { stdout } = await run('unshare', [...inside, `/usr/bin/${program}`, '--version']);
    const version = /\d+\.\d+\.\d+/.exec(stdout)?.[0];
    if (!version) throw new Error(`--version says ${JSON.stringify(stdout)}`);
    return { available: true, program, suite, version, tree };
  } catch (error) {
    return missing(program, suite, error);
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
