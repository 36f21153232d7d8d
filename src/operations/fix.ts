// fix: applies the safe fixes of a text's findings until there are none left.
import type { Plan } from '../model/plan.ts';
import { composeEdits } from '../text/compose.ts';
import { applyEdits, type TextEdit } from '../text/edit.ts';
import { type LintOptions, lint } from './lint.ts';
import { openFile } from './open.ts';
import { safeEdits } from './trusted-fixes.ts';

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
    const next = safeEdits(diagnostics);
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
