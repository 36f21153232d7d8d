// What callers may say besides the text.
import type { Format } from '../model/format.ts';

/** How to read a text. */
export interface FormatOptions {
  /** What the text is; without it, it is told from the text and `path`. */
  readonly format?: Format;
  /** Where the file is or will be. Only helps to tell the format and a hosts.toml's registry. */
  readonly path?: string;
  /** The registry that a hosts.toml is for, when its path does not say. */
  readonly registry?: string;
  /** The engine that reads the file, with its release if known: `containerd@2.2.1`. */
  readonly target?: string;
}

/** How to add. */
export interface AddOptions extends FormatOptions {
  /** Among the mirrors that are there; either way before the upstream's own endpoint. */
  readonly position?: 'last' | 'first';
}
