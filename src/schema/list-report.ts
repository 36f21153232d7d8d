// What `list` prints with `--json`.
import type { MirrorObject } from './mirrors-file.ts';
import type { RangeObject } from './place.ts';

/** The mirrors that a file has. */
export interface ListReport {
  readonly command: 'list';
  /** As it was named; null for standard input. */
  readonly file: string | null;
  readonly format: 'containerd' | 'hosts' | 'registries' | 'buildkitd';
  /** In text order. */
  readonly registries: readonly RegistryObject[];
}

/** One registry's entry. */
export interface RegistryObject {
  readonly registry: string;
  /** In the order in which the engine tries them. */
  readonly mirrors: readonly MirrorObject[];
  /** The entry in the text. */
  readonly range: RangeObject;
  /** @minimum 1 */
  readonly line: number;
  /** @minimum 1 */
  readonly column: number;
}
