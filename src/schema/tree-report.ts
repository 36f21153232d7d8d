// What `apply --json` and `migrate --json` print.

import type { NoticeObject } from './place.ts';
import type { ChangeObject } from './plan-report.ts';

/** The outcome of a change to a machine's files. */
export interface TreeReport {
  readonly command: 'apply' | 'migrate';
  readonly changed: boolean;
  readonly written: boolean;
  /** Only files that change, in the order in which they are written. */
  readonly files: readonly FileObject[];
  /** The command that makes the engine read its files anew; null where none is needed. */
  readonly restart: string | null;
  readonly remarks: readonly RemarkObject[];
  readonly notices: readonly NoticeObject[];
}

export interface FileObject {
  readonly path: string;
  /** Whether the file is not there yet, or was not. */
  readonly created: boolean;
  /** The whole text with the change. Has what the file has, secrets too. */
  readonly text: string;
  readonly changes: readonly ChangeObject[];
}

/** Something worth knowing about a file of the machine. */
export interface RemarkObject extends NoticeObject {
  readonly path?: string;
  /** @minimum 1 */
  readonly line?: number;
}
