// Several selections taken out one after the other, as one plan against the text that was read. The
// last goes first, as the first of those that share settings may have brought them with it.
import { type FormatOptions, type MirrorSelection, type Plan, removeMirrors } from '../index.ts';
import { composeEdits, originalOffset } from '../text/compose.ts';

export function removeAll(
  text: string,
  selections: readonly MirrorSelection[],
  options: FormatOptions,
): Plan {
  const [last = {}, ...rest] = selections.toReversed();
  return rest.reduce<Plan>(
    (plan, selection) => followed(text, plan, removeMirrors(plan.text, selection, options)),
    removeMirrors(text, last, options),
  );
}

function followed(text: string, plan: Plan, next: Plan): Plan {
  if (!next.changed) return plan;
  const original = (offset: number): number => originalOffset(plan.edits, offset);
  return {
    ...next,
    edits: composeEdits(text, plan.edits, next.edits),
    changes: [
      ...next.changes.map((change) => ({
        ...change,
        range: { start: original(change.range.start), end: original(change.range.end) },
      })),
      ...plan.changes,
    ],
  };
}
