// lintTree against the engine model, over generated machines: what the model complains of is an error,
// and what it has no complaint of is none.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ConfigTree,
  explainPull,
  type FileDiagnostic,
  lintTree,
  type PullPlan,
  type TreeOptions,
  type UnusedEntry,
} from '../../src/index.ts';
import { isTreeRuleCode } from '../../src/operations/tree/rules/index.ts';
import { machines, REGISTRIES } from './generate-containerd-tree.ts';
import { imageOf, type Machine } from './plan-laws.ts';

const DIGEST = `sha256:${'2'.repeat(64)}`;
const RUNS = 100;
const HOSTS = [...REGISTRIES, 'm.example', 'old.example'];

interface Asked {
  readonly byTag: PullPlan;
  readonly byDigest: PullPlan;
}

function ask({ tree, options }: Machine): readonly Asked[] {
  return HOSTS.map((registry) => ({
    byTag: explainPull(tree, `${imageOf(registry)}:1`, options),
    byDigest: explainPull(tree, `${imageOf(registry)}@${DIGEST}`, options),
  }));
}

function isStopped(machine: Machine): boolean {
  return ask(machine).some(({ byTag }) => byTag.load !== 'ok' || byTag.failure !== undefined);
}

function findings({ tree, options }: Machine): readonly FileDiagnostic[] {
  const { target, dirs = [], links = {} } = options;
  const own: TreeOptions = { target, dirs, links };
  return lintTree(tree, own);
}

function errorsOf(found: readonly FileDiagnostic[]): readonly string[] {
  return found.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

/** What the author has said, or what says nothing of the entry. */
const HARMLESS: readonly string[] = [
  'the same request was made just before it',
  'it may not be pulled from',
  'it has no `endpoint`',
];

/** A `config_path` that another file has a value for: what lies below it has a finding of its own. */
function isTakenBack({ entry, path }: UnusedEntry, tree: ConfigTree): boolean {
  const isConfigPath = entry.startsWith('/') && entry !== path;
  return isConfigPath && Object.values(tree).filter((text) => /config_path/.test(text)).length > 1;
}

/** What is for all registries is there for the others than that which has settings of its own. */
function isForOthers({ path, reason }: UnusedEntry, tree: ConfigTree): boolean {
  if (/^hidden by the entry for/.test(reason)) return true;
  const [, folder = ''] = /^hidden by (\/.*)$/.exec(reason) ?? [];
  const isDefault = path.includes('/_default/') && !folder.endsWith('/_default');
  // A folder with nothing but certificates may be meant so.
  const own = Object.keys(tree).filter((each) => each.startsWith(`${folder}/`));
  return isDefault && own.some((each) => tree[each] !== '');
}

/** Entries that seem to be for an image and are asked neither for tags nor for digests. */
function unusedEntries(machine: Machine): readonly UnusedEntry[] {
  return ask(machine).flatMap(({ byTag, byDigest }) => {
    if (byTag.load !== 'ok' || byTag.failure) return [];
    const always = new Set(
      byDigest.unused.map(({ path, line, entry }) => `${path}${line}${entry}`),
    );
    return (
      byTag.unused
        .filter(({ path, line, entry }) => always.has(`${path}${line}${entry}`))
        // An empty hosts.toml says nothing that could be lost.
        .filter(({ path, entry }) => path !== entry || machine.tree[path] !== '')
        .filter((each) => !HARMLESS.includes(each.reason) && !isForOthers(each, machine.tree))
    );
  });
}

describe('over generated machines', () => {
  test('what keeps the files from loading or a pull from its first request is an error', () => {
    fc.assert(
      fc.property(machines, (machine) => {
        const asked = ask(machine);
        const stopped = asked.find(({ byTag }) => byTag.load !== 'ok' || byTag.failure);
        if (!stopped) return;
        const errors = errorsOf(findings(machine));
        expect(errors, stopped.byTag.failure?.message).not.toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 120_000);

  test('an entry that is never used is an error, or a warning where another file replaces it', () => {
    fc.assert(
      fc.property(machines, (machine) => {
        const first = unusedEntries(machine).find((each) => !isTakenBack(each, machine.tree));
        if (first === undefined || isStopped(machine)) return;
        const found = findings(machine);
        const replaced = found.some(({ code }) => code === 'containerd/import-replaces-mirrors');
        expect(errorsOf(found).length > 0 || replaced, JSON.stringify(first)).toBe(true);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 120_000);

  test('nothing of the machine is an error while the model has no complaint', () => {
    fc.assert(
      fc.property(machines, (machine) => {
        if (isStopped(machine) || unusedEntries(machine).length > 0) return;
        const errors = findings(machine).filter(({ severity }) => severity === 'error');
        const sources = new Set(
          ask(machine).flatMap(({ byTag }) => byTag.attempts.map(({ from }) => from?.path ?? '')),
        );
        for (const { code, message } of errors.filter((each) => isTreeRuleCode(each.code))) {
          // The model looks only where config_path leads, and the rule in the usual folders too.
          expect(code).toBe('containerd/hosts-not-read');
          const [, root = ''] = /files in (\S+):/.exec(message) ?? [];
          expect([...sources].filter((path) => path.startsWith(`${root}/`))).toEqual([]);
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 120_000);

  test('each finding has its place in a file of the machine, or in a folder', () => {
    fc.assert(
      fc.property(machines, (machine) => {
        const found = findings(machine);
        for (const { path, range, line, fixes = [] } of found) {
          const text = machine.tree[path] ?? '';
          expect(range.start).toBeLessThanOrEqual(range.end);
          expect(range.end).toBeLessThanOrEqual(text.length);
          expect(line).toBe(text.slice(0, range.start).split('\n').length);
          for (const { edits } of fixes) {
            for (const { end } of edits) expect(end).toBeLessThanOrEqual(text.length);
          }
        }
        expect(findings(machine)).toEqual(found);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 120_000);
});
