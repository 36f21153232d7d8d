import fc from 'fast-check';
import { describe, test } from 'vitest';
import { explainPull } from '../../src/index.ts';
import { type Choices, chosen } from '../support/generate.ts';
import { MIRRORS } from '../support/generate-mirrors.ts';
import { spell } from '../support/generate-toml.ts';
import { accepts } from '../support/judge.ts';
import type { Tree, Value } from '../support/tree.ts';
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

const FILE = '/etc/buildkit/buildkitd.toml';
const TARGETS = [
  'buildkit',
  'buildkit@0.13',
  'buildkit@0.27',
  'buildkit@0.12',
  'buildkit@0.11',
] as const;
const REGISTRIES = ['docker.io', 'ghcr.io', 'quay.io', '10.0.0.2:5000', 'localhost:5000'] as const;
const HOSTS = ['old.example', 'hub.example.net', 'm.example/proxy', 'cache:8443', 'localhost:5055'];

const machines: fc.Arbitrary<Machine> = chosen((choices) => {
  const text = choices.rarely(6) ? undefined : spell(choices, configOf(choices));
  return {
    tree: text === undefined ? {} : { [FILE]: text },
    mirrors: askedFor(choices),
    options: { target: choices.pick(TARGETS) },
  };
}).filter(({ tree }) => Object.values(tree).every(accepts));

function configOf(choices: Choices): Tree {
  const root = new Map<string, Value>();
  if (choices.rarely(3)) root.set('debug', true);
  const names = choices.some([...REGISTRIES, 'm.example', 'old.example', 'hub.example.net']);
  if (names.length > 0)
    root.set('registry', new Map(names.slice(0, 4).map((name) => [name, entryOf(choices)])));
  return root;
}

function entryOf(choices: Choices): Tree {
  const entry = new Map<string, Value>();
  const mirrors = choices.some(HOSTS).slice(0, 3);
  if (mirrors.length > 0 || choices.rarely(4)) entry.set('mirrors', mirrors);
  if (choices.rarely(5)) entry.set('http', choices.pick([true, false]));
  if (choices.rarely(6)) entry.set('insecure', true);
  return entry;
}

function askedFor(choices: Choices): Machine['mirrors'] {
  const names = choices.some(REGISTRIES).slice(0, 2);
  const picked = names.length > 0 ? names : [choices.pick(REGISTRIES)];
  return Object.fromEntries(
    picked.map((name) => {
      const first = choices.pick(MIRRORS).url;
      return [name, choices.rarely(3) ? [first, choices.pick(MIRRORS).url] : [first]];
    }),
  );
}

const REFUSALS: Refusals = {
  'tree/refused': ({ tree, options }) => explainPull(tree, 'a.test/a', options).load !== 'ok',
  'not-expressible': ({ options }) => /@0\.1[12]$/.test(options.target),
  'buildkitd/other-settings': ({ tree }, { message }) => {
    const host = /each host, and "([^"]*)"/.exec(message)?.[1] ?? '';
    return tree[FILE]?.replaceAll('\\u002e', '.').includes(host) ?? false;
  },
  'toml/escape-in-header': ({ tree }) => tree[FILE]?.includes('\\u') ?? false,
};

describe('planMirrors for BuildKit', () => {
  test('laws', () => {
    fc.assert(
      fc.property(machines, (machine) => {
        const plan = planOf(machine, REFUSALS);
        if (!plan) return;
        assertFiles(machine, plan);
        assertTriedFirst(machine, plan);
        assertTwiceIsOnce(machine, plan);
        assertOthers(machine, plan, untouched(machine));
        assertKept(machine, plan, []);
      }),
      { numRuns: 200, endOnFailure: true },
    );
  }, 120_000);
});

/** What is said of a mirror's host holds for the host as a registry too (engines.md D). */
function untouched({ mirrors }: Machine): readonly string[] {
  const hosts = Object.values(mirrors).flatMap((list) =>
    [list].flat().map((each) => new URL(each as string).host),
  );
  const names = [...REGISTRIES, 'm.example', 'old.example', 'unnamed.example'];
  return names.filter((name) => !hosts.includes(name));
}
