// What every rule for machines keeps: its bad example shows it, its good one does not and is good, the
// engine model agrees, and it can be silenced.
import { describe, expect, test } from 'vitest';
import { applyEdits, explainPull, lintTree, type TreeLintOptions } from '../../src/index.ts';
import { everyRule } from '../../src/operations/rule-page.ts';
import { TREE_RULES } from '../../src/operations/tree/rules/index.ts';
import type { TreeExample } from '../../src/operations/tree/rules/tree-rule.ts';
import { decode } from '../../src/toml/index.ts';

function optionsOf({ target, dirs, links }: TreeExample): TreeLintOptions {
  return { target, ...(dirs && { dirs }), ...(links && { links }) };
}

test('codes are words, each used once among all rules', () => {
  const codes = everyRule().map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { code } of TREE_RULES) {
    expect(code).toMatch(/^(containerd|hosts|registries|buildkitd)\/[a-z0-9.-]+$/);
  }
});

describe.each(TREE_RULES.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  const { bad, good } = rule;
  const found = lintTree(bad.files, optionsOf(bad)).filter((each) => each.code === code);

  test('says what is wrong in the bad example and nothing in the good one', () => {
    expect(found.length).toBeGreaterThan(0);
    for (const { message, path, range, line } of found) {
      expect(message).toMatch(/\.$/);
      expect(path).toMatch(/^\//);
      expect(range.end).toBeLessThanOrEqual((bad.files[path] ?? '').length);
      expect(line).toBeGreaterThan(0);
    }
    const other = lintTree(good.files, optionsOf(good));
    expect(other.map((each) => each.code)).not.toContain(code);
    expect(other.filter(({ severity }) => severity === 'error')).toEqual([]);
    for (const [path, text] of Object.entries(good.files)) {
      if (/\.(toml|conf)$/.test(path)) expect(decode(text).fault).toBeUndefined();
    }
  });

  test('offers a fix if it says so, and the fix mends it', () => {
    const fixes = found.flatMap(({ path, fixes: own = [] }) =>
      own.map((fix) => ({ path, ...fix })),
    );
    expect(fixes.some(({ safe }) => safe)).toBe(false);
    expect(fixes.length > 0).toBe(rule.fix === 'ask');
    for (const { path, edits } of fixes) {
      const files = { ...bad.files, [path]: applyEdits(bad.files[path] ?? '', edits) };
      const left = lintTree(files, optionsOf(bad));
      expect(left.map((each) => each.code)).not.toContain(code);
      expect(left.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  test('a comment in the file silences it, and an option does in any case', () => {
    const paths = new Set(found.map(({ path }) => path));
    const files = Object.fromEntries(
      Object.entries(bad.files).map(([path, text]) => [
        path,
        paths.has(path) ? `# mirrorconf-disable ${code}\n${text}` : text,
      ]),
    );
    const left = lintTree(files, optionsOf(bad));
    const onFolders = found.filter(({ path }) => bad.files[path] === undefined);
    expect(left.filter((each) => each.code === code).length).toBe(onFolders.length);
    expect(left.map((each) => each.code)).not.toContain('lint/unused-silencing');
    const off = lintTree(bad.files, { ...optionsOf(bad), rules: { [code]: 'off' } });
    expect(off.map((each) => each.code)).not.toContain(code);
  });

  test('a comment that silences nothing is reported', () => {
    const [path] = Object.keys(good.files).filter((each) => /\.(toml|conf)$/.test(each));
    if (path === undefined) throw new Error('The good example has no file that is read.');
    const text = `# mirrorconf-disable ${code}\n${good.files[path]}`;
    const codes = lintTree({ ...good.files, [path]: text }, optionsOf(good)).map(
      (each) => each.code,
    );
    expect(codes).toContain('lint/unused-silencing');
  });

  // What is risky works all the same.
  if (rule.severity !== 'error') return;
  test('the engine model says that something is wrong', () => {
    const options = optionsOf(bad);
    const images = ['docker.io/library/alpine:3', 'reg.example.net:5000/team/app:1'];
    const pulls = images.map((image) => explainPull(bad.files, image, options));
    const mirrored = (example: TreeExample): boolean =>
      images.some((image) =>
        explainPull(example.files, image, optionsOf(example)).attempts.some(({ from }) => from),
      );
    const stopped = pulls.some(({ load, failure }) => load !== 'ok' || failure !== undefined);
    const unused = pulls.some((pull) => pull.unused.length > 0);
    expect(stopped || unused || mirrored(good) !== mirrored(bad)).toBe(true);
  });
});
