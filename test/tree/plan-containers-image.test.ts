import fc from 'fast-check';
import { describe, test } from 'vitest';
import { explainPull } from '../../src/index.ts';
import { imageMachines, PREFIXES } from './generate-image-tree.ts';
import {
  assertFiles,
  assertKept,
  assertOthers,
  assertTriedFirst,
  assertTwiceIsOnce,
  type Machine,
  planOf,
  type Refusals,
} from './plan-laws.ts';

/** What `tree/not-tried` may say, and what a file must have for it to be true. */
const NOT_TRIED: readonly (readonly [said: string, has: string])[] = [
  ['`mirror-by-digest-only`', 'mirror-by-digest-only'],
  // A slash that ends every pull of the registry already.
  ['"old.example/" and the rest', 'old.example/'],
  ['a tag-only mirror', 'tag-only'],
  ['a digest-only mirror', 'digest-only'],
  ['no host is left', 'blocked'],
  ['blocked by the entry', 'blocked'],
];

const REFUSALS: Refusals = {
  'tree/refused': ({ tree, options }) => explainPull(tree, 'a.test/a', options).load !== 'ok',
  'tree/not-tried': ({ tree }, { message }) =>
    NOT_TRIED.some(([said, part]) => message.includes(said) && has(tree, part)),
  'registries/trailing-slash': ({ tree }) => has(tree, 'old.example/'),
  'not-expressible': ({ mirrors, options }) =>
    options.target === 'podman@4.0' && JSON.stringify(mirrors).includes('digest.example'),
};

function has(tree: Machine['tree'], part: string): boolean {
  return Object.values(tree).some((text) => text.replaceAll('\\u002e', '.').includes(part));
}

describe('planMirrors for containers-image', () => {
  test('laws', () => {
    fc.assert(
      fc.property(imageMachines, (machine) => {
        const plan = planOf(machine, REFUSALS);
        if (!plan) return;
        assertFiles(machine, plan);
        assertTriedFirst(machine, plan);
        assertTwiceIsOnce(machine, plan);
        // Below a blocked registry, the new entry lets mirrors of others be asked that it kept away.
        const unblocks =
          has(machine.tree, 'blocked') &&
          plan.remarks.some(({ code }) => code === 'tree/hides-wider-entry');
        if (!unblocks) assertOthers(machine, plan, untouched(machine));
        assertKept(machine, plan, ['tree/hides-wider-entry']);
      }),
      { numRuns: 150, endOnFailure: true },
    );
  }, 120_000);
});

/** The names that no asked one takes in. */
function untouched({ mirrors }: Machine): readonly string[] {
  const names = [...PREFIXES, 'other.test', 'docker.io/library'];
  return names.filter(
    (name) =>
      !Object.keys(mirrors).some((asked) =>
        asked.startsWith('*')
          ? name.includes(asked.slice(1))
          : name === asked || name.startsWith(`${asked}/`) || name.startsWith(`${asked}:`),
      ),
  );
}
