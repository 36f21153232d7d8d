// Knows every engine by the same few words: it takes files or not, and pulls an image or not.

import type { Load } from './containerd.ts';
import { startContainerd } from './containerd.ts';
import { pullWithPodman, pullWithSkopeo } from './containers.ts';
import type { Network, NetworkRequest } from './network.ts';
import type { Engine } from './packages.ts';
import type { Files } from './room.ts';

export interface MachinePull {
  readonly ok: boolean;
  /** What all registries of the network were asked for it, in order. */
  readonly requests: readonly NetworkRequest[];
  readonly message: string;
}

export interface Machine {
  readonly engine: Engine;
  readonly files: Files;
  /** Missing for skopeo and podman, which read their files at each pull. */
  readonly load?: Load;
  pull(image: string): Promise<MachinePull>;
  stop(): Promise<void>;
}

export async function startMachine(
  engine: Engine,
  network: Network,
  files: Files,
): Promise<Machine> {
  if (engine.program !== 'containerd') {
    const pullWith = engine.program === 'skopeo' ? pullWithSkopeo : pullWithPodman;
    return {
      engine,
      files,
      async pull(image) {
        const { ok, requests, log } = await pullWith({ engine, network, files, image });
        return { ok, requests, message: log };
      },
      async stop() {},
    };
  }
  const daemon = await startContainerd({ engine, network, files });
  return {
    engine,
    files,
    load: daemon.load,
    async pull(image) {
      const { ok, requests, error } = await daemon.pull(image);
      return { ok, requests, message: error };
    },
    stop: daemon.stop,
  };
}
