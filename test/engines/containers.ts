// Knows how to pull one image with skopeo or podman, which read registries.conf, with given files
// at their real paths. Of its own it adds only what is not under test: a policy that accepts
// unsigned images and, for podman, a storage that needs no kernel support.

import type { Network, NetworkRequest } from './network.ts';
import type { Engine } from './packages.ts';
import { type Files, furnishRoom } from './room.ts';

export interface ContainersOptions {
  readonly engine: Engine;
  readonly network: Network;
  readonly files: Files;
  /** As a person types it: `docker.io/library/alpine:3`. */
  readonly image: string;
}

export interface ContainersPull {
  readonly ok: boolean;
  /** The whole debug log. */
  readonly log: string;
  /** What all registries of the network were asked, in order. */
  readonly requests: readonly NetworkRequest[];
}

const policy = { '/etc/containers/policy.json': '{"default":[{"type":"insecureAcceptAnything"}]}' };
const storage = {
  '/etc/containers/storage.conf': `[storage]
driver = "vfs"
graphroot = "/var/lib/containers/storage"
runroot = "/run/containers/storage"
`,
};

export function pullWithSkopeo(options: ContainersOptions): Promise<ContainersPull> {
  const command = [
    '/usr/bin/skopeo',
    '--debug',
    'copy',
    `docker://${options.image}`,
    'dir:/tmp/image',
  ];
  return pull(options, policy, command);
}

export function pullWithPodman(options: ContainersOptions): Promise<ContainersPull> {
  const command = ['/usr/bin/podman', '--log-level=debug', 'pull', options.image];
  return pull(options, { ...policy, ...storage }, command);
}

async function pull(
  { engine, network, files }: ContainersOptions,
  additions: Files,
  command: readonly string[],
): Promise<ContainersPull> {
  const before = network.requests.length;
  const room = await furnishRoom(engine, network, { ...additions, ...files });
  try {
    const process = room.start(command);
    const code = await process.ended;
    return { ok: code === 0, log: process.log(), requests: network.requests.slice(before) };
  } finally {
    await room.remove();
  }
}
