// How a model says that an engine stops before it asks anybody, and where the cause is.
import type { Load, PullFailure } from '../model/tree.ts';
import type { FileSystem } from './filesystem.ts';
import type { Origin } from './toml/data.ts';

/** An end before the first request; `load: 'ok'` when only this pull fails. */
export interface Stop {
  readonly stop: true;
  readonly load: Load;
  readonly panicAt?: 'start' | 'pull';
  readonly message: string;
  readonly origin?: Origin;
}

export function fatal(message: string, origin?: Origin): Stop {
  return { stop: true, load: 'fatal', message, ...(origin && { origin }) };
}

export function criMissing(message: string, origin?: Origin): Stop {
  return { stop: true, load: 'cri-missing', message, ...(origin && { origin }) };
}

export function panic(panicAt: 'start' | 'pull', message: string, origin?: Origin): Stop {
  return { stop: true, load: 'panic', panicAt, message, ...(origin && { origin }) };
}

export function pullFails(message: string, origin?: Origin): Stop {
  return { stop: true, load: 'ok', message, ...(origin && { origin }) };
}

export function isStop(value: object | undefined): value is Stop {
  return value !== undefined && 'stop' in value;
}

/** The line of an offset in one of the tree's files, from 1. */
export function lineOf(fs: FileSystem, origin: Origin): number {
  const text = fs.read(origin.path) ?? '';
  let line = 1;
  for (
    let at = text.indexOf('\n');
    at !== -1 && at < origin.offset;
    at = text.indexOf('\n', at + 1)
  ) {
    line++;
  }
  return line;
}

export function failureOf(fs: FileSystem, stop: Stop): PullFailure {
  const { message, origin } = stop;
  if (!origin) return { message };
  return { message, path: fs.resolve(origin.path), line: lineOf(fs, origin) };
}
