// The options that commands about a whole machine share.
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { TreeOptions } from '../../index.ts';
import { type EngineFamily, parseTarget } from '../../model/target.ts';
import { jsonOption } from '../flags.ts';
import type { Host } from '../host.ts';
import { FAMILIES, type MachineTree, readTree } from './read-tree.ts';

export interface TreeFlags {
  readonly root: string;
  readonly target: string;
  readonly home?: string;
}

/** A machine's files and how to read them. */
export interface Machine {
  readonly root: string;
  readonly tree: MachineTree;
  readonly options: TreeOptions;
}

export function takeMachine(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--target <ENGINE[@RELEASE]>',
        'the engine: containerd@2.2.1, podman@5.4, cri-o, buildkit …',
      ).makeOptionMandatory(),
    )
    .option('--root <DIR>', 'the folder that is the engine’s /', '/')
    .addOption(homeOption());
}

export function homeOption(): Option {
  return new Option(
    '--home <DIR>',
    'the home folder of the user that Podman runs as (default: yours, or /root with --root)',
  );
}

export async function readMachine(flags: TreeFlags, host: Host): Promise<Machine> {
  const { home, ...files } = await readFiles(flags, host);
  const { dirs, links } = files.tree;
  return { ...files, options: { target: flags.target, home, dirs, links } };
}

/** The files of a machine, for the engine that is named or for all. */
export type MachineFiles = Pick<Machine, 'root' | 'tree'> & { readonly home: string };

export async function readFiles(
  flags: Pick<TreeFlags, 'root' | 'home'> & { readonly target?: string },
  host: Host,
): Promise<MachineFiles> {
  const root = resolve(host.folder, flags.root);
  const home = flags.home ?? (root === '/' ? host.environment['HOME'] : undefined) ?? '/root';
  const families = flags.target === undefined ? FAMILIES : [parseTarget(flags.target).family];
  return { root, home, tree: await readTree(root, home, families, host) };
}

const SERVICES: Readonly<Record<string, string>> = {
  containerd: 'containerd',
  'cri-o': 'crio',
  buildkit: 'buildkit',
};

/** What makes the engine read its changed files; Podman and skopeo read them at every run. */
export function restartHint(target: string): string | undefined {
  const [engine = ''] = target.split('@');
  const family: EngineFamily = parseTarget(target).family;
  const service = SERVICES[engine] ?? (family === 'containers-image' ? undefined : family);
  return service === undefined ? undefined : `systemctl restart ${service}`;
}

export function takeTreeDelivery(command: Command): void {
  command
    .addOption(
      new Option('--write', 'write all files or none; print nothing of them').conflicts('check'),
    )
    .option('--check', 'write nothing; exit with 1 if anything would change')
    .option('--backup', 'with --write: keep each file as it was beside it, as FILE.bak')
    .addOption(jsonOption());
}
