// removeMirrors: takes mirrors out of a text, each with what belongs to it and nothing else.
import type { Removal } from '../formats/index.ts';
import type { Change, Plan } from '../model/plan.ts';
import { type Opened, openFile } from './open.ts';
import type { FormatOptions } from './options.ts';
import { type MirrorSelection, selected, selectedRegistries } from './selection.ts';
import { amend } from './verify.ts';

/**
 * Removes the selected mirrors.
 *
 * Deletes exactly the entry, the comment glued above it and the blank lines that set it apart, so
 * that removing what was added gives the original bytes back. An entry goes with its last mirror,
 * unless it says more about the registry than where its mirrors are. What is not there is not
 * missed: nothing changes then.
 *
 * Throws `selection/empty` for an empty selection, and as `addMirrors` does for texts and names.
 */
export function removeMirrors(
  text: string,
  selection: MirrorSelection,
  options: FormatOptions = {},
): Plan {
  const opened = openFile(text, options, selectedRegistries(selection));
  return removalPlan(text, opened, selected(selection, opened.adapter, opened.file));
}

/** The plan that takes the removals out. */
export function removalPlan(text: string, opened: Opened, removals: readonly Removal[]): Plan {
  const { adapter, file } = opened;
  const amendment =
    removals.length === 0 ? { drafts: [], effects: [] } : adapter.remove(removals, file);
  const { text: after, edits } = amend(text, file.data, amendment);
  return {
    format: adapter.format,
    text: after,
    changed: edits.length > 0,
    edits,
    changes: removals.flatMap(({ entry, mirrors }) =>
      mirrors.map(
        ({ mirror, range }): Change => ({
          registry: entry.registry,
          mirror,
          action: 'removed',
          range,
        }),
      ),
    ),
    diagnostics: [],
  };
}
