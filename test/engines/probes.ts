// Knows mirrors of each kind, the image to ask each one for, and where its requests belong: what the
// files under test are made from and held against.

import { expect } from 'vitest';
import type { Mirror, MirrorMap } from '../../src/index.ts';
import { pullAsForetold } from './foretold.ts';
import { freshTag, missingTag } from './image.ts';
import { type Machine, startMachine } from './machine.ts';
import type { Engine } from './packages.ts';
import type { Files } from './room.ts';
import type { Stage } from './stage.ts';

export interface Probe {
  readonly registry: string;
  readonly mirrors: readonly (string | Mirror)[];
  /** Without a tag. */
  readonly image: string;
  /** The mirrors' repositories for the image, in order; the last one has it. */
  readonly asks: readonly string[];
  readonly upstream: string;
}

export const plain: Probe = {
  registry: 'docker.io',
  mirrors: ['http://mirror.test:5055'],
  image: 'docker.io/library/alpine',
  asks: ['http://mirror.test:5055/v2/library/alpine'],
  upstream: 'https://registry-1.docker.io/v2/library/alpine',
};

const withPath: Probe = {
  registry: 'quay.io',
  mirrors: ['http://mirror.test:5055/proxy'],
  image: 'quay.io/org/tool',
  asks: ['http://mirror.test:5055/v2/proxy/org/tool'],
  upstream: 'https://quay.io/v2/org/tool',
};

/** The first one lacks the image. */
export const inOrder: Probe = {
  registry: 'ghcr.io',
  mirrors: ['http://empty.test:5056', 'http://mirror.test:5055/second'],
  image: 'ghcr.io/org/tool',
  asks: ['http://empty.test:5056/v2/org/tool', 'http://mirror.test:5055/v2/second/org/tool'],
  upstream: 'https://ghcr.io/v2/org/tool',
};

const ofPort: Probe = {
  registry: 'registry.test:5000',
  mirrors: ['http://mirror.test:5055/port'],
  image: 'registry.test:5000/org/tool',
  asks: ['http://mirror.test:5055/v2/port/org/tool'],
  upstream: 'https://registry.test:5000/v2/org/tool',
};

const overridden: Probe = {
  registry: 'one.test',
  mirrors: [{ url: 'http://mirror.test:5055/api', overridePath: true }],
  image: 'one.test/org/tool',
  asks: ['http://mirror.test:5055/api/org/tool'],
  upstream: 'https://one.test/v2/org/tool',
};

const ofAll: Probe = {
  registry: '*',
  mirrors: ['http://star.test:5055'],
  image: 'registry.k8s.io/pause',
  asks: ['http://star.test:5055/v2/pause'],
  upstream: 'https://registry.k8s.io/v2/pause',
};

const ofSubdomains: Probe = {
  registry: '*.example.test',
  mirrors: ['http://mirror.test:5055/wild'],
  image: 'app.example.test/org/tool',
  asks: ['http://mirror.test:5055/v2/wild/org/tool'],
  upstream: 'https://app.example.test/v2/org/tool',
};

const ofNamespace: Probe = {
  registry: 'two.test/team',
  mirrors: ['http://mirror.test:5055/team'],
  image: 'two.test/team/tool',
  asks: ['http://mirror.test:5055/v2/team/tool'],
  upstream: 'https://two.test/v2/team/tool',
};

export const containerdProbes: readonly Probe[] = [
  plain,
  withPath,
  inOrder,
  ofPort,
  overridden,
  ofAll,
];

export const containersProbes: readonly Probe[] = [
  plain,
  withPath,
  inOrder,
  ofPort,
  ofSubdomains,
  ofNamespace,
];

export function mirrorsOf(probes: readonly Probe[]): MirrorMap {
  return Object.fromEntries(probes.map(({ registry, mirrors }) => [registry, mirrors]));
}

/** The same images, with no mirror to be asked. */
export function unmirrored(probes: readonly Probe[]): readonly Probe[] {
  return probes.map((probe) => ({ ...probe, mirrors: [], asks: [] }));
}

/**
 * The engine takes the files; each pull is as foretold, asks the mirrors in order, and goes to the
 * upstream after them, also when they are down.
 */
export async function expectPulls(
  stage: Stage,
  engine: Engine,
  files: Files,
  probes: readonly Probe[],
): Promise<void> {
  const machine = await startMachine(engine, stage.network, files);
  try {
    if (machine.load) expect(machine.load).toBe('ok');
    for (const probe of probes) {
      await expectAsked(stage, machine, probe, missingTag, [...probe.asks, probe.upstream]);
      const served = probe.asks.length > 0 ? probe.asks : [probe.upstream];
      await expectAsked(stage, machine, probe, freshTag(), served);
    }
    if (probes.every(({ asks }) => asks.length === 0)) return;
    await stage.stopMirrors();
    for (const probe of probes) {
      await expectAsked(stage, machine, probe, freshTag(), [probe.upstream]);
    }
  } finally {
    await machine.stop();
    await stage.startMirrors();
  }
}

async function expectAsked(
  stage: Stage,
  machine: Machine,
  { image }: Probe,
  tag: string,
  repositories: readonly string[],
): Promise<void> {
  const { asked } = await pullAsForetold(stage, machine, image, tag);
  const urls = asked.map((url) => url.replace(/\?.*/, ''));
  expect(urls).toEqual(repositories.map((repository) => `${repository}/manifests/${tag}`));
}
