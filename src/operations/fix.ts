// fix: applies the safe fixes of a text's findings until there are none left.
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import { composeEdits } from '../text/compose.ts';
import { applyEdits, inTextOrder, type TextEdit } from '../text/edit.ts';
import { decode } from '../toml/index.ts';
import { type LintOptions, lint } from './lint.ts';
import { openFile } from './open.ts';

/** A fix can bring another fault to light; no real file has needed more rounds than a few. */
const ROUNDS = 20;

/**
 * The text with all safe fixes applied; `diagnostics` is what is left. Fixes that are not safe are
 * never applied. A text that is no TOML is returned as it is.
 *
 * Throws `format/unknown`, `target/unknown` and `target/other-engine`.
 */
export function fix(text: string, options: LintOptions = {}): Plan {
  const format = options.format ?? openFile(text, options).adapter.format;
  const own = { ...options, format };
  let current = text;
  let edits: readonly TextEdit[] = [];
  let diagnostics = lint(current, own);
  for (let round = 0; round < ROUNDS; round++) {
    const next = safeEdits(current, diagnostics);
    if (next.length === 0) break;
    edits = composeEdits(text, edits, next);
    current = applyEdits(current, next);
    diagnostics = lint(current, own);
  }
  const changed = current !== text;
  return {
    format,
    text: changed ? current : text,
    changed,
    edits: changed ? edits : [],
    changes: [],
    diagnostics,
  };
}

/** The edits of as many safe fixes as can be applied together and leave the text TOML. */
function safeEdits(text: string, diagnostics: readonly Diagnostic[]): readonly TextEdit[] {
  let taken: readonly TextEdit[] = [];
  for (const { fixes = [] } of diagnostics) {
    const safe = fixes.find((each) => each.safe);
    if (!safe || overlaps(taken, safe.edits)) continue;
    const together = inTextOrder([...taken, ...safe.edits]);
    if (!decode(applyEdits(text, together)).fault) taken = together;
  }
  return taken;
}

function overlaps(taken: readonly TextEdit[], edits: readonly TextEdit[]): boolean {
  return edits.some((edit) =>
    taken.some((other) => edit.start <= other.end && other.start <= edit.end),
  );
}
