// What `add`, `set` and `remove` have in common: read a file, plan, and do with the outcome as told.
import { detectFormat, type FormatOptions, type Plan } from '../index.ts';
import type { NoticeObject } from '../schema/place.ts';
import type { PlanReport } from '../schema/plan-report.ts';
import { colorsFor } from './colors.ts';
import type { ExitCode } from './exit-code.ts';
import { blaming, fileFault, misuse } from './fault.ts';
import { type DeliveryFlags, type FormatFlags, formatOptions } from './flags.ts';
import type { Host } from './host.ts';
import { diagnosticLine, fileName, noticeLine } from './messages.ts';
import { shown } from './redact.ts';
import { replaceFiles } from './replace.ts';
import { type Delivery, jsonText, planReport } from './reports.ts';
import { bytesOf, notFound, readSource, type Source } from './source.ts';
import { colored, unifiedDiff } from './unified-diff.ts';

/** Which file, and what to do with it. */
export interface ChangeRequest {
  readonly command: PlanReport['command'];
  readonly file: string | undefined;
  readonly flags: FormatFlags & DeliveryFlags;
  /** Whether a file that is not there is an empty one. */
  readonly creates: boolean;
}

export async function changeFile(
  request: ChangeRequest,
  plan: (text: string, options: FormatOptions) => Plan,
  host: Host,
): Promise<ExitCode> {
  const { command, flags } = request;
  const source = await readSource(request.file, host);
  if (flags.write && source.path === undefined) {
    throw misuse(
      'write-stdin',
      'Standard input cannot be written to. Name a file, or leave --write out.',
    );
  }
  if (source.bytes === undefined) refuseMissing(request, source);
  const outcome = blaming(source.name, () => plan(source.text, formatOptions(flags, source)));
  const delivery = await deliver(source, outcome, flags, host);
  if (flags.json) {
    await host.stdout.write(jsonText(planReport(command, source, outcome, delivery)));
  } else {
    await host.stderr.write(messages(source, outcome, delivery, flags, host));
    await host.stdout.write(output(outcome, delivery, flags, host));
  }
  return flags.check && outcome.changed ? 1 : 0;
}

/** A new file is an empty one, where that makes sense and its format is known. */
function refuseMissing({ flags, creates }: ChangeRequest, { name, path }: Source): void {
  if (!creates) throw notFound(name);
  const format = flags.format ?? detectFormat('', path);
  if (format === undefined) {
    throw fileFault(
      name,
      'not-found',
      'There is no such file, and its path does not tell what a new one would be. Check the path, or name the format with --format.',
    );
  }
  if (format === 'containerd') {
    throw fileFault(
      name,
      'not-found',
      'There is no such file, and a config.toml with mirrors alone would lack what containerd sets by default in it. Start from "containerd config default", or check the path.',
    );
  }
}

async function deliver(
  source: Source,
  plan: Plan,
  flags: DeliveryFlags,
  host: Host,
): Promise<Delivery> {
  const after = bytesOf(source.name, plan.text);
  const { name, path, bytes: before } = source;
  const written = flags.write === true && plan.changed;
  const replaced =
    written && path !== undefined
      ? await replaceFiles([{ name, path, before, after }], host.files)
      : [];
  const kept = replaced.map(({ notice }) => notice);
  const notices = before === undefined && plan.changed ? [newFile(written), ...kept] : kept;
  if (!flags.diff) return { written, notices };
  const texts = { before: before === undefined ? undefined : source.text, after: plan.text };
  return { written, notices, diff: unifiedDiff({ name: fileName(name), ...texts }) };
}

function newFile(written: boolean): NoticeObject {
  return written
    ? {
        code: 'file/created',
        severity: 'info',
        message: 'The file was not there and is made, with mode 0644.',
      }
    : {
        code: 'file/new',
        severity: 'info',
        message: 'The file is not there yet: with --write it is made.',
      };
}

function output(plan: Plan, { diff }: Delivery, flags: DeliveryFlags, host: Host): string {
  if (flags.write || flags.check) return '';
  return diff === undefined ? plan.text : colored(diff, colorsFor(host.stdout, host));
}

function messages(
  { name }: Source,
  plan: Plan,
  { notices }: Delivery,
  flags: DeliveryFlags,
  host: Host,
): string {
  const colors = colorsFor(host.stderr, host);
  const lines = [
    ...plan.diagnostics.map((each) => diagnosticLine(name, each, colors)),
    ...notices.map((each) => noticeLine(name, each, colors)),
    ...(flags.check ? pending(name, plan) : []),
  ];
  return lines.join('');
}

/** What `--check` found. */
function pending(name: string, { changes }: Plan): readonly string[] {
  const lines = changes.flatMap(({ action, registry, mirror }) => {
    if (action === 'kept') return [];
    const fate = action === 'added' ? 'added to' : 'removed from';
    return [`${fileName(name)}: ${mirror.url} would be ${fate} ${registry}`];
  });
  return lines.map((line) => `${shown(line)}\n`);
}
