// The promise, kept on every call: what a new text means is checked by a parser that is not ours
// before anybody gets it.
import type { Amendment } from '../formats/index.ts';
import { MirrorConfError } from '../model/error.ts';
import { applyEdits, type TextEdit } from '../text/edit.ts';
import { applyEffects, decode, sameData, settle, type TomlTable } from '../toml/index.ts';

type Change = Pick<Amendment, 'drafts' | 'effects'>;

/** A text with the edits that made it. */
export interface Amended {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/**
 * The text with the amendment's edits, if it means what the amendment says it should; throws
 * `internal/unverified` else. `data` is the old text's and is used up.
 */
export function amend(text: string, data: TomlTable, { drafts, effects }: Change): Amended {
  if (drafts.length === 0) return { text, edits: [] };
  const edits = settle(drafts);
  const after = applyEdits(text, edits);
  const decoded = decode(after);
  if (decoded.fault) throw unverified(`it would be no TOML: ${decoded.fault.message}`);
  applyEffects(data, effects);
  if (!sameData(decoded.data, data)) throw unverified('it would say something else than was asked');
  return { text: after, edits };
}

function unverified(why: string): MirrorConfError {
  return new MirrorConfError(
    'internal/unverified',
    `The text cannot be changed safely in the form it is written in (${why}). Nothing was changed. Please report this with the file.`,
  );
}
