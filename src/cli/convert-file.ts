// What `convert` does: read a file's mirrors, make new files of them, and write or show these.
import { join, resolve } from 'node:path';
import {
  type Conversion,
  type ConvertedFile,
  convertMirrors,
  type Diagnostic,
  type Format,
  listMirrors,
  MirrorConfError,
  parseConfig,
  type RegistryMirrors,
} from '../index.ts';
import type { ConvertReport } from '../schema/convert-report.ts';
import type { NoticeObject } from '../schema/place.ts';
import { type LineIndex, lineIndex } from '../text/lines.ts';
import { colorsFor } from './colors.ts';
import type { ExitCode } from './exit-code.ts';
import { blaming, Fault, fileFault, misuse } from './fault.ts';
import { type DeliveryFlags, type FormatFlags, formatOptions } from './flags.ts';
import type { Host } from './host.ts';
import { diagnosticLine, noticeLine } from './messages.ts';
import { shown } from './redact.ts';
import { replaceFiles } from './replace.ts';
import { jsonText, reportedFile, safeDiagnostic } from './reports.ts';
import { bytesOf, readExisting, readSource, type Source } from './source.ts';
import { colored, type FileChange, unifiedDiff } from './unified-diff.ts';

export interface ConvertFlags extends FormatFlags, DeliveryFlags {
  readonly to: Format;
  readonly into?: string;
  readonly lossy?: true;
}

/** A new file, and what is there in its place. */
interface NewFile extends ConvertedFile {
  readonly name: string;
  readonly there: Source | undefined;
}

export async function convertFile(
  file: string | undefined,
  flags: ConvertFlags,
  host: Host,
): Promise<ExitCode> {
  if (flags.into === undefined && (flags.write || flags.check)) {
    throw misuse('no-folder', 'Where do the new files belong? Name their folder with --into.');
  }
  const source = await readExisting(file, host);
  const { target, ...reading } = flags;
  const options = formatOptions(reading, source);
  const list = blaming(source.name, () => listMirrors(source.text, options));
  const { format } = blaming(source.name, () => parseConfig(source.text, options));
  const conversion = blaming(source.name, () =>
    convertMirrors(list, flags.to, target === undefined ? {} : { target }),
  );
  const losses = lossDiagnostics(conversion, list, lineIndex(source.text));
  refuseLosses(source, losses, flags);
  const files = await newFiles(conversion, flags, host);
  const missing = files.filter(({ there }) => there?.bytes === undefined);
  const notices = flags.write ? await writeMissing(missing, host) : [];
  const diffs = missing.map(
    ({ name, text }): FileChange => ({ name, before: undefined, after: text }),
  );
  const report: ConvertReport = {
    command: 'convert',
    file: reportedFile(source.name),
    from: format,
    to: flags.to,
    changed: missing.length > 0,
    written: flags.write === true && missing.length > 0,
    files: files.map(({ path, text, diagnostics }) => ({
      path,
      text,
      diagnostics: diagnostics.map(safeDiagnostic),
    })),
    diagnostics: losses.map(safeDiagnostic),
    notices,
    ...(flags.diff ? { diff: diffs.map(unifiedDiff).join('') } : {}),
  };
  if (flags.json) await host.stdout.write(jsonText(report));
  else await print(source, report, missing, diffs, flags, host);
  return flags.check && report.changed ? 1 : 0;
}

/** What the new format cannot express, at the entry that says it. */
function lossDiagnostics(
  { losses }: Conversion,
  list: readonly RegistryMirrors[],
  lines: LineIndex,
): readonly Diagnostic[] {
  return losses.map(({ code, message, registry, mirror }) => {
    const entry = list.find((each) => each.registry === registry);
    const range = entry?.range ?? { start: 0, end: 0 };
    const subject =
      mirror === undefined
        ? `${registry} cannot be converted as it is`
        : `${mirror.url} of ${registry} cannot be converted`;
    return {
      code,
      severity: 'warning',
      range,
      message: `${subject}. ${message}`,
      ...lines.position(range.start),
    };
  });
}

function refuseLosses(
  { name }: Source,
  losses: readonly Diagnostic[],
  { lossy }: ConvertFlags,
): void {
  const [first] = losses;
  if (first === undefined || lossy) return;
  const errors = losses.map(
    (each, at): Diagnostic => ({
      ...each,
      severity: 'error',
      message: at === losses.length - 1 ? `${each.message} ${WAY_OUT}` : each.message,
    }),
  );
  throw new Fault(new MirrorConfError('convert/loss', `${first.message} ${WAY_OUT}`, errors), name);
}

const WAY_OUT = 'Write --lossy to convert without what is named here.';

async function newFiles(
  { files }: Conversion,
  { into }: ConvertFlags,
  host: Host,
): Promise<readonly NewFile[]> {
  return Promise.all(
    files.map(async (file) => {
      const { path, text } = file;
      if (into === undefined) return { ...file, name: path, there: undefined };
      const name = join(into, path);
      const there = await readSource(name, host);
      if (there.bytes === undefined || there.text === text) return { ...file, name, there };
      throw fileFault(
        name,
        'exists',
        'This file is there and says something else; convert writes whole files and none over another. Move it away, or add the mirrors to it with "mirrorconf add".',
      );
    }),
  );
}

async function writeMissing(
  missing: readonly NewFile[],
  host: Host,
): Promise<readonly NoticeObject[]> {
  const replacements = missing.map(({ name, text }) => ({
    name,
    path: resolve(host.folder, name),
    before: undefined,
    after: bytesOf(name, text),
  }));
  const notices = await replaceFiles(replacements, host.files);
  return notices.map(({ notice }) => notice);
}

async function print(
  source: Source,
  report: ConvertReport,
  missing: readonly NewFile[],
  diffs: readonly FileChange[],
  flags: ConvertFlags,
  host: Host,
): Promise<void> {
  const colors = colorsFor(host.stderr, host);
  const lines = [
    ...report.diagnostics.map((each) => diagnosticLine(source.name, each, colors)),
    ...missing.flatMap(({ name, diagnostics }) =>
      diagnostics.map((each) => diagnosticLine(name, each, colors)),
    ),
    ...report.notices.map((each) => noticeLine(source.name, each, colors)),
    ...missing.flatMap(({ name }) => fate(name, flags)),
  ];
  await host.stderr.write(lines.join(''));
  await host.stdout.write(output(report, diffs, flags, host));
}

function fate(name: string, { write, check }: ConvertFlags): readonly string[] {
  if (write) return [`${shown(name)}: made\n`];
  return check ? [`${shown(name)}: would be made\n`] : [];
}

/** One file as it is; several each under a comment with its path. */
function output(
  { files }: ConvertReport,
  diffs: readonly FileChange[],
  flags: ConvertFlags,
  host: Host,
): string {
  if (flags.write || flags.check) return '';
  const colors = colorsFor(host.stdout, host);
  if (flags.diff) return diffs.map((each) => colored(unifiedDiff(each), colors)).join('');
  if (files.length === 1) return files[0]?.text ?? '';
  return files.map(({ path, text }) => `# ${path}\n${text}`).join('\n');
}
