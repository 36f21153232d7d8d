// Knows how to get an engine of a Debian suite: downloaded with its libraries by apt, unpacked into
// a cache folder, never installed. It does not know how an engine is started.

import { execFile } from 'node:child_process';
import {
  access,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export type Program = 'containerd' | 'podman' | 'skopeo';
export type Suite = 'bookworm' | 'trixie' | 'sid';

/** An engine that runs on this machine. `tree` is a root file system with its own libc. */
export interface Engine {
  readonly available: true;
  readonly program: Program;
  readonly version: string;
  readonly tree: string;
}

/** Why an engine cannot be run here: it is said in the test output, and its cases are skipped. */
export interface Unavailable {
  readonly available: false;
  readonly program: Program;
  readonly reason: string;
}

const run = promisify(execFile);
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const versionFile = 'version.txt';
const obtained = new Map<string, Promise<Engine | Unavailable>>();

/** Downloads and unpacks on the first call; later calls, in any process, use the cache. Never rejects. */
export function obtainEngine(program: Program, suite: Suite): Promise<Engine | Unavailable> {
  const key = `${program}-${suite}`;
  const known = obtained.get(key);
  if (known) return known;
  const engine = obtain(program, suite).catch((error: unknown): Unavailable => {
    const reason = `${key} is not available: ${error instanceof Error ? error.message : String(error)}`;
    console.warn(reason);
    return { available: false, program, reason };
  });
  obtained.set(key, engine);
  return engine;
}

async function obtain(program: Program, suite: Suite): Promise<Engine> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error('engines run as root on Linux only');
  }
  const folder = join(cacheFolder(), `${program}-${suite}`);
  if (!(await exists(join(folder, versionFile)))) await fill(folder, program, suite);
  const version = await readFile(join(folder, versionFile), 'utf8');
  return { available: true, program, version, tree: join(folder, 'tree') };
}

function cacheFolder(): string {
  const usual = '../../node_modules/.cache/mirrorconf-engines';
  return process.env.MIRRORCONF_ENGINE_CACHE ?? fileURLToPath(new URL(usual, import.meta.url));
}

// Everything is made in a folder beside the final one and renamed at the end, so that an interrupted
// or concurrent download never leaves half an engine.
async function fill(folder: string, program: Program, suite: Suite): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  const draft = await mkdtemp(`${folder}.`);
  try {
    const archives = await download(draft, program, suite);
    const tree = await unpack(join(draft, 'tree'), archives);
    await writeFile(join(draft, versionFile), await versionOf(tree, program));
    await rm(join(draft, 'apt'), { recursive: true });
    await rename(draft, folder).catch(async (error: unknown) => {
      if (!(await exists(join(folder, versionFile)))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function download(draft: string, program: Program, suite: Suite): Promise<readonly string[]> {
  const apt = await aptOf(join(draft, 'apt'), suite);
  await apt('update');
  const plan = await apt('install', '--simulate', '--no-install-recommends', program);
  const names = [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '');
  await apt('download', ...names.filter(isNeeded));
  const files = await readdir(join(draft, 'apt'));
  return files.filter((file) => file.endsWith('.deb')).map((file) => join(draft, 'apt', file));
}

// What a pull executes or loads; the rest of the dependencies is for installing and for networks.
function isNeeded(name: string): boolean {
  const programs = ['containerd', 'podman', 'skopeo', 'conmon', 'crun', 'netavark'];
  return programs.includes(name) || (name.startsWith('lib') && !name.includes('perl'));
}

// An apt that knows one suite and no installed package, and keeps all its state in the given folder.
// The address is the one this machine's own apt uses.
async function aptOf(
  folder: string,
  suite: Suite,
): Promise<(...words: readonly string[]) => Promise<string>> {
  await mkdir(join(folder, 'lists', 'partial'), { recursive: true });
  await mkdir(join(folder, 'archives', 'partial'), { recursive: true });
  const system = [
    'indextargets',
    '--format',
    '$(REPO_URI)',
    'Identifier: Packages',
    'Label: Debian',
  ];
  const address = (await run('apt-get', system)).stdout.split('\n')[0];
  if (!address) throw new Error('apt on this machine has no Debian source');
  const sources = join(folder, 'suite.list');
  await writeFile(sources, `deb [signed-by=${keyring}] ${address} ${suite} main\n`);
  await writeFile(join(folder, 'status'), '');
  const settings = [
    `Dir::Etc::sourcelist=${sources}`,
    'Dir::Etc::sourceparts=-',
    `Dir::State::lists=${join(folder, 'lists')}`,
    `Dir::State::status=${join(folder, 'status')}`,
    `Dir::Cache=${folder}`,
    'APT::Sandbox::User=root',
  ].flatMap((setting) => ['-o', setting]);
  return async (...words) => {
    const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
    return (await run('apt-get', ['-qq', ...settings, ...words], options)).stdout;
  };
}

async function unpack(tree: string, archives: readonly string[]): Promise<string> {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    await mkdir(join(tree, 'usr', name), { recursive: true });
    await symlink(`usr/${name}`, join(tree, name));
  }
  // As dpkg -x, which would put a folder in the place of a link.
  const extract = 'dpkg --fsys-tarfile "$1" | tar -x --keep-directory-symlink -C "$2"';
  for (const archive of archives) await run('sh', ['-c', extract, 'sh', archive, tree]);
  return tree;
}

// Also the proof that the program runs here at all.
async function versionOf(tree: string, program: Program): Promise<string> {
  await mkdir(join(tree, 'proc'));
  const inside = [
    '--mount',
    '--pid',
    '--fork',
    `--mount-proc=${join(tree, 'proc')}`,
    'chroot',
    tree,
  ];
  const { stdout } = await run('unshare', [...inside, `/usr/bin/${program}`, '--version']);
  const version = /\d+\.\d+\.\d+/.exec(stdout)?.[0];
  if (!version) throw new Error(`${program} --version says ${JSON.stringify(stdout)}`);
  return version;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
