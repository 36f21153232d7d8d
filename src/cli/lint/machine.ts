// Lints the files of a machine, for the engine that is named or for each that has files there.
import { join } from 'node:path';
import type { FileDiagnostic, TreeLintOptions } from '../../index.ts';
import { type LintedTree, lintFiles } from '../../operations/lint-tree.ts';
import { enginesThere } from '../../operations/tree/engines-there.ts';
import { fixTree } from '../../operations/tree/fix-tree.ts';
import { misuse } from '../fault.ts';
import type { Host } from '../host.ts';
import { writeNotices } from '../messages.ts';
import { hintText, writeTree } from '../tree/deliver.ts';
import { type MachineFiles, readFiles, restartHint } from '../tree/flags.ts';
import { type FileFindings, findings } from './findings.ts';
import { type RuleSetting, ruleSettings } from './rule-settings.ts';

export interface MachineLintFlags {
  readonly root: string;
  readonly home?: string;
  readonly target?: string;
  readonly fix?: true;
  readonly rule?: readonly RuleSetting[];
}

/** In the order of the paths. */
export async function machineFindings(
  flags: MachineLintFlags,
  host: Host,
): Promise<readonly FileFindings[]> {
  const machine = await readFiles(flags, host);
  const { dirs, links } = machine.tree;
  const targets =
    flags.target === undefined
      ? enginesThere(machine.tree.files, machine.home, { dirs, links })
      : [flags.target];
  if (targets.length === 0 || Object.keys(machine.tree.files).length === 0) {
    throw misuse(
      'no-engine',
      `There are no files of containerd, Podman, CRI-O or BuildKit below "${flags.root}". Name the folder that is the engine’s /.`,
    );
  }
  const linted: LintedTree[] = [];
  let texts = machine.tree.files;
  for (const target of targets) {
    const options = { target, home: machine.home, dirs, links, ...ruleSettings(flags.rule) };
    const outcome = flags.fix
      ? await mend(texts, options, machine, host)
      : { texts, left: lintFiles(texts, options) };
    texts = outcome.texts;
    linted.push(outcome.left);
  }
  const paths = linted.flatMap(({ read, diagnostics }) => [
    ...read,
    ...diagnostics.map(({ path }) => path),
  ]);
  return [...new Set(paths)].sort().map((path) => {
    const own = linted.flatMap(({ diagnostics }) => diagnostics.filter(isOf(path)));
    return findings(join(flags.root, path), texts[path] ?? '', own);
  });
}

interface Mended {
  readonly texts: Readonly<Record<string, string>>;
  readonly left: LintedTree;
}

async function mend(
  texts: Readonly<Record<string, string>>,
  options: TreeLintOptions,
  machine: MachineFiles,
  host: Host,
): Promise<Mended> {
  const { plan, left } = fixTree(texts, options);
  if (plan.changed) {
    await writeNotices(await writeTree(plan, { ...machine, options }, {}, host), host);
    const restart = plan.restart ? restartHint(options.target) : undefined;
    if (restart !== undefined) await host.stderr.write(`${hintText(restart, true)}\n`);
  }
  return { texts: plan.tree, left };
}

function isOf(path: string): (each: FileDiagnostic) => boolean {
  return (each) => each.path === path;
}
