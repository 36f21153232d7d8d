// lintTree against the engine model, over generated machines with Podman.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOBODY_LEFT } from '../../src/engines/attempts.ts';
import { explainPull, lintTree, type PullPlan } from '../../src/index.ts';
import { isTreeRuleCode } from '../../src/operations/tree/rules/index.ts';
import { MIRRORS, type RegistriesTree, registriesTrees } from './generate-registries-tree.ts';

const IMAGES = ['docker.io/library/alpine:1', 'docker.io/team/app:1', 'ghcr.io/team/app:1'];

/** What the model says of an entry that is not asked, and the rule that is about it. */
const RULES: readonly (readonly [reason: RegExp, code: RegExp])[] = [
  [/^replaced as a whole by/, /^registries\/drop-in-replaces-entry$/],
  [/^hidden by \/home/, /^registries\/user-file-hides-system$/],
  [/^only files whose names end|^folders below/, /^registries\/drop-in-name$/],
  [
    /^blocked by the entry/,
    /^registries\/(?:mirror-blocked-elsewhere|blocked-(?:mirror|with-mirrors))$/,
  ],
];

function ask({ tree, options }: RegistriesTree): readonly PullPlan[] {
  return IMAGES.map((image) => explainPull(tree, image, options));
}

const RUNS = { numRuns: 120, endOnFailure: true };

test('files that do not load, and pulls that fail, are an error', () => {
  fc.assert(
    fc.property(registriesTrees, (machine) => {
      // That nobody may be asked for an image is what a blocked registry is for.
      const fails = ask(machine).some(
        ({ load, failure }) => load !== 'ok' || (failure && failure.message !== NOBODY_LEFT),
      );
      if (!fails) return;
      const found = lintTree(machine.tree, machine.options);
      expect(found.filter(({ severity }) => severity === 'error')).not.toEqual([]);
    }),
    RUNS,
  );
}, 120_000);

test('what is not asked because of another file has the finding that says so', () => {
  fc.assert(
    fc.property(registriesTrees, (machine) => {
      const pulls = ask(machine);
      if (pulls.some(({ load }) => load !== 'ok')) return;
      const codes = lintTree(machine.tree, machine.options).map(({ code }) => code);
      const unused = pulls.flatMap((pull) => pull.unused);
      for (const { entry, path, reason } of unused) {
        if (entry === path && !/mirror/.test(machine.tree[path] ?? '')) continue;
        // A registry by itself says nothing that could be lost, and is blocked by its own entry.
        if (entry !== path && !MIRRORS.some((mirror) => entry === mirror)) continue;
        for (const [said, code] of RULES) {
          if (!said.test(reason)) continue;
          expect(
            codes.some((each) => code.test(each)),
            `${reason}: ${codes}`,
          ).toBe(true);
        }
      }
    }),
    RUNS,
  );
}, 120_000);

test('nothing of the machine is found while the model asks all that is written', () => {
  fc.assert(
    fc.property(registriesTrees, (machine) => {
      const pulls = ask(machine);
      const isQuiet = pulls.every(
        ({ load, failure, unused }) => load === 'ok' && !failure && unused.length === 0,
      );
      if (!isQuiet) return;
      const codes = lintTree(machine.tree, machine.options).map(({ code }) => code);
      // An entry for a registry that none of the images is of.
      const others = codes.filter((code) => code !== 'registries/drop-in-replaces-entry');
      expect(others.filter(isTreeRuleCode)).toEqual([]);
    }),
    RUNS,
  );
}, 120_000);
