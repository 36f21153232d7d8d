// Knows how to start a release of containerd on given files, to see whether it took them, and to
// pull through it as Kubernetes does. The files are read as they are, at their real paths: no flag,
// no setting of the lab is added.

import { setTimeout as sleep } from 'node:timers/promises';
import { askForImages, pullImage } from './cri.ts';
import type { Network, NetworkRequest } from './network.ts';
import type { Engine } from './packages.ts';
import { type Files, furnishRoom, type RoomProcess } from './room.ts';

/**
 * `fatal`: it refused the files and ended. `panic`: it crashed. `cri-missing`: it runs, but without
 * the service that Kubernetes pulls through.
 */
export type Load = 'ok' | 'fatal' | 'panic' | 'cri-missing';

export interface Pull {
  readonly ok: boolean;
  /** The engine's message; empty when it succeeded. */
  readonly error: string;
  /** What all registries of the network were asked for it, in order. */
  readonly requests: readonly NetworkRequest[];
}

export interface Containerd {
  readonly load: Load;
  /** Everything the daemon has printed so far. */
  log(): string;
  pull(image: string): Promise<Pull>;
  stop(): Promise<void>;
}

export interface ContainerdOptions {
  readonly engine: Engine;
  readonly network: Network;
  readonly files: Files;
}

export async function startContainerd(options: ContainerdOptions): Promise<Containerd> {
  const { engine, network, files } = options;
  const room = await furnishRoom(engine, network, files);
  const daemon = room.start(['/usr/bin/containerd']);
  const socket = room.outside('/run/containerd/containerd.sock');
  const load = await waitForLoad(daemon, socket);
  return {
    load,
    log: daemon.log,
    async pull(image) {
      const before = network.requests.length;
      const { code, message } = await pullImage(socket, image);
      const requests = network.requests.slice(before);
      if (code === 0) return { ok: true, error: '', requests };
      return { ok: false, error: `${message}${panicOf(daemon.log())}`, requests };
    },
    async stop() {
      await daemon.stop();
      await room.remove();
    },
  };
}

async function waitForLoad(daemon: RoomProcess, socket: string): Promise<Load> {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    if (daemon.exitCode() !== undefined) return panicOf(daemon.log()) ? 'panic' : 'fatal';
    const { code } = await askForImages(socket);
    if (code === 0) return 'ok';
    if (code === 12) return 'cri-missing';
    await sleep(50);
  }
  await daemon.stop();
  throw new Error(`containerd was not ready in time:\n${daemon.log()}`);
}

function panicOf(log: string): string {
  return /^panic: .*/m.exec(log)?.[0] ?? '';
}
