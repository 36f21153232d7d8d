// The safe fixes of whole machines: they converge, bring no error, and keep the engine able to load.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, explainPull, type FileDiagnostic } from '../../src/index.ts';
import { lintTree } from '../../src/operations/lint-tree.ts';
import { fixTree } from '../../src/operations/tree/fix-tree.ts';
import { isTreeRuleCode } from '../../src/operations/tree/rules/index.ts';
import { machines } from './generate-containerd-tree.ts';

function errorKeys(found: readonly FileDiagnostic[]): readonly string[] {
  return found
    .filter(({ severity }) => severity === 'error')
    .map(({ path, code }) => `${path} ${code}`);
}

test('law 9 on machines', () => {
  fc.assert(
    fc.property(machines, ({ tree, options: { target, dirs = [], links = {} } }) => {
      const options = { target, dirs, links };
      const before = lintTree(tree, options);
      const { plan, left } = fixTree(tree, options);
      const fixable = left.diagnostics.filter(({ fixes }) => fixes?.some(({ safe }) => safe));
      expect(fixable).toEqual([]);
      const loads = (of: typeof tree): boolean =>
        explainPull(of, 'docker.io/library/alpine:1', options).load === 'ok';
      const known = new Set(errorKeys(before));
      // What files say together comes to light when each of them is read.
      const seen = left.diagnostics.filter(({ code }) => loads(tree) || !isTreeRuleCode(code));
      expect(errorKeys(seen).filter((each) => !known.has(each))).toEqual([]);
      expect(lintTree(plan.tree, options)).toEqual(left.diagnostics);
      for (const { path, before: text = '', edits, text: now } of plan.files) {
        expect(applyEdits(text, edits)).toBe(now);
        expect(tree[path]).toBe(text);
      }
      if (loads(tree)) expect(loads(plan.tree)).toBe(true);
    }),
    { numRuns: 60, endOnFailure: true },
  );
}, 120_000);
