// A text that an operation works on, opened once: its places, its data, and who will read it.
import type { Format } from '../model/format.ts';
import type { Target } from '../model/target.ts';
import type { LineIndex } from '../text/lines.ts';
import type { Document, TomlTable } from '../toml/index.ts';

/** One file that is TOML, opened for an operation. */
export interface OpenFile {
  readonly format: Format;
  readonly document: Document;
  /** What smol-toml says that the text means; adapters only read it. */
  readonly data: TomlTable;
  readonly lines: LineIndex;
  readonly target: Target | undefined;
  /** The registry that a hosts.toml is for, from its path or from the caller. */
  readonly registry: string | undefined;
}
