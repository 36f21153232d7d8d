import fc from 'fast-check';
import { describe, test } from 'vitest';
import { machines, REGISTRIES } from './generate-containerd-tree.ts';
import {
  assertFiles,
  assertKept,
  assertOthers,
  assertSteps,
  assertTriedFirst,
  assertTwiceIsOnce,
  planOf,
} from './plan-laws.ts';
import { REFUSALS } from './refusals.ts';

describe('planMirrors for containerd', () => {
  test('laws', () => {
    fc.assert(
      fc.property(machines, (machine) => {
        const plan = planOf(machine, REFUSALS);
        if (!plan) return;
        assertFiles(machine, plan);
        assertTriedFirst(machine, plan);
        assertTwiceIsOnce(machine, plan);
        assertSteps(machine, plan);
        assertOthers(machine, plan, [...REGISTRIES, 'unnamed.example', 'm.example']);
        assertKept(machine, plan, [
          'tree/hides-default',
          'containerd/entry-hides-star',
          'tree/hides-star',
          'tree/wakes-hosts-file',
        ]);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  }, 120_000);
});
