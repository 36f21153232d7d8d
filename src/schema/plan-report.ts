// What `add`, `set` and `remove` print with `--json`.
import type { MirrorObject } from './mirrors-file.ts';
import type { DiagnosticObject, EditObject, NoticeObject, RangeObject } from './place.ts';

/** The outcome of a change to one file. */
export interface PlanReport {
  readonly command: 'add' | 'set' | 'remove';
  /** As it was named; null for standard input. */
  readonly file: string | null;
  readonly format: 'containerd' | 'hosts' | 'registries' | 'buildkitd';
  /** Whether the text changes. */
  readonly changed: boolean;
  /** Whether the file was written. */
  readonly written: boolean;
  /** The whole text with the change. Has what the file has, secrets too. */
  readonly text: string;
  /** What makes the text from the one that was read; in text order, not overlapping. */
  readonly edits: readonly EditObject[];
  /** Mirror by mirror, what became of it. */
  readonly changes: readonly ChangeObject[];
  readonly diagnostics: readonly DiagnosticObject[];
  readonly notices: readonly NoticeObject[];
  /** The unified diff, with `--diff`; empty when nothing changes. */
  readonly diff?: string;
}

/** One mirror's fate, and its place in the text that was read. */
export interface ChangeObject {
  readonly registry: string;
  readonly mirror: MirrorObject;
  readonly action: 'added' | 'kept' | 'removed';
  /** Empty for an addition. */
  readonly range: RangeObject;
  /** @minimum 1 */
  readonly line: number;
  /** @minimum 1 */
  readonly column: number;
}
