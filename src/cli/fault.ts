// What ends a run: an error, and the file that it is about.
import { MirrorConfError } from '../index.ts';

/** `file` is as the user named it, `-` for standard input; without one the arguments are to blame. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly error: MirrorConfError;
  readonly file: string | undefined;

  constructor(error: MirrorConfError, file?: string) {
    super(error.message);
    this.error = error;
    this.file = file;
  }
}

/** A fault of the arguments. */
export function misuse(code: string, message: string): Fault {
  return new Fault(new MirrorConfError(`usage/${code}`, message));
}

/** A fault of a file that no place in it is to blame for. */
export function fileFault(file: string, code: string, message: string): Fault {
  return new Fault(new MirrorConfError(`file/${code}`, message), file);
}

/** What `action` gives; an error of the library becomes a fault of `file`. */
export function blaming<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof MirrorConfError ? new Fault(error, file) : error;
  }
}
