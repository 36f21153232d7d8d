// The lines for people on standard error: FILE:LINE:COLUMN: severity: message [code].
import type { Diagnostic, Severity } from '../index.ts';
import type { NoticeObject } from '../schema/place.ts';
import { type Colors, colorsFor } from './colors.ts';
import type { Fault } from './fault.ts';
import type { Host } from './host.ts';
import { shown } from './redact.ts';
import type { FileNotice } from './replace.ts';

/** The name of a file for people. */
export function fileName(name: string): string {
  return name === '-' ? '<stdin>' : name;
}

export function diagnosticLine(file: string, each: Diagnostic, colors: Colors): string {
  return messageLine(`${fileName(file)}:${each.line}:${each.column}`, each, colors);
}

export function noticeLine(file: string, notice: NoticeObject, colors: Colors): string {
  return messageLine(fileName(file), notice, colors);
}

/** Tells on standard error what could not be kept of files that were written. */
export async function writeNotices(notices: readonly FileNotice[], host: Host): Promise<void> {
  const colors = colorsFor(host.stderr, host);
  await host.stderr.write(
    notices.map(({ file, notice }) => noticeLine(file, notice, colors)).join(''),
  );
}

/** One line for each place that is to blame, or one for all. */
export function faultLines({ error, file }: Fault, colors: Colors): string {
  if (file !== undefined && error.diagnostics.length > 0) {
    return error.diagnostics.map((each) => diagnosticLine(file, each, colors)).join('');
  }
  const { code, message } = error;
  const place = file === undefined ? 'mirrorconf' : fileName(file);
  return messageLine(place, { code, message, severity: 'error' }, colors);
}

interface Message {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

function messageLine(place: string, { code, severity, message }: Message, colors: Colors): string {
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  const label = colors.bold(paint(`${severity}:`));
  return `${colors.bold(`${shown(place)}:`)} ${label} ${shown(message)} ${colors.dim(`[${shown(code)}]`)}\n`;
}
