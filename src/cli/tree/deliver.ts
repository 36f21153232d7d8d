// What becomes of a plan for a machine's files: a diff, or all files written or none.
import { join, relative } from 'node:path';
import type { FilePlan, TreePlan } from '../../index.ts';
import { lintFiles } from '../../operations/lint-tree.ts';
import type { FileObject, TreeReport } from '../../schema/tree-report.ts';
import { lineIndex } from '../../text/lines.ts';
import { colorsFor } from '../colors.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { noticeLine } from '../messages.ts';
import { type FileNotice, replaceFiles } from '../replace.ts';
import { jsonText, placedChange } from '../reports.ts';
import { bytesOf } from '../source.ts';
import type { Replacement } from '../stage.ts';
import { colored, unifiedDiff } from '../unified-diff.ts';
import { backups } from './backup.ts';
import { type Machine, restartHint } from './flags.ts';

export interface TreeDeliveryFlags {
  readonly write?: true;
  readonly check?: true;
  readonly backup?: true;
  readonly json?: true;
}

export async function deliverTree(
  command: 'apply' | 'migrate',
  plan: TreePlan,
  machine: Machine,
  flags: TreeDeliveryFlags,
  host: Host,
): Promise<ExitCode> {
  const written = flags.write === true && plan.changed;
  const kept = written ? await writeTree(plan, machine, flags, host) : [];
  const restart = plan.restart ? restartHint(machine.options.target) : undefined;
  const diff = plan.files.map((file) =>
    unifiedDiff({ name: join(machine.root, file.path), before: file.before, after: file.text }),
  );
  if (flags.json) {
    const report: TreeReport = {
      command,
      changed: plan.changed,
      written,
      files: plan.files.map((file) => fileObject(file, machine.root)),
      restart: restart ?? null,
      remarks: plan.remarks,
      notices: kept.map(({ notice }) => notice),
    };
    await host.stdout.write(jsonText(report));
  } else {
    const colors = colorsFor(host.stderr, host);
    const remarks = plan.remarks.map(({ path, ...remark }) =>
      noticeLine(path ?? '/', remark, colors),
    );
    const notices = kept.map(({ file, notice }) => noticeLine(file, notice, colors));
    const hint = restart !== undefined && plan.changed ? [`${hintText(restart, written)}\n`] : [];
    await host.stderr.write([...remarks, ...notices, ...hint].join(''));
    const quiet = flags.write || flags.check;
    const text = diff.map((each) => colored(each, colorsFor(host.stdout, host))).join('');
    await host.stdout.write(quiet ? '' : text);
  }
  return flags.check && plan.changed ? 1 : 0;
}

function fileObject({ path, before, text, changes }: FilePlan, root: string): FileObject {
  const lines = lineIndex(before ?? '');
  const placed = changes.map((change) => placedChange(change, lines));
  return { path: join(root, path), created: before === undefined, text, changes: placed };
}

/** What to do for the engine to read its changed files. */
export function hintText(restart: string, written: boolean): string {
  return written ? `Now run: ${restart}` : `Once it is written: ${restart}`;
}

/** All files of the plan or none, in its order. */
export async function writeTree(
  plan: TreePlan,
  { root, tree, options }: Machine,
  flags: Pick<TreeDeliveryFlags, 'backup'>,
  host: Host,
): Promise<readonly FileNotice[]> {
  const replacements = plan.files.map(({ path, text }): Replacement => {
    const name = join(root, path);
    return { name, path: name, before: tree.bytes.get(path), after: bytesOf(name, text) };
  });
  const pathOf = (name: string): string => `/${relative(root, name)}`;
  const findRead = (names: readonly string[]): string | undefined => {
    const copies = Object.fromEntries(names.map((name) => [pathOf(name), '']));
    const { read } = lintFiles({ ...plan.tree, ...copies }, options);
    return names.find((name) => read.includes(pathOf(name)));
  };
  const copies = flags.backup ? await backups(replacements, findRead, host.files) : [];
  return replaceFiles([...copies, ...replacements], host.files);
}
