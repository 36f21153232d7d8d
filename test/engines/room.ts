// Knows how to run an engine in a root file system of its own, where the files under test stand at
// their real paths and every store is empty, and in a network of the test. It does not know engines.

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Network } from './network.ts';
import type { Engine } from './packages.ts';

/** Absolute path, as the engine sees it, to text. */
export type Files = Readonly<Record<string, string>>;

export interface Room {
  /** Where a path of the room is outside. */
  outside(path: string): string;
  start(command: readonly string[]): RoomProcess;
  /** Deletes the files; what was started has to be stopped before. */
  remove(): Promise<void>;
}

export interface RoomProcess {
  /** What it has printed so far, on both streams. */
  log(): string;
  /** Undefined while it runs. */
  exitCode(): number | undefined;
  /** Resolves when it, its children and its mounts are gone. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

export async function furnishRoom(engine: Engine, network: Network, files: Files): Promise<Room> {
  const folder = await mkdtemp(join(tmpdir(), 'mirrorconf-room-'));
  for (const name of ['usr', 'proc', 'sys', 'dev', 'tmp', 'var/tmp', 'run', 'root', 'opt', 'etc']) {
    await mkdir(join(folder, name), { recursive: true });
  }
  for (const name of ['bin', 'sbin', 'lib', 'lib64'])
    await symlink(`usr/${name}`, join(folder, name));
  for (const [path, text] of Object.entries({ ...systemFiles(network), ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return {
    outside: (path) => join(folder, path),
    start: (command) => start(network, engine, folder, command),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function systemFiles(network: Network): Files {
  const lines = Object.entries(network.hosts).map(([name, address]) => `${address} ${name}\n`);
  return {
    '/etc/hosts': `127.0.0.1 localhost\n::1 localhost\n${lines.join('')}`,
    '/etc/nsswitch.conf': 'hosts: files dns\n',
    '/etc/resolv.conf': 'nameserver 127.0.0.1\n',
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
    '/etc/group': 'root:x:0:\n',
    '/etc/ssl/certs/ca-certificates.crt': network.certificate.cert,
  };
}

// The room is bound to itself so that it is a mount point, which engines look for at "/".
const moveIn = `
  set -e
  tree=$1 folder=$2
  shift 2
  mount --bind "$folder" "$folder"
  cd "$folder"
  mount --bind "$tree/usr" usr
  mount -o remount,bind,ro usr
  mount --rbind /dev dev
  mount --rbind /sys sys
  mount -t proc proc proc
  exec chroot . "$@"
`;

function start(
  network: Network,
  engine: Engine,
  folder: string,
  command: readonly string[],
): RoomProcess {
  const [program = '', ...words] = [
    ...['setpriv', '--pdeathsig', 'KILL', '--'],
    ...network.enter,
    ...['unshare', '--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child', '--'],
    ...['sh', '-c', moveIn, 'sh', engine.tree, folder, ...command],
  ];
  const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root' };
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(program, words, {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  let exitCode: number | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      exitCode = code ?? -1;
      resolve(exitCode);
    });
  });
  return {
    log: () => log,
    exitCode: () => exitCode,
    ended,
    async stop() {
      if (exitCode !== undefined) return;
      // Its one child is the first process of a process namespace: all others end with it.
      const [first] = (
        await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
      ).split(' ');
      process.kill(Number(first) || (child.pid ?? 0), 'SIGKILL');
      await ended;
    },
  };
}
