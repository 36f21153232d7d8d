// What `convert` prints with `--json`.
import type { DiagnosticObject, NoticeObject } from './place.ts';

/** The mirrors of one file as new files of another format. */
export interface ConvertReport {
  readonly command: 'convert';
  /** As it was named; null for standard input. */
  readonly file: string | null;
  /** The format of the file that was read. */
  readonly from: 'containerd' | 'hosts' | 'registries' | 'buildkitd';
  /** The format of the new files. */
  readonly to: 'containerd' | 'hosts' | 'registries' | 'buildkitd';
  /** Whether a file is missing in the folder that `--into` names; without it, whether there is any. */
  readonly changed: boolean;
  /** Whether files were written. */
  readonly written: boolean;
  readonly files: readonly NewFileObject[];
  /** What the new format cannot express, placed where the file that was read says it. */
  readonly diagnostics: readonly DiagnosticObject[];
  readonly notices: readonly NoticeObject[];
  /** The unified diff, with `--diff`; empty when nothing changes. */
  readonly diff?: string;
}

/** A file to be. */
export interface NewFileObject {
  /** Below the folder in which the engine keeps such files, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
  /** What to know about it. */
  readonly diagnostics: readonly DiagnosticObject[];
}
