// What an operation returns: the new text, and the edits and changes that make it.
import type { TextEdit, TextRange } from '../text/edit.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Format } from './format.ts';
import type { Mirror } from './mirror.ts';

/** One mirror's fate. `range` is against the original text; an insertion's is empty. */
export interface Change {
  readonly registry: string;
  readonly mirror: Mirror;
  readonly action: 'added' | 'kept' | 'removed';
  readonly range: TextRange;
}

/** `text` is `applyEdits(original, edits)`, and the very same string when nothing changed. */
export interface Plan {
  readonly format: Format;
  readonly text: string;
  readonly changed: boolean;
  /** Against the original text, in text order, not overlapping. */
  readonly edits: readonly TextEdit[];
  /** In the order of the mirrors that were asked for. */
  readonly changes: readonly Change[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What an entry says of its registry's pulls beside the mirrors, and no mirror can say. */
export interface Unlisted {
  /** `registry/…`. */
  readonly code: string;
  readonly message: string;
}

/** The mirrors of one registry as a file has them, in the order in which they are tried. */
export interface RegistryMirrors {
  readonly registry: string;
  readonly mirrors: readonly Mirror[];
  /** The entry in the text. */
  readonly range: TextRange;
  /** Missing where the mirrors are all that it says. */
  readonly unlisted?: readonly Unlisted[];
}
