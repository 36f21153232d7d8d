// How a model says that an engine stops before it asks anybody, and where the cause is.
import { shownWords } from '../formats/shown.ts';
import type { Load, PullFailure, TreePlace } from '../model/tree.ts';
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

export function failureOf(fs: FileSystem, stop: Stop): PullFailure {
  const { origin } = stop;
  const message = shownWords(stop.message);
  if (!origin) return { message };
  return { message, ...placeOf(fs, origin) };
}

/** An origin as results show it. */
export function placeOf(fs: FileSystem, origin: Origin): TreePlace {
  return { path: fs.resolve(origin.path), line: fs.lineAt(origin.path, origin.offset) };
}
