// What a run needs from the world around it: streams, files, environment. Everything that knows a
// process implements this; tests bring their own.
import type { promises } from 'node:fs';

/** A stream to write to. */
export interface Output {
  /** Whether a person watches: colour is for a terminal only. */
  readonly isTerminal: boolean;
  /** Columns of the terminal. */
  readonly width: number | undefined;
  /** Resolves when the text is handed on; a reader that went away is no error. */
  readonly write: (text: string) => Promise<void>;
}

/** The functions of `node:fs/promises` that are used. */
export type FileSystem = Pick<
  typeof promises,
  | 'lstat'
  | 'mkdir'
  | 'open'
  | 'readFile'
  | 'readdir'
  | 'readlink'
  | 'realpath'
  | 'rename'
  | 'rmdir'
  | 'stat'
  | 'unlink'
>;

export interface Host {
  readonly stdin: { readonly isTerminal: boolean; readonly read: () => Promise<Uint8Array> };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly files: FileSystem;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  /** The folder with the JSON Schemas. */
  readonly schemaFolder: string;
  readonly version: string;
}
