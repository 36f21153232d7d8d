// Knows the texts that operations start from: what an engine itself prints or ships, and the same
// in other habits of writing.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startNetwork } from './network.ts';
import type { Engine } from './packages.ts';
import { type Files, furnishRoom } from './room.ts';

export const configPath = '/etc/containerd/config.toml';
export const registriesPath = '/etc/containers/registries.conf';
export const shortNamesPath = '/etc/containers/registries.conf.d/shortnames.conf';

const defaults = new Map<string, Promise<string>>();

/** What `containerd config default` of this very engine prints. */
export function defaultConfig(engine: Engine): Promise<string> {
  const known = defaults.get(engine.tree) ?? printDefault(engine);
  defaults.set(engine.tree, known);
  return known;
}

/** The config.toml that the package brings. */
export function packagedConfig({ tree }: Engine): Promise<string> {
  return readFile(join(tree, configPath), 'utf8');
}

/**
 * What the suite's packages have for registries.conf, at the paths where the engine reads it: the
 * drop-in with short names, and the example, which is of version 1.
 */
export async function packagedRegistries({ tree }: Engine): Promise<Files> {
  const example = '/usr/share/doc/podman/examples/registries.conf';
  return {
    [registriesPath]: await readFile(join(tree, example), 'utf8'),
    [shortNamesPath]: await readFile(join(tree, shortNamesPath), 'utf8'),
  };
}

export function withCrlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

/** Tabs for pairs of blanks, and the other quotes in headers. */
export function inOtherHabits(text: string): string {
  const tabs = (blanks: string): string => '\t'.repeat(Math.ceil(blanks.length / 2));
  const quotes = (header: string): string =>
    header.includes('"') ? header.replaceAll('"', "'") : header.replaceAll("'", '"');
  return text.replaceAll(/^ +/gm, tabs).replaceAll(/^\t*\[.*\]$/gm, quotes);
}

async function printDefault(engine: Engine): Promise<string> {
  const network = await startNetwork();
  const room = await furnishRoom(engine, network, {});
  try {
    const process = room.start(['/usr/bin/containerd', 'config', 'default']);
    if ((await process.ended) !== 0) throw new Error(process.log());
    return process.log();
  } finally {
    await room.remove();
    await network.stop();
  }
}
